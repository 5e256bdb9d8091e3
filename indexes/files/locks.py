"""Locks that end with their process; the writer lock names its holder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from indexes.errors import LibraryBusy, StorageFull
from indexes.files.atomic import drop_leftovers, write_atomically
from ingest.said import said, why

_PRIVATE = 0o600
UNWRITABLE = "{path} can't be written ({why}): check its disk and rights"


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Hold the writer lock of a folder. Raises `LibraryBusy`, which names the holder, if another process holds it."""
    lock, holder = FileLock(folder / "writer.lock", timeout=0, mode=_PRIVATE), folder / "writer.holder"
    try:
        lock.acquire()
        drop_leftovers(folder)
        write_atomically(holder, f"{os.getpid()} {datetime.now():%H:%M}".encode())
    except Timeout:
        raise LibraryBusy(
            said("writer_busy", "{who} is changing this library: wait until it is done", who=_name(holder))
        ) from None
    except OSError as problem:
        lock.release()
        raise StorageFull(said("folder_unwritable", UNWRITABLE, path=str(folder), why=why(problem))) from None
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
        number, since = holder.read_text(encoding="utf-8").split()
    except (OSError, ValueError):  # it is being written, or an older program has written it
        return said("another_process", "another process")
    return said("process_since", "process {number} (since {time})", number=number, time=since)
