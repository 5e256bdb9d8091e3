"""Refuses PostScript, which is a program: if Ghostscript is installed it converts such files to PDF before they are read."""

from ingest.documents import Reading
from ingest.errors import UnreadableDocument


def read(data: bytes) -> Reading:
    """Raise `UnreadableDocument` with what the user can do."""
    raise UnreadableDocument(
        f"PostScript of {len(data):,} bytes: make a PDF of it as 'ps2pdf' does, or on Linux install Ghostscript"
    )
