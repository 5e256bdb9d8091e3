"""PostScript is a program that draws pages: Ghostscript, where it is installed, makes a PDF of it before it comes here."""

from ingest.documents import Reading
from ingest.errors import UnreadableDocument


def read(data: bytes) -> Reading:
    """Raise `UnreadableDocument` with what helps: no program is here that runs PostScript."""
    raise UnreadableDocument(
        f"PostScript of {len(data):,} bytes: make a PDF of it as 'ps2pdf' does, or on Linux install Ghostscript"
    )
