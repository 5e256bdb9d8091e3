"""Pauses background work while any process generates an answer, because both would be slow on the few cores of a laptop.

A process that answers holds a shared lock on a file. The lock ends with its process, so that a killed one blocks nobody.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.system.files import UPDATE
from ingest.system.locks import hold_shared, is_free

_FILE = "answering.lock"
_PAUSE = 0.05
"""Seconds between two checks of the lock, which is much less than the time of a batch of passages."""
_PRIVATE = 0o600


@contextmanager
def answering(home: Path) -> Iterator[None]:
    """Make background work in all processes pause; if the lock file can't be written, do nothing."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(home / _FILE, UPDATE | os.O_CREAT, _PRIVATE)
    except OSError:  # on a disk that can't be written the answer is only slower
        yield
        return
    try:
        with suppress(OSError):  # some file systems have no locks
            hold_shared(handle)
        yield
    finally:
        os.close(handle)


def give_way(home: Path) -> None:
    """Wait until no process generates an answer. The lock is only checked and not held, so that no answer has to wait."""
    try:
        handle = os.open(home / _FILE, UPDATE)
    except OSError:  # without the file no process has ever answered
        return
    try:
        while not is_free(handle):
            time.sleep(_PAUSE)
    finally:
        os.close(handle)
