"""XLS, the workbooks of Excel before 2007, by xlrd: sheet by sheet like XLSX."""

from collections.abc import Iterator

import xlrd
from xlrd.book import Book
from xlrd.sheet import Cell, Sheet

from ingest.documents import Block, Counted, PageUnit, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.office.cell_formats import shown
from ingest.readers.office.sheets import MAX_CELLS, Merged, SheetCell, SheetRow, blocks, repeat_merged

_ENCRYPTED = "encrypted: remove its password first"
_BOOLEANS = ("FALSE", "TRUE")


def read(data: bytes) -> Reading:
    """Return a block for each table of each sheet; hidden sheets, rows and columns are left out and counted."""
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
    """Reads sheets one after the other and counts what it leaves out."""

    def __init__(self, book: Book) -> None:
        self.hidden, self.left, self.notes = 0, MAX_CELLS, list[str]()
        self._book = book

    def sheet(self, number: int) -> Iterator[Block]:
        """Yield the blocks of a sheet, its number from 0."""
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
            found = self._cell(cell)
            columns = sheet.colinfo_map.get(column)
            if found.text and (row.unseen or (columns and columns.hidden)):
                self.hidden += len(found.text)
            elif found.text:
                row.cells[column + 1] = found
        return row

    def _cell(self, cell: Cell) -> SheetCell:
        match cell.ctype:
            case xlrd.XL_CELL_TEXT:
                return SheetCell(" ".join(str(cell.value).split()))
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                return SheetCell(shown(repr(cell.value), self._code(cell), self._book.datemode == 1), is_text=False)
            case xlrd.XL_CELL_BOOLEAN:
                return SheetCell(_BOOLEANS[bool(cell.value)], is_text=False)
            case xlrd.XL_CELL_ERROR:
                return SheetCell(xlrd.error_text_from_code.get(cell.value, "#ERR!"), is_text=False)
        return SheetCell("")

    def _code(self, cell: Cell) -> str:
        """Return the number format of a cell, the general one where it names none."""
        style = self._book.xf_list[cell.xf_index] if cell.xf_index is not None else None
        found = self._book.format_map.get(style.format_key) if style else None
        return str(found.format_str) if found else "General"
