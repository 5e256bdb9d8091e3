"""Helpers for the elements of OpenDocument: blanks, lengths of text, rows and headers of tables, page headers and footers."""

from collections.abc import Iterator, Sequence

from ingest.readers.office.opendocument.styles import STYLE, TABLE, TEXT
from ingest.readers.shared.hardened_xml import Element
from ingest.readers.shared.headers import is_second_header, joined_header

_BLANKS = 20
"""Most blanks that a `text:s` becomes, since its count may be any number."""


def blank(element: Element, name: str) -> str:
    """Return the blanks, tab or line feed of an element with the local name `s`, `tab` or `line-break`."""
    if name != "s":
        return "\t" if name == "tab" else "\n"
    count = element.get(f"{TEXT}c", "1")
    return " " * (min(int(count), _BLANKS) if count.isdecimal() else 1)


def letters(element: Element) -> int:
    """Return the number of characters of text in an element."""
    return sum(len(text.strip()) for text in element.itertext())


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, also those in groups, without those of tables within its cells."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from rows_of(child)


def repeats(element: Element, attribute: str) -> int:
    """Return the value of an attribute that counts repetitions or spanned cells, 1 if it is missing or no number."""
    count = element.get(f"{TABLE}{attribute}", "1")
    return int(count) if count.isdecimal() and len(count) < 8 else 1


def margins(root: Element) -> Iterator[Element]:
    """Yield the page headers and footers of a document's master pages."""
    names = ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")
    for page in root.iter(f"{STYLE}master-page"):
        yield from page.iterchildren(*(f"{STYLE}{name}" for name in names))


def filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Return the rows that have text."""
    return (row for row in rows if any(row))


def header_of(table: Element, rows: Sequence[Sequence[str]], lines: Sequence[str]) -> str:
    """Return the header of a table, "" if it has none; `rows` are its cells, and `lines` the same as text."""
    marked = sum(1 for top in table.iterchildren(f"{TABLE}table-header-rows") for _ in rows_of(top))
    if len(rows) > 2 and marked in (0, 2):
        upper, lower, below = ({at: text for at, text in enumerate(row) if text} for row in rows[:3])
        if marked or is_second_header(upper, lower, below):
            return joined_header(upper, lower)
    return lines[0] if len(rows) > 1 and len(rows[0]) > 1 and (marked or all(rows[0])) else ""
