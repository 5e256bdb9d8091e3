"""Locks that end with their process; the writer lock names its holder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from indexes.errors import LibraryBusy, StorageFull
from indexes.files.atomic import drop_leftovers, write_atomically

_PRIVATE = 0o600


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the writer lock of a folder. Raises `LibraryBusy`, which names the holder, if another process holds it."""
    lock, holder = FileLock(folder / "writer.lock", timeout=0, mode=_PRIVATE), folder / "writer.holder"
    try:
        lock.acquire()
        drop_leftovers(folder)
        write_atomically(holder, f"process {os.getpid()} (since {datetime.now():%H:%M})".encode())
    except Timeout:
        raise LibraryBusy(f"{_name(holder)} is changing this library: wait until it is done") from None
    except OSError as problem:
        lock.release()
        raise StorageFull(f"{folder} can't be written ({problem.strerror}): check its disk and rights") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold a lock file; wait while another process holds it. Raises `OSError` if it can't be written."""
    with FileLock(path, mode=_PRIVATE):
        yield


def _name(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return "another process"
