"""Draws scanned pages for OCR, and inserts their text into the reading."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.documents import Block, Reading
from ingest.said import said


def picture(data: bytes, page: int) -> bytes:
    """Return a page of a PDF as a grey picture in PGM; raises `UnreadableDocument` if it can't be drawn."""
    # Imported here, because it imports PDFium, which only a scan needs.
    from ingest.readers.pdf.pdfium.document import drawn_page

    return drawn_page(data, page)


def framed_picture(data: bytes, page: int, width: int, quotes: Sequence[str]) -> bytes:
    """Return a page of a PDF as a picture in PPM, quotes framed; raises `UnreadableDocument` if it can't be drawn."""
    # Imported here, because it imports PDFium, which only a page picture needs.
    from ingest.readers.pdf.pdfium.picture import framed_page

    return framed_page(data, page, width, quotes)


def completed(reading: Reading, texts: Mapping[int, str], failures: Mapping[int, str] | None = None) -> Reading:
    """Return the reading with the recognised texts of its scans, and with a note for each of these pages.

    `texts` are what OCR has read and `failures` why it couldn't, both by page. If OCR has found no text, the text from the
    fonts of the page stays.
    """
    done = {page: text for page, text in texts.items() if page in reading.scans}
    blocks = [block for block in reading.blocks if not done.get(block.page or 0, "").strip()]
    blocks += [Block(text, page=page) for page, text in done.items() if text.strip()]
    return replace(
        reading,
        blocks=tuple(sorted(blocks, key=lambda block: block.page or _BEHIND)),
        unread=_unread(reading, done, failures or {}),
        notes=(*reading.notes, *(_note(page, text) for page, text in sorted(done.items()))),
        scans=tuple(page for page in reading.scans if page not in done),
    )


_BEHIND = 1 << 31
"""Page number by which attachments, which have no page, are sorted after all pages."""


def _unread(reading: Reading, done: Mapping[int, str], failures: Mapping[int, str]) -> tuple[str, ...]:
    """Return the lines about unread pages, without pages that OCR has read, and with the reasons of OCR for the others."""
    reasons = {f"page {page}": reason for page, reason in failures.items()}
    read = {f"page {page}" for page in done}
    lines = ((line.partition(":")[0], line) for line in reading.unread)
    return tuple(
        said("ocr_failed", "{line}; OCR: {why}", line=line, why=reasons[place]) if place in reasons else line
        for place, line in lines
        if place not in read
    )


def _note(page: int, text: str) -> str:
    return f"page {page}: read by OCR" if text.strip() else f"page {page}: a picture without any letters that OCR can read"
