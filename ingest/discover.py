"""Finds the files of a folder and takes their bytes, without being led astray by links, devices or file names."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import PathProblem, UnreadableDocument
from ingest.readers import READERS

MAX_BYTES = 200_000_000
EMPTY_FILE = "empty file"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a document: its size in bytes and modification time; `problem` says why it can't be one."""

    path: Path
    size: int
    mtime_ns: int
    problem: str = ""


def discover(root: Path) -> Iterator[FoundFile]:
    """Yield the files of a folder (or the one file) in order of their paths.

    Hidden files and folders are left out, and links aren't followed. A format without a reader, an unreadable folder and what
    isn't a regular file are yielded with a `problem`. Raises `PathProblem` if there is no such path.
    """
    try:
        status = root.lstat() if root.is_symlink() and not root.exists() else root.stat()
    except FileNotFoundError:
        raise PathProblem(f"{printable(root)} does not exist: check its name") from None
    except OSError as problem:
        raise PathProblem(f"{printable(root)} can't be opened: {problem.strerror}") from None
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(root)
    else:
        yield _found(root, status)


def _walk(folder: Path) -> Iterator[FoundFile]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as problem:
        yield FoundFile(folder, 0, 0, f"folder can't be opened: {problem.strerror}")
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        path = Path(entry.path)
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as problem:
            yield FoundFile(path, 0, 0, f"can't be looked at: {problem.strerror}")
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path)
        else:
            yield _found(path, status)


def _found(path: Path, status: os.stat_result) -> FoundFile:
    return FoundFile(path, status.st_size, status.st_mtime_ns, _problem(path, status))


def _problem(path: Path, status: os.stat_result) -> str:
    if stat.S_ISLNK(status.st_mode):
        return "a link: links are not followed"
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file"
    if path.suffix.lower() not in READERS:
        return f"format {path.suffix or 'without a suffix'} is not read"
    if status.st_size > MAX_BYTES:
        return f"larger than {MAX_BYTES // 1_000_000} MB"
    return EMPTY_FILE if status.st_size == 0 else ""


def take_bytes(path: Path) -> tuple[bytes, str]:
    """Return a file's bytes and their sha256; raises `UnreadableDocument` with the reason where they can't be had."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as problem:
        raise UnreadableDocument(f"can't be opened: {problem.strerror}") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise UnreadableDocument("not a regular file")
    try:
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as problem:
        raise UnreadableDocument(f"can't be read: {problem.strerror}") from None
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"larger than {MAX_BYTES // 1_000_000} MB")
    if not data:
        raise UnreadableDocument(EMPTY_FILE)
    return data, hashlib.sha256(data).hexdigest()


def printable(path: Path | str) -> str:
    """Return a path as text that can be stored, printed and compared: bytes that aren't UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
