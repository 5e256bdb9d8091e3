"""Reads the rows of a Word table, the columns of its cells, and its header."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.office.docx_styles import filled, value
from ingest.readers.office.ooxml import W
from ingest.readers.shared.hardened_xml import Element
from ingest.readers.shared.headers import is_second_header, joined_header

_PLAIN = frozenset(("", "TableNormal", "TableGrid"))
_GONE = frozenset((f"{W}del", f"{W}moveFrom"))


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell, its first column from 0, and whether it is `continued` from the cell above (merged with it)."""

    element: Element
    column: int
    continued: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; `shaded` if its text may be white on a dark background, `repeated` if it is marked as a header row."""

    cells: tuple[TableCell, ...]
    shaded: bool
    repeated: bool


def rows_of(table: Element) -> Iterator[TableRow]:
    """Yield the rows that have cells, except deleted ones."""
    styled = any(value(one, "tblStyle") not in _PLAIN for one in table.iterchildren(f"{W}tblPr"))
    for row in _children(table, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and any(mark.tag in _GONE for mark in properties):
            continue
        cells = tuple(_cells(row))
        shaded = styled or any(filled(cell.element.find(f"{W}tcPr")) for cell in cells)
        if cells:
            yield TableRow(cells, shaded, properties is not None and properties.find(f"{W}tblHeader") is not None)


def header_of(rows: list[TableRow], lines: list[str]) -> str:
    """Return the text of the header: the first row, if it is marked as a header row or none of its cells is empty, else "".

    If exactly two rows are marked, or the second one names the columns below wide cells of the first, the header joins both by
    column. `lines` are the texts of the rows.
    """
    if len(rows) > 2 and rows[0].repeated == rows[1].repeated and not rows[2].repeated:
        upper, lower, below = (_by_column(row, line) for row, line in zip(rows[:3], lines, strict=False))
        if rows[0].repeated or is_second_header(upper, lower, below):
            return joined_header(upper, lower)
    if len(rows) < 2 or not (rows[0].repeated or " |  | " not in f" | {lines[0]} | "):
        return ""
    return lines[0]


def _by_column(row: TableRow, line: str) -> dict[int, str]:
    return dict(zip((cell.column for cell in row.cells), line.split(" | "), strict=False))


def _cells(row: Element) -> Iterator[TableCell]:
    column = 0
    for cell in _children(row, "tc"):
        properties = cell.find(f"{W}tcPr")
        merge = None if properties is None else properties.find(f"{W}vMerge")
        span = "" if properties is None else value(properties, "gridSpan")
        yield TableCell(cell, column, merge is not None and merge.get(f"{W}val") != "restart")
        column += int(span) if span.isdecimal() and len(span) < 4 else 1


def _children(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{W}{tag}":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _children(child, tag)
