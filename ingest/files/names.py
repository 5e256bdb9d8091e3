"""File names as text."""

import os
import re
import unicodedata
from pathlib import Path, PurePath, PurePosixPath

from ingest.readers.shared.compressed import COMPRESSED
from ingest.system.files import NAMES_IGNORE_CASE, PATHS_ARE_BYTES

_LOOKS_ESCAPED = re.compile(rb"\\(?=x[0-9a-f]{2})")


def suffix_of(path: PurePath) -> str:
    """Return the suffix that decides how a file is read, in lower case: `.txt`, or `.txt.gz` for a compressed file."""
    last = path.suffix.lower()
    return f"{PurePosixPath(path.stem).suffix.lower()}{last}" if last in COMPRESSED else last


def from_home(path: Path | str) -> Path:
    """Return a path with the home folder in place of `~` or `~name` at its beginning, as it is if there is no such folder."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def as_it_lies(path: Path, *, ignores_case: bool = NAMES_IGNORE_CASE) -> Path:
    """Return the existing path that differs from the given one only in composed or decomposed letters, else the given one.

    Macs store `ü` as a letter and a mark, keyboards type it as one character, and for Linux these are two names. If the system
    `ignores_case`, the path has the case that the folders have, so that one file is never treated as two.
    """
    if not ignores_case and (path.exists() or str(path).isascii()):
        return path
    anchor = path.anchor.upper() if ignores_case else path.anchor
    found = Path(anchor) if anchor else Path()
    for part in path.parts[1:] if anchor else path.parts:
        found = found / _same_name(found, part, ignores_case=ignores_case)
    return found if found.exists() else path


def _same_name(folder: Path, name: str, *, ignores_case: bool) -> str:
    """Return the name in a folder that equals the given one, or that differs only in its case and the form of its letters."""
    try:
        names = [entry.name for entry in os.scandir(folder)]
    except OSError:
        return name
    wanted = _plain(name, ignores_case=ignores_case)
    return name if name in names else next((o for o in names if _plain(o, ignores_case=ignores_case) == wanted), name)


def _plain(name: str, *, ignores_case: bool) -> str:
    composed = unicodedata.normalize("NFC", name)
    return composed.casefold() if ignores_case else composed


def printable(path: Path | str) -> str:
    """Return a path as text that can be stored, printed and compared, with `\\xNN` for bytes that aren't UTF-8.

    Two paths never become equal: the backslash of a name that looks like such an escape is escaped itself.
    """
    if not PATHS_ARE_BYTES:  # Windows: backslashes separate folders, and a name may contain half a surrogate pair
        return str(path).encode("utf-8", "backslashreplace").decode()
    return _LOOKS_ESCAPED.sub(rb"\\x5c", os.fsencode(path)).decode("utf-8", "backslashreplace")
