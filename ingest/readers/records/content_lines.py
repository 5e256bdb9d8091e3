"""Parses the content lines of calendars and address books (RFC 5545, 3.1; RFC 6350, 3.2) by icalendar."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from icalendar.parser import Contentline

_FOLD = re.compile(r"\r?\n[ \t]")
_FOLD_IN_LETTER = re.compile(rb"(?<=[\x80-\xff])\r?\n[ \t](?=[\x80-\xbf])")
"""A fold between the bytes of a letter in UTF-8, which the standard allows."""
_SOFT = re.compile(r"=\r?\n")
_QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT")
_LONGEST_LINE = 200_000
MOST_LINES = 200_000
"""Lines that are read: at 37 microseconds each, measured, these take 8 of the 30 seconds of the reading process."""


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A property: its name in upper case, its parameters by their names in upper case, and its value."""

    name: str
    parameters: Mapping[str, str]
    value: str


def letters_whole(data: bytes) -> bytes:
    """Return the bytes of a file without line folds in the middle of a letter, so that they can be decoded."""
    return _FOLD_IN_LETTER.sub(b"", data)


def content_lines(text: str) -> Iterator[ContentLine]:
    """Yield the content lines of a text, with folded lines joined; lines that aren't well formed are left out."""
    source = _SOFT.sub("", text) if _QUOTED.search(text) else text
    for line in islice(_FOLD.sub("", source).splitlines(), MOST_LINES):
        if ":" in line and len(line) <= _LONGEST_LINE:
            try:
                name, parameters, value = Contentline(_named_parameters(line)).parts()  # type: ignore[no-untyped-call]  # has no hints
            except ValueError:
                continue
            yield ContentLine(str(name).rpartition(".")[2].upper(), dict(map(_parameter, parameters.items())), value.strip())


def _named_parameters(line: str) -> str:
    """Return a line with names for all parameters; vCard 2.1 writes `TEL;CELL:` for `TEL;TYPE=CELL:`."""
    head, colon, value = line.partition(":")
    if ";" not in head or '"' in head:
        return line
    name, *parameters = head.split(";")
    named = (one if "=" in one else f"ENCODING={one}" if one.upper() in _ENCODINGS else f"TYPE={one}" for one in parameters)
    return ";".join((name, *named)) + colon + value


def _parameter(item: tuple[str, str | list[str]]) -> tuple[str, str]:
    name, value = item
    return name.upper(), value if isinstance(value, str) else ",".join(value)


def cut(text: str) -> tuple[str, ...]:
    """Return the line for the user if a text has more lines than are read, else nothing."""
    return (f"more than {MOST_LINES:,} lines: what comes after them is left out",) if text.count("\n") > MOST_LINES else ()
