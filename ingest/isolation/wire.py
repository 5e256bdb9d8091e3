"""Parses the child's JSON answer into a document. Every field is checked, since a hostile file may control the child."""

from collections.abc import Iterable, Mapping
from typing import Any

from ingest.documents import Counted, Document, Mark, PageUnit, Section, Span
from ingest.said import changed, unpacked
from ingest.text import clean

_MOST = (1 << 31) - 1
"""The highest number that every kind of library can store."""


def document_of(answer: Mapping[str, Any]) -> Document:
    """Return the document; raises `ValueError`, `TypeError` or `LookupError` if the answer is invalid."""
    text = _text(answer["text"])
    return Document(
        text=text,
        sections=tuple(_sections(answer["sections"], len(text))),
        language=_text(answer["language"]),
        reader=_text(answer["reader"]),
        pages=_number(answer["pages"]) if answer["pages"] is not None else None,
        page_unit=PageUnit(answer["page_unit"]),
        counted=Counted(answer["counted"]) if answer["counted"] is not None else None,
        marks=tuple(_marks(answer["marks"], len(text))),
        unread=tuple(map(unpacked, answer["unread"])),
        notes=tuple(map(unpacked, answer["notes"])),
        scans=tuple(map(_number, answer["scans"])),
        labels=tuple(map(_text, answer["labels"])),
    )


def reason_of(answer: Mapping[str, Any]) -> str:
    """Return why there is no document, in one line; raises as `document_of` does."""
    return changed(unpacked(answer["error"]), _on_one_line)


def _on_one_line(text: str) -> str:
    return clean(text)[0].partition("\n")[0]


def _sections(rows: Iterable[Mapping[str, Any]], length: int) -> Iterable[Section]:
    for row in rows:
        page = _number(row["page"]) if row["page"] is not None else None
        yield Section(*_range(row, length), page, _text(row["heading"]), leads=row["leads"] is True)


def _marks(rows: Iterable[Mapping[str, Any]], length: int) -> Iterable[Mark]:
    for row in rows:
        span = row["span"] and Span(_number(row["span"]["first"]), _number(row["span"]["last"]))
        yield Mark(*_range(row, length), span, _text(row["header"]))


def _range(row: Mapping[str, Any], length: int) -> tuple[int, int]:
    start, end = _number(row["start"]), _number(row["end"])
    if not 0 <= start <= end <= length:
        raise ValueError("a part outside of the text")
    return start, end


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    if not 0 <= value <= _MOST:
        raise ValueError("a number that counts nothing")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    value.encode()  # half a surrogate pair is valid in JSON, but can't be stored
    return value
