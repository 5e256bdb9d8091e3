"""Finds the files of a folder; safe against links, devices and strange file names."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import PathProblem
from ingest.files.names import printable, suffix_of
from ingest.files.rules import Choice, Rules
from ingest.readers import is_read
from ingest.said import said, why
from ingest.text import clean

MAX_BYTES = 200_000_000
EMPTY_FILE = said("empty_file", "empty file")
EMPTY_FOLDER = "empty folder"
_HELPS = {
    **dict.fromkeys(
        (".zip", ".tar", ".gz", ".bz2", ".xz", ".tgz", ".7z", ".rar", ".zst"), said("unpack", "unpack it into a folder")
    ),
    ".hwp": said("save_as", "save it as {first} or {last}", first="HWPX, DOCX", last="PDF"),
    **dict.fromkeys(
        (".one", ".pub", ".vsd", ".vsdx", ".wpd", ".wps", ".mpp"),
        said("save_as", "save it as {first} or {last}", first="PDF", last="DOCX"),
    ),
    **dict.fromkeys(
        (".mobi", ".azw", ".azw3", ".fb2", ".djvu", ".xps"),
        said("convert_to", "convert it to {first} or {last}", first="EPUB", last="PDF"),
    ),
    ".pst": said("export_as", "export its messages as {first} or {last}", first="EML", last="MBOX"),
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic", ".webp"), said("save_scan", "save it as PDF, whose scans are read")
    ),
    **dict.fromkeys(
        (".mp3", ".wav", ".m4a", ".mp4", ".mkv", ".mov"), said("transcript", "a transcript as text, SRT or VTT would be")
    ),
}
"""What the user can do about formats that aren't read."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may be a document, with its size in bytes and its modification time; `problem` says why it can't be read.

    It is a folder only if that can't be opened, if its ignore file is invalid, or if it is empty (`EMPTY_FOLDER`).
    """

    path: Path
    size: int
    mtime_ns: int
    problem: str = ""


def discover(root: Path, rules: Rules | None = None) -> Iterator[FoundFile]:
    """Yield the files of a folder, or a single file, in order of their paths.

    Hidden files and folders and those that the rules leave out are skipped, and links aren't followed. Files without a reader,
    unreadable folders and files that aren't regular are yielded with a `problem`. Raises `PathProblem` if the path doesn't
    exist.
    """
    try:
        status = root.lstat() if root.is_symlink() and not root.exists() else root.stat()
    except FileNotFoundError:
        raise PathProblem(said("path_missing", "{path} does not exist: check its name", path=printable(root))) from None
    except (OSError, ValueError) as problem:  # ValueError: a NUL byte in the path
        cause = why(problem) if isinstance(problem, OSError) else str(problem)
        raise PathProblem(said("path_closed", "{path} can't be opened: {why}", path=printable(root), why=cause)) from None
    if stat.S_ISDIR(status.st_mode):
        yield from _walk(root, Choice(root, rules or Rules()))
    else:
        yield _found(root, status)


def _walk(root: Path, choice: Choice) -> Iterator[FoundFile]:
    """Go through a tree depth first, with a stack, since folders may be nested more deeply than Python allows calls to be."""
    stack = [_entries(root, choice)]
    while stack:
        found = next(stack[-1], None)
        if found is None:
            stack.pop()
        elif isinstance(found, FoundFile):
            yield found
        else:
            stack.append(_entries(found, choice))


def _entries(folder: Path, choice: Choice) -> Iterator[FoundFile | Path]:
    """Yield the files of a folder, and its folders as paths to visit."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except OSError as problem:
        yield FoundFile(folder, 0, 0, said("folder_closed", "folder can't be opened: {why}", why=why(problem)))
        return
    if not entries:
        yield FoundFile(folder, 0, 0, EMPTY_FOLDER)
    try:
        choice.enter(folder)
    except PathProblem as problem:
        yield FoundFile(folder, 0, 0, f"left out: {clean(str(problem))[0]}")
        return
    for entry in entries:
        if not entry.name.startswith((".", "~$")):
            yield from _entry(entry, choice)


def _entry(entry: os.DirEntry[str], choice: Choice) -> Iterator[FoundFile | Path]:
    path = Path(entry.path)
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as problem:
        yield FoundFile(path, 0, 0, said("cannot_look", "can't be looked at: {why}", why=why(problem)))
        return
    is_folder = stat.S_ISDIR(status.st_mode)
    if choice.leaves_out(path, is_folder=is_folder):
        return
    yield path if is_folder else _found(path, status)


def _found(path: Path, status: os.stat_result) -> FoundFile:
    return FoundFile(path, status.st_size, status.st_mtime_ns, _problem(path, status))


def not_read(suffix: str) -> str:
    """Return the reason for a format without a reader, with the user's next step if there is one."""
    helps = _HELPS.get(f".{suffix.rpartition('.')[2]}", "")
    shown = clean(suffix)[0] or said("no_suffix", "without a suffix")
    if not helps:
        return said("format_not_read", "format {format} is not read", format=shown)
    return said("format_not_read_but", "format {format} is not read: {advice}", format=shown, advice=helps)


def _problem(path: Path, status: os.stat_result) -> str:
    if stat.S_ISLNK(status.st_mode):
        return said("a_link", "a link: links are not followed")
    if not stat.S_ISREG(status.st_mode):
        return said("not_regular", "not a regular file")
    suffix = suffix_of(path)
    if not is_read(suffix):
        return not_read(suffix)
    if status.st_size > MAX_BYTES:
        return said("too_large", "larger than {most} MB", most=MAX_BYTES // 1_000_000)
    return EMPTY_FILE if status.st_size == 0 else ""
