"""Parses the content lines of calendars and address books (RFC 5545, 3.1; RFC 6350, 3.2) by icalendar."""

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from icalendar.parser import Contentline

from ingest.charsets.decoding import decode

_LINE_END = re.compile(r"\r?\n")
_ENCODED = re.compile(r"[ \t]+=[0-9A-Fa-f]{2}")
"""A line in quoted-printable behind the blanks of a fold: programs that encode all letters encode blanks of the text, too."""
_FOLD_IN_LETTER = re.compile(rb"(?<=[\x80-\xff])\r?\n[ \t](?=[\x80-\xbf])")
"""A fold between the bytes of a letter in UTF-8, which the standard allows."""
_QUOTED = re.compile(r"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.IGNORECASE)
"""The beginning of a property in quoted-printable, whose lines continue after a `=` at their end."""
_PROPERTY = re.compile(r"[A-Z-]+[;:](?! )")
"""The beginning of a property, which no text with a blank behind a colon is; a value before it ends in a `=` of its own."""
_ENCODINGS = ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT")
_SEMICOLON = "\ue03b"
"""Stands for a semicolon of the text while those between parts of a value are told from it."""
_LONGEST_BEGINNING = 1_000
"""Characters at the start of a property that are searched for its encoding; names and parameters take a few hundred."""
_LONGEST_LINE = 200_000
MOST_LINES = 200_000
"""Lines that are read: at 37 microseconds each, measured, these take 8 of the 30 seconds of the reading process."""


@dataclass(frozen=True, slots=True)
class ContentLine:
    """A property: its name in upper case, its parameters by their names in upper case, its value, the value's parts, its group.

    Semicolons part a value, such as an address. Properties of a group, such as `item1`, belong together: a number and the label
    that a person gave it.
    """

    name: str
    parameters: Mapping[str, str]
    value: str
    parts: tuple[str, ...] = ()
    group: str = ""


def letters_whole(data: bytes) -> bytes:
    """Return the bytes of a file without line folds in the middle of a letter, so that they can be decoded."""
    return _FOLD_IN_LETTER.sub(b"", data)


def content_lines(text: str) -> Iterator[ContentLine]:
    """Yield the content lines of a text, with folded lines joined; lines that aren't well formed are left out."""
    for line in islice(_unfolded(text), MOST_LINES):
        if ":" in line and len(line) <= _LONGEST_LINE:
            try:
                name, parameters, value = Contentline(_named_parameters(line)).parts()  # type: ignore[no-untyped-call]  # has no hints
            except ValueError:
                continue
            yield _content_line(str(name), dict(map(_parameter, parameters.items())), value)


def _content_line(name: str, parameters: Mapping[str, str], value: str) -> ContentLine:
    group, _, own = name.rpartition(".")
    parted = _decoded(value, parameters).strip().split(";")
    parts = tuple(part.replace(_SEMICOLON, ";") for part in parted)
    return ContentLine(own.upper(), parameters, ";".join(parts), tuple(map(str.strip, parts)), group.lower())


def _unfolded(text: str) -> Iterator[str]:
    """Yield the lines of a text with their folds joined: a blank at the beginning, and in quoted-printable a `=` at the end."""
    parts, is_open, is_quoted = list[str](), False, False
    for line in _LINE_END.split(text):
        is_literal = is_open and bool(_PROPERTY.match(line))
        if is_open and not is_literal:
            parts.append(line.lstrip(" \t") if _ENCODED.match(line) else line)
        elif parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            yield "".join(parts) + ("=3D" if is_literal else "")
            parts, is_quoted = [line], bool(_QUOTED.match(line, 0, _LONGEST_BEGINNING))
        is_open = is_quoted and line.endswith("=")
        if is_open:
            parts[-1] = parts[-1][:-1]
    yield "".join(parts)


def _named_parameters(line: str) -> str:
    """Return a line with names for all parameters; vCard 2.1 writes `TEL;CELL:` for `TEL;TYPE=CELL:`."""
    line = line.replace("\\;", _SEMICOLON)
    head, colon, value = line.partition(":")
    if ";" not in head or '"' in head:
        return line
    name, *parameters = head.split(";")
    named = (one if "=" in one else f"ENCODING={one}" if one.upper() in _ENCODINGS else f"TYPE={one}" for one in parameters)
    return ";".join((name, *named)) + colon + value


def _decoded(value: str, parameters: Mapping[str, str]) -> str:
    """Return a value, decoded if it is in quoted-printable, as in vCard 2.1 and vCalendar 1.0."""
    if parameters.get("ENCODING", "").upper() != "QUOTED-PRINTABLE":
        return value
    return decode(quopri.decodestring(value.encode()), parameters.get("CHARSET"))


def _parameter(item: tuple[str, str | list[str]]) -> tuple[str, str]:
    name, value = item
    return name.upper(), value if isinstance(value, str) else ",".join(value)


def cut(text: str) -> tuple[str, ...]:
    """Return the line for the user if a text has more lines than are read, else nothing."""
    return (f"more than {MOST_LINES:,} lines: what comes after them is left out",) if text.count("\n") > MOST_LINES else ()
