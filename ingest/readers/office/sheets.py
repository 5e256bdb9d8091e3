"""Turns the rows of a sheet into blocks, one for each table, with its header."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.documents import Block, Span
from ingest.readers.shared.headers import joined_header

MAX_CELLS = 500_000
"""Cells of a workbook that are read, in 3 to 10 of the 30 seconds of the reading process."""
_TITLES = 5
"""Rows with a single cell that may precede a header."""
_YEARS = range(1900, 2100)
"""Numbers that may be names of columns."""
_LONGEST = 100
"""Characters of the name of a column, and of a merged cell that is repeated."""
_SPARSE = 4
"""Places of a table for each filled cell, up to which empty cells are kept; a table with more is scattered notes."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """The text that a cell shows, in one line; `is_text` is false for numbers and dates."""

    text: str
    is_text: bool = True


@dataclass(slots=True)
class SheetRow:
    """A row: its number in the sheet from 1 on, and its cells by column from 1 on; an `unseen` (hidden) row has no cells."""

    number: int
    cells: dict[int, SheetCell] = field(default_factory=dict)
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged cell that spans the rows from `top` to `bottom`, both included; `column` is its first column."""

    column: int
    top: int
    bottom: int


def blocks(rows: list[SheetRow], page: int, title: str) -> Iterator[Block]:
    """Yield the blocks of a sheet in order, with its number as `page` and its name as heading.

    An empty row ends a table, a hidden row ends a block. The header of a table is its first row of two cells or more, if all
    of them are text or years.
    """
    for table in _tables(rows):
        columns = sorted({column for row in table for column in row.cells})
        dense = len(columns) * len(table) <= _SPARSE * sum(len(row.cells) for row in table) + 1_000
        at = _header_at(table)
        header = "" if at is None else _header(table, at, columns, dense)
        for run in _runs(table, at):
            text = "\n".join(_line(row, columns, dense) for row in run)
            below = at is not None and run[0].number >= table[at].number
            yield Block(text, page, title, span=Span(run[0].number, run[-1].number), header=header if below else "")


def repeat_merged(rows: list[SheetRow], merged: Iterable[Merged]) -> None:
    """Copy each merged cell into all rows that it spans, so that each row is complete when it is read alone."""
    ordered, left = sorted(rows, key=lambda row: row.number), MAX_CELLS
    numbers = [row.number for row in ordered]
    for area in merged:
        first, end = bisect_left(numbers, area.top), bisect_right(numbers, area.bottom)
        covered = ordered[first : min(end, first + left)]
        cell = covered[0].cells.get(area.column) if covered and covered[0].number == area.top else None
        left -= len(covered)
        if cell is not None and len(cell.text) <= _LONGEST:
            for row in filter(_says_something, covered):
                row.cells.setdefault(area.column, cell)


def _says_something(row: SheetRow) -> bool:
    return bool(row.cells)


def _tables(rows: list[SheetRow]) -> Iterator[list[SheetRow]]:
    table = list[SheetRow]()
    for row in sorted(rows, key=lambda row: row.number):
        if table and (row.number > table[-1].number + 1 or not (row.cells or row.unseen)):
            yield table
            table = []
        if row.cells or (table and row.unseen):
            table.append(row)
    if table:
        yield table


def _header_at(table: list[SheetRow]) -> int | None:
    seen = [at for at, row in enumerate(table) if row.cells]
    wide = next((at for at in seen[: _TITLES + 1] if len(table[at].cells) > 1), None)
    if wide is None or wide == seen[-1] or not all(map(_names, table[wide].cells.values())):
        return None
    return wide


def _header(table: list[SheetRow], at: int, columns: list[int], dense: bool) -> str:
    """Return the header of a table: one row, or two joined by column."""
    below = table[at + 1] if at + 1 < len(table) else None
    if below is None or not _is_second_header(table, at, below):
        return _line(table[at], columns, dense)
    upper, lower = ({column: cell.text for column, cell in row.cells.items()} for row in (table[at], below))
    return joined_header(upper, lower)


def _is_second_header(table: list[SheetRow], at: int, below: SheetRow) -> bool:
    """Whether the row below a header is a header too: it names columns that the header doesn't, and data follows."""
    if len(below.cells) < 2 or set(below.cells) <= set(table[at].cells) or not all(map(_names, below.cells.values())):
        return False
    after = next((row for row in table[at + 2 :] if row.cells), None)
    return after is not None and not all(map(_names, after.cells.values()))


def _names(cell: SheetCell) -> bool:
    return len(cell.text) <= _LONGEST and (cell.is_text or (cell.text.isdecimal() and int(cell.text) in _YEARS))


def _runs(table: list[SheetRow], header_at: int | None) -> Iterator[list[SheetRow]]:
    """Yield runs of rows without hidden rows in between; the rows before the header are a run of their own."""
    run = list[SheetRow]()
    for at, row in enumerate(table):
        if run and (row.unseen or at == header_at):
            yield run
            run = []
        if row.cells:
            run.append(row)
    if run:
        yield run


def _line(row: SheetRow, columns: list[int], dense: bool) -> str:
    last = max(row.cells)
    cells = (row.cells.get(column) for column in (columns if dense else sorted(row.cells)) if column <= last)
    return " | ".join(cell.text if cell else "" for cell in cells)
