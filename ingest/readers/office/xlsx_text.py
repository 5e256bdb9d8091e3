"""Reads the text of a workbook's cells: shared and rich strings, and the addresses of link formulas."""

import re
from collections.abc import Iterator

from ingest.readers.office.ooxml import S, unescaped
from ingest.readers.office.sheets import SheetCell
from ingest.readers.office.xlsx_styles import font_name
from ingest.readers.shared.hardened_xml import Element
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import is_symbol_font
from ingest.readers.shared.symbol_fonts import shown as shown_in

_LINK = re.compile(r'HYPERLINK\(\s*"([^"]{1,500})"', re.IGNORECASE)


def linked(cell: SheetCell, formula: str) -> SheetCell:
    """Return a cell with the address of its formula after its text, if the formula is a link."""
    found = _LINK.match(formula.removeprefix("="))
    return SheetCell(cell.text + leads_to(cell.text, found[1]), cell.is_text) if found and cell.text else cell


def text_cell(value: str) -> SheetCell:
    """Return a cell with a string in one line, with its escapes replaced."""
    return SheetCell(" ".join(unescaped(value).split()))


def base_texts(parent: Element) -> Iterator[str]:
    """Yield the texts of a string without its phonetic readings (`rPh`)."""
    before = ""
    for child in parent:
        if child.tag == f"{S}t":
            yield child.text or ""
        elif child.tag == f"{S}is":
            yield from base_texts(child)
        elif child.tag == f"{S}r":
            before = _run(child, before)
            yield before


def _run(run: Element, before: str) -> str:
    """Return a run of rich text with symbols, superscripts and subscripts in Unicode; `before` is the text before it."""
    text, properties = "".join(one.text or "" for one in run.iterchildren(f"{S}t")), run.find(f"{S}rPr")
    if properties is None:
        return text
    if is_symbol_font(font := font_name(properties)):
        text = shown_in(text, font)
    place = next((one.get("val", "") for one in properties.iterchildren(f"{S}vertAlign")), "")
    return raised(text, before) if place == "superscript" else lowered(text) if place == "subscript" else text
