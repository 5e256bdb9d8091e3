"""Pages that are pictures of text: drawn for a program that recognises letters, and put in their place afterwards."""

from collections.abc import Mapping
from dataclasses import replace

from ingest.documents import Block, Reading


def picture(data: bytes, page: int) -> bytes:
    """Return a page of a PDF as a grey picture in PGM; raises `UnreadableDocument` where it can't be drawn."""
    from ingest.readers.pdf.pdfium.document import drawn_page

    return drawn_page(data, page)


def completed(reading: Reading, texts: Mapping[int, str]) -> Reading:
    """Return the reading with the recognised texts of its scans in place, each marked as such."""
    done = {page: text for page, text in texts.items() if page in reading.scans}
    blocks = [block for block in reading.blocks if block.page not in done]
    blocks += [Block(text, page=page) for page, text in done.items() if text.strip()]
    return replace(
        reading,
        blocks=tuple(sorted(blocks, key=lambda block: block.page or 0)),
        unread=tuple(line for line in reading.unread if not line.startswith(tuple(f"page {page}:" for page in done))),
        notes=(*reading.notes, *(_note(page, text) for page, text in sorted(done.items()))),
        scans=tuple(page for page in reading.scans if page not in done),
    )


def _note(page: int, text: str) -> str:
    return f"page {page}: read by OCR" if text.strip() else f"page {page}: a picture without any letters that OCR can read"
