"""Reads XLS, the workbooks of Excel before 2007, by xlrd: sheet by sheet, as XLSX."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import xlrd
from xlrd.book import Book
from xlrd.formatting import Font
from xlrd.sheet import Cell, Sheet

from ingest.documents import Block, Counted, PageUnit, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.office.cell_formats import shown, text_shown
from ingest.readers.office.sheets import MAX_CELLS, Merged, SheetCell, SheetRow, blocks, repeat_merged
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import is_symbol_font
from ingest.readers.shared.symbol_fonts import shown as shown_in

_ENCRYPTED = "encrypted: remove its password first"
_RAISED, _LOWERED = 1, 2
"""Values of a font's escapement for superscripts and subscripts ([MS-XLS] 2.5.131)."""
_BOOLEANS = ("FALSE", "TRUE")


def read(data: bytes) -> Reading:
    """Return a block for each table of each sheet; hidden sheets, rows and columns are left out and counted.

    Raises `UnreadableDocument` if the workbook is encrypted or damaged.
    """
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True)
    except xlrd.XLRDError as problem:
        encrypted = "encrypt" in str(problem).lower()
        raise UnreadableDocument(_ENCRYPTED if encrypted else f"damaged workbook ({str(problem)[:100]})") from problem
    workbook = _Workbook(book)
    found = tuple(block for number in range(book.nsheets) for block in workbook.sheet(number))
    cut = (f"more than {MAX_CELLS:,} cells in the workbook, the rest is left out",) if workbook.left <= 0 else ()
    return Reading(
        found,
        cut,
        tuple(workbook.notes),
        pages=book.nsheets,
        page_unit=PageUnit.SHEET,
        counted=Counted.ROW,
        hidden=workbook.hidden,
    )


class _Workbook:
    """Reads sheets one after the other; `left` is the number of cells that may still be read.

    `hidden` counts the characters that are left out, `notes` are lines for the user.
    """

    def __init__(self, book: Book) -> None:
        self.hidden, self.left, self.notes = 0, MAX_CELLS, list[str]()
        self._book = book

    def sheet(self, number: int) -> Iterator[Block]:
        """Yield the blocks of a sheet; `number` is its place from 0 on."""
        sheet = self._book.sheet_by_index(number)
        rows = [self._row(sheet, at) for at in range(sheet.nrows) if self.left > 0]
        if sheet.visibility:
            self.hidden += sum(len(cell.text) for row in rows for cell in row.cells.values())
            self.notes.append(f"sheet {number + 1} ({sheet.name}) is hidden: left out")
            return
        areas = (Merged(column + 1, top + 1, end) for top, end, column, _ in sheet.merged_cells if end - top > 1)
        repeat_merged(rows, areas)
        yield from blocks(rows, number + 1, sheet.name)

    def _row(self, sheet: Sheet, at: int) -> SheetRow:
        info = sheet.rowinfo_map.get(at)
        row = SheetRow(at + 1, unseen=bool(info and info.hidden))
        for column, cell in enumerate(sheet.row(at)):
            self.left -= 1
            found = self._placed(sheet, at, column, self._cell(cell))
            columns = sheet.colinfo_map.get(column)
            if found.text and (row.unseen or (columns and columns.hidden)):
                self.hidden += len(found.text)
            elif found.text:
                row.cells[column + 1] = found
        return row

    def _placed(self, sheet: Sheet, at: int, column: int, cell: SheetCell) -> SheetCell:
        """Return a cell with symbols, superscripts and subscripts in Unicode, and with the address of its link."""
        runs = sheet.rich_text_runlist_map.get((at, column), [])
        own = self._book.xf_list[sheet.cell_xf_index(at, column)].font_index
        text = as_set(cell.text, [(0, own), *runs], self._book.font_list) if cell.is_text else cell.text
        link = sheet.hyperlink_map.get((at, column))
        text = " ".join(text.split())
        text = text_shown(text, self._code(sheet.cell(at, column))) if cell.is_text else text
        return SheetCell(text + leads_to(text, link.url_or_path or "") if link else text, cell.is_text)

    def _cell(self, cell: Cell) -> SheetCell:
        match cell.ctype:
            case xlrd.XL_CELL_TEXT:
                return SheetCell(str(cell.value))
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                return SheetCell(shown(repr(cell.value), self._code(cell), self._book.datemode == 1), is_text=False)
            case xlrd.XL_CELL_BOOLEAN:
                return SheetCell(_BOOLEANS[bool(cell.value)], is_text=False)
            case xlrd.XL_CELL_ERROR:
                return SheetCell(xlrd.error_text_from_code.get(cell.value, "#ERR!"), is_text=False)
        return SheetCell("")

    def _code(self, cell: Cell) -> str:
        """Return the number format of a cell, "General" if it has none."""
        style = self._book.xf_list[cell.xf_index] if cell.xf_index is not None else None
        found = self._book.format_map.get(style.format_key) if style else None
        return str(found.format_str) if found else "General"


def as_set(text: str, runs: Sequence[tuple[int, int]], fonts: Sequence[Font]) -> str:
    """Return a text with symbols, superscripts and subscripts in Unicode; `runs` are (start, number of the font)."""
    said = ""
    for (start, font), (end, _) in pairwise([*runs, (len(text), 0)]):
        part, style = text[start:end], fonts[font] if font < len(fonts) else None
        if style is not None and is_symbol_font(style.name):
            part = shown_in(part, style.name)
        place = style.escapement if style is not None and part.strip() else 0
        said += raised(part, said) if place == _RAISED else lowered(part) if place == _LOWERED else part
    return said
