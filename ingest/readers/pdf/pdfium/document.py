"""Opens a PDF by PDFium: its pages, its outline, its page labels, and pages as pictures."""

import math
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocument
from ingest.readers.pdf.layout.headings import OutlineEntry
from ingest.readers.pdf.pdfium.page import MOST_PIXELS, PdfiumPage
from ingest.said import said

_DPI = 300
"""Dots per inch of pages for OCR, the resolution that Tesseract recommends."""
_DEEPEST_OUTLINE, _MOST_ENTRIES, _MOST_LABELS = 8, 5_000, 20_000
_MOST_SIGNS = 300_000
"""Characters of a page; more take several seconds, and a page of a newspaper has 30,000."""


class Pdfium:
    """A document, whose layers named in `off` are hidden; raises `UnreadableDocument` if PDFium can't open it."""

    def __init__(self, data: bytes, off: frozenset[str] = frozenset()) -> None:
        self._off = off
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as problem:
            raise UnreadableDocument(said("damaged_pdf_why", "damaged PDF ({why})", why=str(problem))) from problem

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PdfiumPage:
        """Return a page by its number from 1 on.

        Raises `UnreadableDocument` if PDFium can't read it, or it has more than 300,000 characters.
        """
        try:
            page = PdfiumPage(self._document, number, self._off)
        except (pypdfium2.PdfiumError, IndexError) as problem:
            raise UnreadableDocument(f"page {number} can't be read ({problem})") from problem
        if page.count > _MOST_SIGNS:
            page.__exit__()
            raise UnreadableDocument(f"page {number} holds more than {_MOST_SIGNS:,} signs")
        return page

    def outline(self) -> list[OutlineEntry]:
        """Return the entries of the document's outline in order, up to any damage."""
        entries: list[OutlineEntry] = []
        try:
            for bookmark in islice(self._document.get_toc(max_depth=_DEEPEST_OUTLINE), _MOST_ENTRIES):
                entries += _entry(bookmark)
        except pypdfium2.PdfiumError:
            return entries
        return entries

    def labels(self) -> list[str]:
        """Return the label of each page, "" if it is the page's number."""
        found = [self._document.get_page_label(at).strip() for at in range(min(len(self), _MOST_LABELS))]
        return ["" if label == str(number) else label for number, label in enumerate(found, 1)]

    def picture(self, number: int) -> bytes:
        """Return a page as a grey picture in PGM, at 300 dots per inch, or less for at most 12 million pixels.

        Raises `UnreadableDocument` if the page can't be drawn.
        """
        try:
            page = self._document[number - 1]
            width, height = page.get_size()
            scale = min(_DPI / 72, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
            bitmap = page.render(scale=scale, grayscale=True)
        except (pypdfium2.PdfiumError, IndexError) as problem:
            raise UnreadableDocument(
                said("page_undrawn_why", "page {n} can't be drawn ({why})", n=str(number), why=str(problem))
            ) from problem
        rows = memoryview(bitmap.buffer).cast("B")
        pixels = b"".join(rows[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))
        return b"P5 %d %d 255\n%s" % (bitmap.width, bitmap.height, pixels)


def _entry(bookmark: pypdfium2.PdfBookmark) -> list[OutlineEntry]:
    destination = bookmark.get_dest()
    page = destination.get_index() if destination else None
    if destination is None or page is None:
        return []
    mode, place = destination.get_view()
    at = {pdfium.PDFDEST_VIEW_XYZ: 1, pdfium.PDFDEST_VIEW_FITH: 0, pdfium.PDFDEST_VIEW_FITBH: 0}.get(mode)
    top = place[at] if at is not None and len(place) > at else None
    return [OutlineEntry(" ".join(bookmark.get_title().split()), bookmark.level, page + 1, top)]


def drawn_page(data: bytes, number: int) -> bytes:
    """Return a page of a PDF as `Pdfium.picture` does; raises `UnreadableDocument` if it can't be drawn."""
    return Pdfium(data).picture(number)
