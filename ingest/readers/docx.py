"""DOCX by python-docx: paragraphs, list items and tables in order, with the headings above them."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.archive import check_archive
from ingest.readers.outline import Outline

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (OpcError, LxmlError, zipfile.BadZipFile, KeyError, ValueError, AttributeError)


def read(data: bytes) -> Reading:
    """Return a block for each paragraph and table; hidden runs are left out."""
    if data.startswith(_OLE):
        raise UnreadableDocument("encrypted, or an old Word file: save it as DOCX without a password")
    check_archive(data)
    try:
        return Reading(tuple(_blocks(docx.Document(io.BytesIO(data)))))
    except _DAMAGE as problem:
        raise UnreadableDocument(f"damaged DOCX ({type(problem).__name__})") from problem


def _blocks(document: Document) -> Iterator[Block]:
    outline = Outline()
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield Block(_table(item), heading=outline.path)
            continue
        text = _visible(item)
        if level := _level(item):
            outline.enter(level, text)
        yield Block(text, heading=outline.path)


def _level(paragraph: Paragraph) -> int | None:
    name = (paragraph.style.name if paragraph.style else None) or ""
    if name == "Title":
        return 1
    found = _HEADING.match(name)
    return int(found[1]) + 1 if found else None


def _visible(paragraph: Paragraph) -> str:
    if not any(run.font.hidden for run in paragraph.runs):
        return paragraph.text  # unlike the runs alone this has the hyperlinks' text
    return "".join(run.text for run in paragraph.runs if not run.font.hidden)


def _table(table: Table) -> str:
    return "\n".join(" | ".join(_cells(row.cells)) for row in table.rows)


def _cells(cells: Sequence[_Cell]) -> Iterator[str]:
    before: _Cell | None = None
    for cell in cells:
        if cell is not before:  # a merged cell is listed once for each column it spans
            parts = (_table(item) if isinstance(item, Table) else _visible(item) for item in cell.iter_inner_content())
            yield " ".join(" ".join(parts).split())
        before = cell
