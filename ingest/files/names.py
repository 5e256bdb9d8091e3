"""File names as text."""

import os
import re
import unicodedata
from pathlib import Path

from ingest.readers.shared.compressed import COMPRESSED

_LOOKS_ESCAPED = re.compile(rb"\\(?=x[0-9a-f]{2})")


def suffix_of(path: Path) -> str:
    """Return the suffix that a file is read by, in small letters: `.txt`, and `.txt.gz` for a compressed one."""
    last = path.suffix.lower()
    return f"{Path(path.stem).suffix.lower()}{last}" if last in COMPRESSED else last


def as_it_lies(path: Path) -> Path:
    """Return a path that exists where only its composed or decomposed letters differ from the given one, else that one.

    Macs store `ü` as a letter and a mark, keyboards type it as one sign; Linux takes these for two names.
    """
    if path.exists() or str(path).isascii():
        return path
    found = Path(path.anchor) if path.anchor else Path()
    for part in path.parts[1:] if path.anchor else path.parts:
        found = found / (part if (found / part).exists() else _same_name(found, part))
    return found if found.exists() else path


def _same_name(folder: Path, name: str) -> str:
    composed = unicodedata.normalize("NFC", name)
    try:
        names = (entry.name for entry in os.scandir(folder))
        return next((other for other in names if unicodedata.normalize("NFC", other) == composed), name)
    except OSError:
        return name


def printable(path: Path | str) -> str:
    """Return a path as text that can be stored, printed and compared: bytes that aren't UTF-8 become `\\xNN`.

    Two paths never become one: what looks like such an escape already has its backslash escaped.
    """
    return _LOOKS_ESCAPED.sub(rb"\\x5c", os.fsencode(path)).decode("utf-8", "backslashreplace")
