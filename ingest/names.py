"""File names as text."""

import os
from pathlib import Path


def printable(path: Path | str) -> str:
    """Return a path as text that can be stored, printed and compared: bytes that aren't UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
