"""Background work gives way while any process writes an answer: two at once would both crawl on a laptop's few cores.

Who answers holds a shared lock on one file; the lock dies with its holder, so a killed process keeps nobody waiting.
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
"""Seconds between two looks: far below the time of one batch of passages."""
_PRIVATE = 0o600


@contextmanager
def answering(home: Path) -> Iterator[None]:
    """Tell background work in every process that an answer is being written; where that can't be told, nothing happens."""
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(home / _FILE, UPDATE | os.O_CREAT, _PRIVATE)
    except OSError:  # a disk that can't be written: the answer is worth more than its speed
        yield
        return
    try:
        with suppress(OSError):  # file systems without locks
            hold_shared(handle)
        yield
    finally:
        os.close(handle)


def give_way(home: Path) -> None:
    """Wait until nobody writes an answer. Never keeps an answer waiting: the file is only looked at, not held."""
    try:
        handle = os.open(home / _FILE, UPDATE)
    except OSError:  # nobody ever answered here
        return
    try:
        while not is_free(handle):
            time.sleep(_PAUSE)
    finally:
        os.close(handle)
