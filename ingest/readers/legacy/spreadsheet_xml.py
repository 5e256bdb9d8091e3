"""The XML in which Excel 2003 and many programs save sheets (SpreadsheetML 2003): a row a line."""

from collections.abc import Iterator

from ingest.documents import Block, PageUnit, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.shared.hardened_xml import Element, parse_xml

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_WIDEST = 1_000
"""Columns that a row may skip."""
_LONGEST_INDEX = 8
"""Digits; more are no column."""


def read(data: bytes) -> Reading:
    """Return a block for each sheet, with its name as heading."""
    root, whole = parse_xml(data)
    if root is None:
        raise UnreadableDocument("damaged: it holds no XML")
    sheets = [_sheet(sheet, number) for number, sheet in enumerate(root.iter(f"{_S}Worksheet"), 1)]
    unread = () if whole else ("damaged XML: what follows the damage may be missing",)
    return Reading(tuple(sheets), unread, pages=len(sheets), page_unit=PageUnit.SHEET)


def _sheet(sheet: Element, number: int) -> Block:
    rows = [" | ".join(_cells(row)).strip() for row in sheet.iter(f"{_S}Row")]
    said = [row for row in rows if row.strip(" |")]
    header = said[0] if len(said) > 1 else ""
    return Block("\n".join(said), number, sheet.get(f"{_S}Name", ""), header=header)


def _cells(row: Element) -> Iterator[str]:
    """Yield the cells of a row; one that says its column has empty ones before it."""
    at = 0
    for cell in row.iterchildren(f"{_S}Cell"):
        index = cell.get(f"{_S}Index", "")
        while index.isdecimal() and at + 1 < (min(int(index), _WIDEST) if len(index) < _LONGEST_INDEX else _WIDEST):
            yield ""
            at += 1
        yield " ".join(" ".join(map(str, part.itertext())) for part in cell.iterchildren(f"{_S}Data"))
        at += 1
