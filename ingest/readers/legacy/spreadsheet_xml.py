"""Reads SpreadsheetML 2003, the XML in which Excel 2003 and many other programs save workbooks."""

from collections.abc import Iterator

from ingest.documents import Block, Counted, PageUnit, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.office.sheets import MAX_CELLS, SheetCell, SheetRow, blocks
from ingest.readers.shared.hardened_xml import Element, local, parse_xml
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.raised import lowered, raised
from ingest.said import said

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_UNSEEN = ("SheetHidden", "SheetVeryHidden")
_WIDEST, _TALLEST = 16_384, 1_048_576
"""Columns and rows of a sheet in Excel."""
_LONGEST_INDEX = 8
"""Digits, from which an index is no column or row."""


def read(data: bytes) -> Reading:
    """Return a block for each table of each sheet, with the sheet's name as heading.

    Hidden sheets and rows are left out and counted. Raises `UnreadableDocument` if there is no XML.
    """
    root, whole = parse_xml(data)
    if root is None:
        raise UnreadableDocument(said("no_xml", "damaged: it holds no XML"))
    book = _Workbook()
    sheets = list(root.iter(f"{_S}Worksheet"))
    found = tuple(block for number, sheet in enumerate(sheets, 1) for block in book.sheet(sheet, number))
    damaged = () if whole else ("damaged XML: what follows the damage may be missing",)
    cut = (f"more than {MAX_CELLS:,} cells in the workbook, the rest is left out",) if book.left <= 0 else ()
    return Reading(
        found,
        (*damaged, *cut),
        tuple(book.notes),
        pages=len(sheets),
        page_unit=PageUnit.SHEET,
        counted=Counted.ROW,
        hidden=book.hidden,
    )


class _Workbook:
    """Reads sheets one after the other; `left` is the number of cells that may still be read.

    `hidden` counts the characters that are left out, `notes` are lines for the user.
    """

    def __init__(self) -> None:
        self.left, self.hidden, self.notes = MAX_CELLS, 0, list[str]()

    def sheet(self, sheet: Element, number: int) -> Iterator[Block]:
        """Yield the blocks of a sheet; `number` is its place from 1 on."""
        rows, title = list(self._rows(sheet)), sheet.get(f"{_S}Name", "")
        if any((mark.text or "") in _UNSEEN for mark in sheet.iter(f"{_X}Visible")):
            self.hidden += sum(len(cell.text) for row in rows for cell in row.cells.values())
            self.notes.append(f"sheet {number} ({title}) is hidden: left out")
            return
        yield from blocks(rows, number, title)

    def _rows(self, sheet: Element) -> Iterator[SheetRow]:
        last = 0
        for row in sheet.iter(f"{_S}Row"):
            if self.left <= 0:
                return
            last = max(last + 1, min(_number(row, "Index"), _TALLEST))
            cells = dict(self._cells(row))
            if row.get(f"{_S}Hidden") == "1":
                self.hidden += sum(len(cell.text) for cell in cells.values())
                cells = {}
            yield SheetRow(last, cells, unseen=row.get(f"{_S}Hidden") == "1")

    def _cells(self, row: Element) -> Iterator[tuple[int, SheetCell]]:
        """Yield (column, cell) of the cells of a row that have text, with columns from 1 on."""
        column = 0
        for cell in row.iterchildren(f"{_S}Cell"):
            self.left -= 1
            column = max(column + 1, min(_number(cell, "Index"), _WIDEST))
            data = cell.find(f"{_S}Data")
            text = "" if data is None else " ".join(_text(data).split())
            if data is not None and text:
                is_text = data.get(f"{_S}Type", "String") in ("String", "Error")
                said = text.removesuffix("T00:00:00.000") if data.get(f"{_S}Type") == "DateTime" else text
                yield column, SheetCell(said + leads_to(said, cell.get(f"{_S}HRef", "")), is_text)
            column += min(_number(cell, "MergeAcross"), _WIDEST)


def _number(element: Element, name: str) -> int:
    value = element.get(f"{_S}{name}", "")
    return int(value) if value.isdecimal() and len(value) < _LONGEST_INDEX else 0


def _text(data: Element) -> str:
    """Return the text of a cell, with superscripts and subscripts (`html:Sup`, `html:Sub`) in Unicode."""
    said = data.text or ""
    for child in data.iterchildren("*"):
        inner = _text(child)
        if inner.strip() and local(child) in ("Sup", "Sub"):
            inner = raised(inner, said) if local(child) == "Sup" else lowered(inner)
        said += inner + (child.tail or "")
    return said
