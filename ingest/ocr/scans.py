"""Pages that are pictures of text: drawn for OCR, and put in their places afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.documents import Block, Reading


def picture(data: bytes, page: int) -> bytes:
    """Return a page of a PDF as a grey picture in PGM; raises `UnreadableDocument` where it can't be drawn."""
    from ingest.readers.pdf.pdfium.document import drawn_page

    return drawn_page(data, page)


def framed_picture(data: bytes, page: int, width: int, quotes: Sequence[str]) -> bytes:
    """Return a page of a PDF as a picture in PPM, quotes framed; raises `UnreadableDocument` where it can't be drawn."""
    from ingest.readers.pdf.pdfium.picture import framed_page

    return framed_page(data, page, width, quotes)


def completed(reading: Reading, texts: Mapping[int, str], failures: Mapping[int, str] | None = None) -> Reading:
    """Return the reading with the recognised texts of its scans in place, each marked as such.

    `texts` and `failures` are by page: what OCR reads, and why it couldn't. Where OCR reads nothing, what the page's own fonts
    gave stays.
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
"""Attachments have no page and stand behind all pages."""


def _unread(reading: Reading, done: Mapping[int, str], failures: Mapping[int, str]) -> tuple[str, ...]:
    """Return the lines on what couldn't be read: none of pages that OCR has read, OCR's reasons at the others."""
    reasons = {f"page {page}:": f"; OCR: {reason}" for page, reason in failures.items()}
    left = [line for line in reading.unread if not line.startswith(tuple(f"page {page}:" for page in done))]
    return tuple(line + next((reason for start, reason in reasons.items() if line.startswith(start)), "") for line in left)


def _note(page: int, text: str) -> str:
    return f"page {page}: read by OCR" if text.strip() else f"page {page}: a picture without any letters that OCR can read"
