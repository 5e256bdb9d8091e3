"""Draws a page of a PDF as a picture in colour, with frames around quotes."""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocument
from ingest.said import said

MOST_PIXELS = 4_000
"""Largest width of a picture, and a fifth of its largest height."""
_MOST_AREA = 12_000_000
"""Largest number of pixels of a picture, 36 MB: a page in A4 is then 2 900 pixels wide."""
_INK, _TINT = bytes((214, 120, 0)), (255, 214, 150)
"""Colours of a frame and of the paper within it (red, green, blue); small pictures have the second only."""
_FRAMED_FROM = 400
"""Width in pixels from which frames are drawn; on a smaller picture they would cover the lines above and below."""
_HYPHENS = frozenset("-\u00ad\u2010\x02\ufffe")
"""Hyphens, and PDFium's characters for them, which readers add or remove at line ends."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def framed_page(data: bytes, number: int, width: int, quotes: Sequence[str]) -> bytes:
    """Return a page by its number from 1 on as a picture in PPM, `width` pixels wide, with frames around quotes on it.

    Raises `UnreadableDocument` if the page can't be drawn.
    """
    try:
        page = pypdfium2.PdfDocument(data)[number - 1]
        across, down = page.get_size()
        width = max(1, min(width, MOST_PIXELS))
        across, down = max(1.0, across), max(1.0, down)
        scale = min(width / across, 5 * MOST_PIXELS / down, (_MOST_AREA / across / down) ** 0.5)
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        boxes = [box for quote in quotes for box in _boxes(page, quote, bitmap)]
    except (pypdfium2.PdfiumError, IndexError) as problem:
        raise UnreadableDocument(
            said("page_undrawn_why", "page {n} can't be drawn ({why})", n=str(number), why=str(problem))
        ) from problem
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
    """Colour the paper as a highlighter does: darker pixels stay as they are."""
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
    """Yield a box around each line of a quote, nothing if the page doesn't contain it."""
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
    """Return the index of a quote's first character and the number of characters, (0, 0) if the page doesn't contain it.

    White space and hyphens aren't compared, since readers join lines and hyphenated words.
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
    """Return a text for comparison: in NFKC, without white space and hyphens."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if not sign.isspace() and sign not in _HYPHENS)
