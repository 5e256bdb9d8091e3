"""Makes a line of each row of a table that a PDF's tags mark, with its cells between bars."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.lines import Line, Row, lines_of
from ingest.readers.pdf.layout.tagged import Cells, Tags

_MOST_LINES = 8
"""Lines of a cell; a table with a longer one arranges a page, and its text is read as on any other page."""
_LONGEST_HEADER = 500
"""Most characters of a table's header."""


@dataclass(slots=True)
class _Cell:
    """The lines of a cell with the baseline of the first one."""

    base: float
    lines: list[str] = field(default_factory=list)


def lines_with_tables(rows: Sequence[Row], text_of: Callable[[Row], str], tags: Tags) -> list[Line]:
    """Return the lines of a page, with one line for each row of a table that its tags mark."""
    owners = {cell: number for number, table in enumerate(tags.tables, 1) for row in table.rows for cell in row}
    if not owners:
        return lines_of(rows, text_of)
    owned = [{owners.get(_cell_of(glyph, tags), 0) for glyph in _drawn(row)} for row in rows]
    mixed = {number for found in owned if len(found) > 1 for number in found}
    cells = _cells(rows, text_of, tags)
    tables = {number: table for number, table in enumerate(tags.tables, 1) if number not in mixed and _is_data(table, cells)}
    lines: list[Line] = []
    for number, group in groupby(zip(owned, rows, strict=True), key=lambda pair: next(iter(pair[0] & tables.keys()), 0)):
        part = [row for _, row in group]
        if not number:
            lines += lines_of(part, text_of)
        elif number not in (line.table for line in lines):  # the rest of a table that other text parts is already there
            lines += _rows(tables[number], number, cells, rows)
    return lines


def _cell_of(glyph: Glyph, tags: Tags) -> int:
    return tags.cells.get(glyph.mark, -1)


def _drawn(row: Row) -> list[Glyph]:
    return [glyph for glyph in row if not glyph.made_up and not glyph.char.isspace()]


def _cells(rows: Sequence[Row], text_of: Callable[[Row], str], tags: Tags) -> dict[int, _Cell]:
    """Return the cells that hold text by their numbers."""
    found: dict[int, _Cell] = {}
    for row in rows:
        for cell, part in groupby(row, key=lambda glyph: _cell_of(glyph, tags)):
            signs = list(part)
            if cell >= 0 and _drawn(signs):
                found.setdefault(cell, _Cell(signs[0].base)).lines.append(text_of(signs).strip())
    return found


def _is_data(table: Cells, cells: Mapping[int, _Cell]) -> bool:
    """Whether a table has several rows and columns, and short cells."""
    filled = [row for row in table.rows if any(cell in cells for cell in row)]
    longest = max((len(cells[cell].lines) for row in filled for cell in row if cell in cells), default=0)
    return len(filled) > 1 and max(map(len, filled)) > 1 and longest <= _MOST_LINES


def _rows(table: Cells, number: int, cells: Mapping[int, _Cell], rows: Sequence[Row]) -> Iterator[Line]:
    """Yield a line for each row of a table; its type size is 0, since it is no heading and continues no paragraph."""
    edges = min(glyph.left for row in rows for glyph in row), max(glyph.right for row in rows for glyph in row)
    header = ""
    for at, row in enumerate(table.rows):
        text = " | ".join(" ".join(cells[cell].lines) if cell in cells else "" for cell in row).rstrip(" |")
        if text:
            header = text if at == 0 and table.has_header and len(text) <= _LONGEST_HEADER else header
            base = min(cells[cell].base for cell in row if cell in cells)
            yield Line(text, *edges, base=base, header=header, table=number)
