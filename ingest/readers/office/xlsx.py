"""Reads XLSX: sheet by sheet, each table with its header, numbers as they are shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ingest.documents import Block, Counted, PageUnit, Reading, in_short
from ingest.errors import UnreadableDocument
from ingest.readers.office.cell_formats import shown, text_shown
from ingest.readers.office.drawing import paragraphs, pictured
from ingest.readers.office.embedded import embedded_in, objects
from ingest.readers.office.ooxml import Package, R, S, texts
from ingest.readers.office.sheets import MAX_CELLS, Merged, SheetCell, SheetRow, blocks, repeat_merged
from ingest.readers.office.xlsx_controls import controls
from ingest.readers.office.xlsx_styles import CellStyle, CellStyles
from ingest.readers.office.xlsx_text import base_texts, linked, text_cell
from ingest.readers.shared.hardened_xml import Element, local
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.symbol_fonts import is_symbol_font
from ingest.readers.shared.symbol_fonts import shown as shown_in
from ingest.said import said

_VALUE, _FORMULA = f"{S}v", f"{S}f"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TRUE = ("1", "true")
_BOOLEANS = {"0": "FALSE", "1": "TRUE"}
_MAX_MERGED = 100_000
_MAX_LINKS = 66_530
"""Links of a sheet that are read: Excel's own limit."""


def read(data: bytes) -> Reading:
    """Return a block for each table of each sheet, and for each text box and chart.

    Formulas are read as their stored results. Hidden sheets, rows and columns, white text and comments are left out and
    counted. Raises `UnreadableDocument` if the file isn't a workbook, is encrypted, or its main part is missing.
    """
    package = Package(data)
    name = package.main("xl/workbook.xml")
    root = package.xml(name)
    if root is None or local(root) != "workbook":
        raise UnreadableDocument(
            in_short(tuple(package.unread)) or said("not_workbook", "not a workbook in spite of its name: save it as XLSX")
        )
    book = _Workbook(package, name, root)
    found = tuple(block for number, sheet in enumerate(root.iter(f"{S}sheet"), 1) for block in book.sheet(number, sheet))
    pages = sum(1 for _ in root.iter(f"{S}sheet"))
    unread = (*package.unread, *book.unread())
    return Reading(
        found, unread, tuple(book.notes), pages=pages, page_unit=PageUnit.SHEET, counted=Counted.ROW, hidden=book.hidden
    )


@dataclass(slots=True)
class _Unseen:
    """The hidden columns of a sheet, by number from 1 on, and the number of its hidden rows."""

    columns: set[int] = field(default_factory=set)
    rows: int = 0


class _Workbook:
    """Reads sheets one after the other; `hidden` counts the characters that are left out, `notes` are lines for the user."""

    def __init__(self, package: Package, name: str, root: Element) -> None:
        self.hidden, self.notes = 0, list[str]()
        self._package, self._relations = package, package.relations(name)
        strings = next(iter(package.related(name, "sharedStrings")), "xl/sharedStrings.xml")
        self._strings = ["".join(base_texts(item)) for item in package.stream(strings, f"{S}si")]
        self._styles = CellStyles([sheet for sheet in map(package.xml, package.related(name, "styles")) if sheet is not None])
        self._since_1904 = any(one.get("date1904") in _TRUE for one in root.iter(f"{S}workbookPr"))
        self._cells, self._unstored, self._lost, self._cut = 0, 0, 0, ""

    def sheet(self, number: int, entry: Element) -> Iterator[Block]:
        """Yield the blocks of a sheet by its entry in the workbook; `number` is its place from 1 on."""
        title = entry.get("name", "")
        relation = self._relations.get(entry.get(f"{R}id", ""))
        if relation is None or not self._package.bytes(relation.target):
            self._package.unread.append(f"sheet {number} ({title}): its part of the file is missing or damaged")
            return
        rows = self._rows(relation.target, title)
        self._count_comments(relation.target)
        if entry.get("state") in ("hidden", "veryHidden"):
            self.hidden += sum(len(cell.text) for row in rows for cell in row.cells.values())
            self.notes.append(f"sheet {number} ({title}) is hidden: left out")
            return
        yield from blocks(rows, number, title)
        yield from (Block(text, number, title) for text in self._drawn(relation.target))
        files = embedded_in(self._package, relation.target)
        self._package.unread.extend(files.unread)
        yield from (replace(block, page=number) for block in files.blocks)
        self.notes += (f"sheet {title}: {line}" for line in objects(self._package, relation.target))

    def unread(self) -> Iterator[str]:
        """Yield lines for the user about what could not be read."""
        if self._cut:
            yield f"{self._cut}: more than {MAX_CELLS:,} cells in the workbook, the rest is left out"
        if self._lost:
            yield f"{self._lost} cells name texts that the damaged workbook doesn't hold"
        if self._unstored:
            yield f"{self._unstored} formulas without a stored result: open it in a spreadsheet program and save it"

    def _rows(self, part: str, title: str) -> list[SheetRow]:
        rows, merged, unseen, last = dict[int, SheetRow](), list[Merged](), _Unseen(), 0
        links = list[tuple[str, str]]()
        for element in self._package.stream(part, f"{S}row", f"{S}col", f"{S}mergeCell", f"{S}hyperlink"):
            if element.tag == f"{S}col":
                unseen.columns.update(_hidden_columns(element))
            elif element.tag == f"{S}mergeCell" and len(merged) < _MAX_MERGED:
                merged.extend(_merged(element.get("ref", "")))
            elif element.tag == f"{S}hyperlink" and len(links) < _MAX_LINKS:
                links.append((element.get("ref", ""), element.get(f"{R}id", "")))
            elif element.tag == f"{S}row":
                if self._full(title, last + 1):
                    break
                row = self._row(element, last, unseen)
                rows[row.number], last = row, row.number
        self._tell_unseen(title, unseen)
        self._say_addresses(part, rows, links)
        ordered = list(rows.values())
        repeat_merged(ordered, merged)
        return ordered

    def _say_addresses(self, part: str, rows: dict[int, SheetRow], links: list[tuple[str, str]]) -> None:
        """Append the addresses of links to the texts of their cells."""
        targets = self._package.links(part) if links else {}
        for place, name in links:
            found = _PLACE.match(place)
            row = rows.get(int(found[2])) if found else None
            cell = row.cells.get(_column(found[1])) if found and row else None
            if row and cell and found:
                text = cell.text + leads_to(cell.text, targets.get(name, ""))
                row.cells[_column(found[1])] = SheetCell(text, cell.is_text)

    def _full(self, title: str, number: int) -> bool:
        if self._cells < MAX_CELLS:
            return False
        self._cut = self._cut or f"sheet {title} from row {number} on"
        return True

    def _row(self, element: Element, last: int, unseen: _Unseen) -> SheetRow:
        given = element.get("r", "")
        row = SheetRow(int(given) if given.isdecimal() and len(given) < 8 else last + 1, unseen=element.get("hidden") in _TRUE)
        column = 0
        for cell in element.iterchildren(f"{S}c"):
            self._cells += 1
            letters = cell.get("r", "").rstrip("0123456789")
            column = _column(letters) if letters else column + 1
            style = self._styles.of(cell.get("s", "0"))
            found = self._cell(cell, style)
            if found.text and (row.unseen or style.unseen or column in unseen.columns):
                self.hidden += len(found.text)
            elif found.text:
                row.cells[column] = found
        unseen.rows += row.unseen
        return row

    def _cell(self, cell: Element, style: CellStyle) -> SheetCell:
        found = self._valued(cell, style.code)
        found = SheetCell(text_shown(found.text, style.code)) if found.is_text else found
        formula = cell.find(_FORMULA)
        found = found if formula is None else linked(found, formula.text or "")
        if found.text and is_symbol_font(style.font):
            return SheetCell(shown_in(found.text, style.font), found.is_text)
        return found

    def _valued(self, cell: Element, code: str) -> SheetCell:
        kind, value = cell.get("t", "n"), ""
        for child in cell:
            if child.tag == _VALUE:
                value = child.text or ""
        if kind == "inlineStr":
            return text_cell("".join(base_texts(cell)))
        if not value:
            self._unstored += kind != "str" and cell.find(_FORMULA) is not None
            return SheetCell("")
        if kind == "n":
            return SheetCell(shown(value, code, self._since_1904), is_text=False)
        if kind == "s":
            return self._shared(value)
        return (
            text_cell(value)
            if kind == "str"
            else SheetCell(_BOOLEANS.get(value, value) if kind == "b" else value, is_text=False)
        )

    def _shared(self, number: str) -> SheetCell:
        if number.isdecimal() and int(number) < len(self._strings):
            return text_cell(self._strings[int(number)])
        self._lost += 1
        return SheetCell("")

    def _tell_unseen(self, title: str, unseen: _Unseen) -> None:
        for count, what in ((unseen.rows, "rows"), (len(unseen.columns), "columns")):
            if count:
                self.notes.append(f"sheet {title}: {count} hidden {what} left out")

    def _drawn(self, part: str) -> Iterator[str]:
        old = (self._package.xml(name) for name in self._package.related(part, "vmlDrawing"))
        ticked = {name: text for root in old if root is not None for name, text in controls(root)}
        yield from ticked.values()
        for name in self._package.related(part, "drawing"):
            root = self._package.xml(name)
            for anchor in () if root is None else root:
                if not ticked.keys() & _also_in_vml(anchor):
                    yield from filter(None, (paragraphs(anchor), *pictured(self._package, name, anchor)))

    def _count_comments(self, part: str) -> None:
        for name in self._package.related(part, "comments", "threadedComment"):
            self.hidden += sum(map(len, texts(self._package.xml(name), f"{S}t")))


def _also_in_vml(anchor: Element) -> set[str]:
    """Return the ids in VML of the controls in a drawing, which Excel writes both ways."""
    return {element.get("spid", "") for element in anchor.iter("{*}compatExt")}


def _hidden_columns(element: Element) -> range:
    first, last = element.get("min", ""), element.get("max", "")
    unseen = element.get("hidden") in _TRUE or element.get("width") == "0"
    if not (unseen and first.isdecimal() and last.isdecimal()):
        return range(0)
    return range(int(first), min(int(last), 16_384) + 1)


def _merged(reference: str) -> Iterator[Merged]:
    corners = [_PLACE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) == 2 and corners[0] and corners[1] and int(corners[1][2]) > int(corners[0][2]):
        yield Merged(_column(corners[0][1]), int(corners[0][2]), int(corners[1][2]))


@lru_cache(16_384)
def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
