"""File names as text."""

import os
import re
from pathlib import Path

_LOOKS_ESCAPED = re.compile(rb"\\(?=x[0-9a-f]{2})")


def printable(path: Path | str) -> str:
    """Return a path as text that can be stored, printed and compared: bytes that aren't UTF-8 become `\\xNN`.

    Two paths never become one: what looks like such an escape already has its backslash escaped.
    """
    return _LOOKS_ESCAPED.sub(rb"\\x5c", os.fsencode(path)).decode("utf-8", "backslashreplace")
