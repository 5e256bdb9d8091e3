"""Reads a file completely, as one version of it."""

import hashlib
import os
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableDocument
from ingest.files.discovery import EMPTY_FILE, MAX_BYTES
from ingest.said import said, why
from ingest.system.files import NO_LINK, READ, is_being_written, reachable

_HOT_NS = 2_000_000_000
"""A file that was changed less than 2 s ago may change again with the same time: FAT stores times in steps of 2 s."""
PAUSE_S = 0.2
"""Seconds after which a file that is open for writing is read again."""
_TRIES = 3

EMPTY_SHA256 = hashlib.sha256().hexdigest()
"""Of a file without content."""


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """The bytes of a file, their sha256, its size and its modification time when it was read.

    The time is 0 if the file has just been written: a change now might leave size and time the same.
    """

    data: bytes
    sha256: str
    size: int
    mtime_ns: int


def take(path: Path, *, follow: bool = False) -> FileSnapshot:
    """Return a snapshot of a file; raises `UnreadableDocument` with the reason if it can't be read.

    With `follow` it may be a link, for a path that the user gave; other paths might have been replaced by a link since they
    were found. A file that is being written is read again until two readings are equal, or else refused, so that no mixture of
    two versions is stored.
    """
    handle = _opened(path, 0 if follow else NO_LINK)
    try:
        for _ in range(_TRIES):
            if taken := _settled(handle):
                return taken
    finally:
        os.close(handle)
    raise UnreadableDocument(said("changes", "changes while it is being read: index again when it is finished"))


def _opened(path: Path, flags: int) -> int:
    try:
        handle = os.open(reachable(path), READ | flags)
    except (OSError, ValueError) as problem:
        cause = why(problem) if isinstance(problem, OSError) else str(problem)
        raise UnreadableDocument(said("cannot_open", "can't be opened: {why}", why=cause)) from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableDocument(said("not_regular", "not a regular file"))
    return handle


def _settled(handle: int) -> FileSnapshot | None:
    """Return a snapshot if it is one version of the file, else None.

    If the file has just been written, size and time don't show a change. Then a second reading must be equal, after a pause if
    a program has it open for writing. It comes after that check, since the program may have finished the file before it.
    """
    taken = _read(handle)
    if taken is None or taken.mtime_ns:
        return taken
    if is_being_written(handle):
        time.sleep(PAUSE_S)
    return taken if _read(handle) == taken else None


def _read(handle: int) -> FileSnapshot | None:
    """Return a snapshot, None if size or time have changed meanwhile."""
    before = os.fstat(handle)
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        with os.fdopen(handle, "rb", closefd=False) as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise UnreadableDocument(said("cannot_read", "can't be read: {why}", why=why(problem))) from None
    after = os.fstat(handle)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(said("too_large", "larger than {most} MB", most=MAX_BYTES // 1_000_000))
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        return None
    if not data:
        raise UnreadableDocument(EMPTY_FILE)
    is_hot = abs(time.time_ns() - after.st_mtime_ns) < _HOT_NS
    return FileSnapshot(data, hashlib.sha256(data).hexdigest(), after.st_size, 0 if is_hot else after.st_mtime_ns)
