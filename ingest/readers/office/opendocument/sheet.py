"""Reads the sheets of an OpenDocument spreadsheet, whose cells contain the text that they show."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.readers.office.opendocument.elements import letters, repeats, rows_of
from ingest.readers.office.opendocument.flow import Flow
from ingest.readers.office.opendocument.styles import OFFICE, TABLE
from ingest.readers.office.sheets import MAX_CELLS, Merged, SheetCell, SheetRow
from ingest.readers.shared.hardened_xml import Element

_UNSEEN = ("collapse", "filter")
_REPEATS = 1_000
"""Most times that a repeated cell or row with text is written."""
_COLUMNS = 16_384
"""Columns that LibreOffice allows on a sheet."""
_TEXT_TYPES = ("string", "")
_VALUES = ("string-value", "value", "date-value", "time-value", "boolean-value")
"""Attributes with the value of a cell, by its type (OpenDocument 1.3 part 3, 19.384 to 19.390)."""


@dataclass(slots=True)
class SheetRows:
    """Reads the rows of one sheet, at most `left` cells; `hidden` counts the characters in hidden rows and columns."""

    flow: Flow
    left: int = MAX_CELLS
    hidden: int = 0

    def read(self, table: Element) -> tuple[list[SheetRow], list[Merged]]:
        """Return the rows that have text or are hidden, and the cells that span several rows."""
        unseen = set(_hidden_columns(table))
        rows, merged, number = list[SheetRow](), list[Merged](), 1
        for element in rows_of(table):
            times = repeats(element, "number-rows-repeated")
            hides = element.get(f"{TABLE}visibility") in _UNSEEN
            cells = self._cells(element, hides, unseen, merged, number)
            if (cells or hides) and self.left > 0:
                rows += [SheetRow(number + at, dict(cells), hides) for at in range(min(times, _REPEATS))]
            number += times
        return rows, merged

    def _cells(self, row: Element, hides: bool, unseen: set[int], merged: list[Merged], number: int) -> dict[int, SheetCell]:
        cells, column = dict[int, SheetCell](), 1
        for element in row:
            times = repeats(element, "number-columns-repeated")
            text = self._text(element) if element.tag == f"{TABLE}table-cell" else ""
            for at in range(column, column + min(times, _REPEATS) if text else column):
                self.left -= 1
                if hides or at in unseen:
                    self.hidden += len(text)
                else:
                    cells[at] = SheetCell(text, element.get(f"{OFFICE}value-type", "") in _TEXT_TYPES)
            spanned = repeats(element, "number-rows-spanned")
            if spanned > 1:
                merged.append(Merged(column, number, number + spanned - 1))
            column += times
        return cells

    def _text(self, cell: Element) -> str:
        """Return the text that a cell shows, or its value if the program that wrote it left that to the reader."""
        if len(cell):
            return self.flow.text(cell)
        return next((value for name in _VALUES if (value := cell.get(f"{OFFICE}{name}"))), "")


def shapes_of(table: Element) -> Iterator[Element]:
    """Yield the elements with the shapes that are drawn on a sheet."""
    yield from table.iterchildren(f"{TABLE}shapes")


def size_of(table: Element) -> int:
    """Return how many characters a sheet holds."""
    return letters(table)


def _hidden_columns(table: Element) -> Iterator[int]:
    column = 1
    for element in table.iter(f"{TABLE}table-column"):
        times = repeats(element, "number-columns-repeated")
        if element.get(f"{TABLE}visibility") in _UNSEEN:
            yield from range(column, min(column + times, _COLUMNS))
        column += times
