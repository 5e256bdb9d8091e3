"""A page of a PDF as a picture in colour, with frames around what is quoted of it."""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocument

MOST_PIXELS = 2_000
"""Of a picture's width, and five times that of its height: more shows nothing more in a terminal."""
_INK, _TINT = bytes((214, 120, 0)), (255, 214, 150)
"""Of a frame, and of the paper within it, which shows where the quote is also where lines are too near for frames."""
_FRAMED_FROM = 400
"""Pixels across from which on a frame leaves the lines above and below it legible."""
_HYPHENS = frozenset("-\u00ad\u2010\x02\ufffe")
"""Signs that a reader puts into words at a line's end, or takes out of them."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def framed_page(data: bytes, number: int, width: int, quotes: Sequence[str]) -> bytes:
    """Return a page, counted from 1, as a picture in PPM of so many pixels across; quotes that stand on it are framed.

    Raises `UnreadableDocument` where it can't be drawn.
    """
    try:
        page = pypdfium2.PdfDocument(data)[number - 1]
        across, down = page.get_size()
        width = max(1, min(width, MOST_PIXELS))
        scale = min(width / max(1.0, across), 5 * MOST_PIXELS / max(1.0, down))
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        boxes = [box for quote in quotes for box in _boxes(page, quote, bitmap)]
    except (pypdfium2.PdfiumError, IndexError) as problem:
        raise UnreadableDocument(f"page {number} can't be drawn ({problem})") from problem
    return _ppm(bitmap, boxes)


def _ppm(bitmap: pypdfium2.PdfBitmap, boxes: Sequence[Box]) -> bytes:
    rows, channels = memoryview(bitmap.buffer).cast("B"), bitmap.n_channels
    pixels = [bytearray(_rgb(rows[y * bitmap.stride :][: bitmap.width * channels], channels)) for y in range(bitmap.height)]
    for box in boxes:
        _tint(pixels, box)
        if bitmap.width >= _FRAMED_FROM:
            _frame(pixels, box)
    return b"P6 %d %d 255\n%s" % (bitmap.width, bitmap.height, b"".join(pixels))


def _rgb(row: memoryview, channels: int) -> bytes:
    if channels == 1:
        return bytes(value for value in row for _ in range(3))
    return bytes(row) if channels == 3 else b"".join(bytes(row[at : at + 3]) for at in range(0, len(row), channels))


def _tint(pixels: Sequence[bytearray], box: Box) -> None:
    """Colour the paper as a marker does: what is darker stays so."""
    left, top, right, bottom = box
    for row in pixels[top : bottom + 1]:
        for channel, most in enumerate(_TINT):
            part = slice(3 * left + channel, 3 * (right + 1), 3)
            row[part] = bytes(min(value, most) for value in row[part])


def _frame(pixels: Sequence[bytearray], box: Box) -> None:
    left, top, right, bottom = box
    for y in (top, bottom):
        pixels[y][3 * left : 3 * (right + 1)] = _INK * (right + 1 - left)
    for y in range(top, bottom + 1):
        for x in (left, right):
            pixels[y][3 * x : 3 * x + 3] = _INK


def _boxes(page: pypdfium2.PdfPage, quote: str, bitmap: pypdfium2.PdfBitmap) -> Iterator[Box]:
    """Yield a box around each line of a quote, where the page holds it."""
    text = page.get_textpage()
    first, count = _place(text, quote)
    for at in range(text.count_rects(first, count) if count else 0):
        left, bottom, right, top = text.get_rect(at)
        corners = [_pixel(page, bitmap, x, y) for x, y in ((left, top), (right, bottom))]
        (x1, x2), (y1, y2) = (sorted(line) for line in zip(*corners, strict=True))
        yield (
            max(0, min(x1 - 1, bitmap.width - 1)),
            max(0, min(y1 - 1, bitmap.height - 1)),
            max(0, min(x2 + 1, bitmap.width - 1)),
            max(0, min(y2 + 1, bitmap.height - 1)),
        )


def _pixel(page: pypdfium2.PdfPage, bitmap: pypdfium2.PdfBitmap, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page.raw, 0, 0, bitmap.width, bitmap.height, 0, x, y, across, down)
    return across.value, down.value


def _place(text: pypdfium2.PdfTextPage, quote: str) -> tuple[int, int]:
    """Return the first sign of a quote and how many signs it spans, (0, 0) where it doesn't stand there.

    Spaces, line ends and hyphens are left out on both sides: a reader joins lines and words that the page parts.
    """
    signs = [(at, chr(pdfium.FPDFText_GetUnicode(text.raw, at))) for at in range(text.count_chars())]
    kept = [(at, part) for at, sign in signs for part in _compared(sign)]
    wanted = _compared(quote)
    found = "".join(sign for _, sign in kept).find(wanted) if wanted else -1
    if found < 0:
        return 0, 0
    first, last = kept[found][0], kept[found + len(wanted) - 1][0]
    return first, last + 1 - first


def _compared(text: str) -> str:
    """Return a text as it is compared: ligatures taken apart, without what readers put in or take out."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace() and sign not in _HYPHENS)
