"""Writes a table as a workbook, with the values on the first sheet and their sources on the second."""

import io
import re

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ragassist.extraction.records import Table
from ragassist.extraction.writers import cells_in_words
from ragassist.language.phrases import phrase
from ragassist.untrusted import one_line

_LONGEST = 32_000
"""Most characters of a cell; Excel reads up to 32,767."""
_NO_XML = re.compile("[\ufffe\uffff]")
_PLAIN, _BOLD, _DOUBTED = Font(), Font(bold=True), Font(italic=True, color="B00020")
_WIDTH = 28


def as_workbook(table: Table, language: str) -> bytes:
    """Return a workbook in XLSX. No cell is a formula; values that their source doesn't confirm are red."""
    book, out = Workbook(write_only=True), io.BytesIO()
    _fill_values(_sheet(book, "table_values", language, 2 * len(table.fields) + 1), table, language)
    _fill_sources(_sheet(book, "sources", language, 7), table, language)
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, title: str, language: str, columns: int) -> Worksheet:
    sheet: Worksheet = book.create_sheet(phrase(title, language))
    sheet.freeze_panes = "B2"
    for at in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTH
    return sheet


def _fill_values(sheet: Worksheet, table: Table, language: str) -> None:
    normal = phrase("table_normal", language)
    titles = [title for field in table.fields for title in (field, f"{field}: {normal}")]
    _append(sheet, [phrase("document", language), *titles], _BOLD)
    for row in table.rows:
        cells = [_cell(sheet, row.path, _PLAIN)]
        for cell in row.cells:
            font = _PLAIN if cell is None or cell.supported else _DOUBTED
            cells += [_cell(sheet, text, font) for text in cells_in_words(cell, language)[:2]]
        sheet.append(cells)


def _fill_sources(sheet: Worksheet, table: Table, language: str) -> None:
    names = ("document", "table_field", "value", "table_normal", "table_place", "table_quote", "table_check")
    _append(sheet, [phrase(name, language) for name in names], _BOLD)
    for row in table.rows:
        for field, cell in zip(table.fields, row.cells, strict=True):
            if cell:
                _append(sheet, [row.path, field, *cells_in_words(cell, language)], _PLAIN if cell.supported else _DOUBTED)


def _append(sheet: Worksheet, texts: list[str], font: Font) -> None:
    sheet.append([_cell(sheet, text, font) for text in texts])


def _cell(sheet: Worksheet, text: str, font: Font) -> Cell:
    """Return a text cell, also for a text that begins like a formula."""
    cell: Cell = WriteOnlyCell(sheet, _NO_XML.sub("", one_line(text))[:_LONGEST])
    cell.data_type = "s"
    cell.font = font
    return cell
