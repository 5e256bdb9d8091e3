"""Tells the lowest and the highest figure of each column of a table: a small model reads extremes off rows badly."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

import regex

from ragassist.grounding.quantities import measures_of_value
from ragassist.retrieval.evidence import CELLS, Source

_FEWEST_ROWS = 3
_MOST_NOTES = 4
_NAME_CELLS = 2
"""First cells of a row by which it is named: a code and what it stands for."""
_EDGES = "| "
_YEAR = regex.compile(r"(?:19|20)\d\d")


def with_figures(source: Source) -> Source:
    """Return a source with a note on the extremes of the columns of tables that it shows whole; one that is cut gets none."""
    tables = [table for table in _tables(source.text) if "\n".join(table) in source.excerpt]
    notes = [note for table in tables for note in _extremes(table, source)][:_MOST_NOTES]
    return source if source.cut or not notes else replace(source, note="\n".join(notes))


def _tables(text: str) -> Iterator[list[str]]:
    """Yield the rows of each table."""
    for is_table, lines in groupby(text.splitlines(), lambda line: CELLS in line):
        if is_table:
            yield list(lines)


def _extremes(table: Sequence[str], source: Source) -> Iterator[str]:
    """Yield the extremes of each column of amounts in words."""
    header, *rows = [[cell.strip() for cell in line.strip(_EDGES).split(CELLS)] for line in table]
    if source.header or len(rows) < _FEWEST_ROWS or any(len(row) != len(header) for row in rows):
        return
    amounts = [[_amount(row[column], source.language) for row in rows] for column in range(len(header))]
    names = [column for column in range(_NAME_CELLS) if not column or not any(amounts[column])]
    for column, title in enumerate(header):
        known = [amount for amount in amounts[column] if amount is not None]
        if not column or len(known) < len(rows) or len({unit for unit, _ in known}) != 1:
            continue
        values = [value for _, value in known]
        if _is_amount(title, known[0][0], source.language) or max(values) == sum(values) - max(values):
            # The table has no header, or a row of totals.
            continue
        told = [_named(rows, column, names, values, extreme) for extreme in (min(values), max(values))]
        if all(told) and min(values) < max(values):
            yield f"Highest “{title}” of all: {told[1]}. Lowest “{title}” of all: {told[0]}."


def _is_amount(title: str, dimension: str, language: str) -> bool:
    """Whether the first cell of a column is an amount as the others are, and no year above them."""
    amount = _amount(title, language)
    return amount is not None and amount[0] == dimension and not _YEAR.fullmatch(title)


def _amount(cell: str, language: str) -> tuple[str, Decimal] | None:
    """Return the dimension and the value of the only amount in a cell, in its base unit; None if it holds anything else."""
    found = measures_of_value(cell, language)
    if len(found.quantities) != 1 or found.dates:
        return None
    (quantity,) = found.quantities
    if len(quantity.values) != 1 or len(quantity.units) > 1:
        return None
    (value,) = quantity.values
    return (quantity.units[0].dimension, value * quantity.units[0].factor) if quantity.units else ("", value)


def _named(
    rows: Sequence[Sequence[str]], column: int, names: Sequence[int], values: Sequence[Decimal], extreme: Decimal
) -> str:
    """Return the name of the only row with an extreme, and the extreme as it is written; "" if several rows share it.

    A column of shared extremes only misleads a model: it takes its rows for the answer about another column.
    """
    own = [row for row, value in zip(rows, values, strict=True) if value == extreme]
    return f"{' '.join(own[0][at] for at in names)} ({own[0][column]})" if len(own) == 1 else ""
