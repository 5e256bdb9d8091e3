"""Reads files with the suffixes of Office before 2007: old workbooks, and files that are in another format."""

import re
from collections.abc import Callable

from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.readers.legacy import spreadsheet_xml, xls
from ingest.readers.office import docx, pptx, xlsx
from ingest.readers.office.ooxml import OLE, is_encrypted, refuse_old_format
from ingest.readers.shared.archive import Archive
from ingest.readers.text import rtf, table
from ingest.readers.web import html, mhtml, xml
from ingest.said import said

_BY_FOLDER: dict[str, Callable[[bytes], Reading]] = {"word/": docx.read, "ppt/": pptx.read, "xl/": xlsx.read}
_WORKBOOK = "Workbook".encode("utf-16-le")
"""The name of the stream in an OLE file that holds the sheets of Excel before 2007."""
_ZIP = b"PK\x03\x04"
_DISGUISED: tuple[tuple[re.Pattern[bytes], Callable[[bytes], Reading]], ...] = (
    (re.compile(rb"\s*\{\\rt"), rtf.read),
    (re.compile(rb"\s*MIME-Version:", re.IGNORECASE), mhtml.read),
    (re.compile(rb"[^\0]{0,2000}<(?:\w+:wordDocument|pkg:package)\b", re.DOTALL), xml.read),
    (re.compile(rb"[^\0]{0,2000}<(?:\w+:)?Workbook\b[^>]{0,2000}office:spreadsheet", re.DOTALL), spreadsheet_xml.read),
    (re.compile(rb"[^\0]{0,2000}<(?:!doctype html|html|body|table)\b", re.IGNORECASE | re.DOTALL), html.read),
    (re.compile(rb"(?>[^\0\n]{1,2000}[\t;])[^\0\n]*\n"), table.read),
)
"""Formats that banks and shops export with Office's suffixes, by the beginning of the file."""


def read(data: bytes) -> Reading:
    """Return the text of an old workbook, or of a file that is in another format than its suffix says.

    Raises `UnreadableDocument`, with what the user can do, for old documents and presentations and for unknown formats.
    """
    if data.startswith(OLE) and _WORKBOOK in data and not is_encrypted(data):
        return xls.read(data)
    refuse_old_format(data)
    if data.startswith(_ZIP):
        names = list(Archive(data))
        for folder, reader in _BY_FOLDER.items():
            if any(name.startswith(folder) for name in names):
                return reader(data)
    for begins, reader in _DISGUISED:
        if begins.match(data):
            return reader(data)
    raise UnreadableDocument(
        said("not_office", "not an Office document in spite of its name: open it and save it as DOCX, XLSX or PPTX")
    )
