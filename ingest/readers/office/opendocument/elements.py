"""What stands in elements of OpenDocument, and where: blanks, letters, rows of tables, margins of pages."""

from collections.abc import Iterator

from ingest.readers.office.opendocument.styles import STYLE, TABLE, TEXT
from ingest.readers.shared.hardened_xml import Element

_BLANKS = 20
"""Blanks in a row that are kept of a `text:s`; its count may be any number."""


def blank(element: Element, name: str) -> str:
    """Return the blanks, the tab or the line end that an element stands for."""
    if name != "s":
        return "\t" if name == "tab" else "\n"
    count = element.get(f"{TEXT}c", "1")
    return " " * (min(int(count), _BLANKS) if count.isdecimal() else 1)


def letters(element: Element) -> int:
    """Return how many characters of text stand in an element."""
    return sum(len(text.strip()) for text in element.itertext())


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, those in groups too, but not those of tables in its cells."""
    for child in table:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in (f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"):
            yield from rows_of(child)


def repeats(element: Element, attribute: str) -> int:
    """Return how often a cell or row stands there, or how far it spans; 1 where it doesn't say."""
    count = element.get(f"{TABLE}{attribute}", "1")
    return int(count) if count.isdecimal() and len(count) < 8 else 1


def margins(root: Element) -> Iterator[Element]:
    """Yield the page headers and footers of a document's master pages."""
    names = ("header", "header-first", "header-left", "footer", "footer-first", "footer-left")
    for page in root.iter(f"{STYLE}master-page"):
        yield from page.iterchildren(*(f"{STYLE}{name}" for name in names))


def filled(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Return the rows that say anything."""
    return (row for row in rows if any(row))
