"""Reads Pages, Numbers and Keynote by the PDF preview that older files contain, since the formats aren't documented."""

from dataclasses import replace

from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.readers.pdf import reader as pdf
from ingest.readers.shared.archive import Archive
from ingest.said import said

_PREVIEWS = ("QuickLook/Preview.pdf", "preview.pdf", "Preview.pdf")
_HELP = said("open_and_export", "open it in its program and export it as PDF, DOCX, XLSX or PPTX")


def read(data: bytes) -> Reading:
    """Return the text of the preview; raises `UnreadableDocument` with what the user can do if a file has none."""
    archive = Archive(data)
    name = next((name for name in _PREVIEWS if name in archive), "")
    if not name:
        raise UnreadableDocument(
            said("no_preview", "a document of Apple's that holds no preview as PDF: {advice}", advice=_HELP)
        )
    found = pdf.read(archive.read(name).data)
    return replace(
        found, notes=(*found.notes, f"read from its preview, which may be older than the document: {_HELP}"), scans=()
    )
