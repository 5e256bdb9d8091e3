"""Tells the lowest and the highest figure of each column of a table: a small model reads extremes off rows badly."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ragassist.grounding.quantities import measures
from ragassist.retrieval.evidence import CELLS, Source

_FEWEST_ROWS = 3
_MOST_NAMED = 3
"""Rows that share an extreme and are named; of a column in which more do it tells nothing."""
_NAME_CELLS = 2
"""First cells of a row by which it is named: a code and what it stands for."""
_BEHIND_TEXT = ": "
"""Put before a value, because "1. März" at the beginning of a line looks like an item of a list."""
_EDGES = "| "


def with_figures(source: Source) -> Source:
    """Return a source with a note on the extremes of the tables that it holds and shows whole; one that is cut gets none."""
    notes = [note for table in _tables(source.text) if "\n".join(table) in source.excerpt for note in _extremes(table, source)]
    return source if source.cut or not notes else replace(source, note="; ".join(notes))


def _tables(text: str) -> Iterator[list[str]]:
    """Yield the rows of each table."""
    for is_table, lines in groupby(text.splitlines(), lambda line: CELLS in line):
        if is_table:
            yield list(lines)


def _extremes(table: Sequence[str], source: Source) -> Iterator[str]:
    header, *rows = [[cell.strip() for cell in line.strip(_EDGES).split(CELLS)] for line in table]
    if source.header or len(rows) < _FEWEST_ROWS or any(len(row) != len(header) for row in rows):
        return
    for column, title in enumerate(header):
        amounts = [_amount(row[column], source.language) for row in rows]
        known = [amount for amount in amounts if amount is not None]
        if not column or len(known) < len(rows) or len({unit for unit, _ in known}) != 1:
            continue
        values = [value for _, value in known]
        told = [_named(rows, column, values, extreme) for extreme in (min(values), max(values))]
        if all(told) and min(values) < max(values):
            yield f"{title}: lowest {told[0]}, highest {told[1]}"


def _amount(cell: str, language: str) -> tuple[str, Decimal] | None:
    """Return the dimension and the value of the only amount in a cell, in its base unit; None if it holds anything else."""
    found = measures(_BEHIND_TEXT + cell, language)
    if len(found.quantities) != 1 or found.dates:
        return None
    (quantity,) = found.quantities
    if len(quantity.values) != 1 or len(quantity.units) > 1:
        return None
    (value,) = quantity.values
    return (quantity.units[0].dimension, value * quantity.units[0].factor) if quantity.units else ("", value)


def _named(rows: Sequence[Sequence[str]], column: int, values: Sequence[Decimal], extreme: Decimal) -> str:
    """Return an extreme as it is written, with the names of its rows; "" if there are many."""
    own = [row for row, value in zip(rows, values, strict=True) if value == extreme]
    names = ", ".join(" ".join(cell for at, cell in enumerate(row[:_NAME_CELLS]) if at != column) for row in own)
    return f"{own[0][column]} ({names})" if len(own) <= _MOST_NAMED else ""
