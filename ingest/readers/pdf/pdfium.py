"""PDF by PDFium: the second reader of a page, which also knows where each letter stands and whether it can be seen."""

import ctypes
import math
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Self

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocument
from ingest.readers.pdf.pdfium_objects import Box, Drawn, address_of, invisible, objects_of

_DPI = 300
_MOST_PIXELS = 12_000_000
_SAMPLE = 60
"""Letters by which a page is judged."""


class Glyph(NamedTuple):
    """A letter in its place, turned upright: `base` grows downwards, `origin` is shared by the letters of a ligature."""

    char: str
    left: float
    right: float
    base: float
    size: float
    origin: tuple[float, float]


class PdfiumPage:
    """A page of a document; `close` it after use."""

    def __init__(self, document: pypdfium2.PdfDocument, number: int) -> None:
        self._page = document[number - 1]
        self._text = self._page.get_textpage()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._text.close()
        self._page.close()

    @property
    def blank(self) -> bool:
        """Whether nothing at all is drawn on it."""
        return bool(pdfium.FPDFPage_CountObjects(self._page.raw) == 0)

    @property
    def has_letters(self) -> bool:
        """Whether text is drawn on it, be it in letters that no reader can tell."""
        return any(drawn.kind == pdfium.FPDF_PAGEOBJ_TEXT for drawn in self._objects)

    @property
    def is_vertical(self) -> bool:
        """Whether most letters stand below one another, as Japanese and Chinese may be written."""
        places = [self._origin(i) for i in range(min(_SAMPLE, self._text.count_chars())) if not self._is_made_up(i)]
        below = sum(abs(a[0] - b[0]) < 1 < abs(a[1] - b[1]) for a, b in pairwise(places))
        return self._quarter_turns() == 0 and 2 * below > len(places)

    def text(self) -> tuple[str, int]:
        """Return the visible text in PDFium's order and how many invisible letters were left out."""
        if not self._hidden:
            return _plain(self._text.get_text_range()), 0
        chars = [(self._char(i), self._is_hidden(i)) for i in range(self._text.count_chars())]
        return _plain("".join(c for c, hidden in chars if not hidden)), sum(hidden and not c.isspace() for c, hidden in chars)

    def lines(self) -> list[Box]:
        """Return the rectangles around pieces of lines, in the order in which they are drawn."""
        return [Box(*self._text.get_rect(i)) for i in range(self._text.count_rects())]

    def glyphs(self) -> list[Glyph]:
        """Return the visible letters in the order of the document."""
        turned = self._quarter_turns()
        visible = (i for i in range(self._text.count_chars()) if not self._is_made_up(i) and not self._is_hidden(i))
        return [self._glyph(i, turned) for i in visible]

    def _glyph(self, index: int, turned: int) -> Glyph:
        box, origin = pdfium.FS_RECTF(), self._origin(index)
        pdfium.FPDFText_GetLooseCharBox(self._text.raw, index, box)
        (left, bottom), (right, top) = _upright(box.left, box.bottom, turned), _upright(box.right, box.top, turned)
        base = -_upright(*origin, turned)[1]
        size = abs(top - bottom)
        return Glyph(self._char(index), min(left, right), max(left, right), base, size, origin)

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text.raw, index, x, y)
        return x.value, y.value

    def _quarter_turns(self) -> int:
        angles = [pdfium.FPDFText_GetCharAngle(self._text.raw, i) for i in range(min(_SAMPLE, self._text.count_chars()))]
        turns = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
        return max(set(turns), key=turns.count) if turns else 0

    def _char(self, index: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._text.raw, index)
        return chr(code) if code <= 0x10FFFF else "\ufffd"

    def _is_made_up(self, index: int) -> bool:
        return bool(pdfium.FPDFText_IsGenerated(self._text.raw, index) == 1)

    def _is_hidden(self, index: int) -> bool:
        if not self._hidden:
            return False
        drawn = pdfium.FPDFText_GetTextObject(self._text.raw, index)
        return bool(drawn) and address_of(drawn) in self._hidden

    @cached_property
    def _objects(self) -> list[Drawn]:
        return list(objects_of(self._page.raw))

    @cached_property
    def _hidden(self) -> frozenset[int]:
        return invisible(self._objects, Box(*self._page.get_bbox()))


class Pdfium:
    """A document; raises `UnreadableDocument` where PDFium can't open it."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as problem:
            raise UnreadableDocument(f"damaged PDF ({problem})") from problem

    def __len__(self) -> int:
        return len(self._document)

    def page(self, number: int) -> PdfiumPage:
        """Return a page, counted from 1; raises `UnreadableDocument` where PDFium can't read it."""
        try:
            return PdfiumPage(self._document, number)
        except (pypdfium2.PdfiumError, IndexError) as problem:
            raise UnreadableDocument(f"page {number} can't be read ({problem})") from problem

    def picture(self, number: int) -> bytes:
        """Return a page as a grey picture in PGM, at 300 dots an inch or as many as keep it in bounds."""
        try:
            page = self._document[number - 1]
            width, height = page.get_size()
            scale = min(_DPI / 72, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
            bitmap = page.render(scale=scale, grayscale=True)
        except (pypdfium2.PdfiumError, IndexError) as problem:
            raise UnreadableDocument(f"page {number} can't be drawn ({problem})") from problem
        rows = memoryview(bitmap.buffer).cast("B")
        pixels = b"".join(rows[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))
        return b"P5 %d %d 255\n%s" % (bitmap.width, bitmap.height, pixels)


def drawn_page(data: bytes, number: int) -> bytes:
    """Return a page of a PDF as a grey picture in PGM; raises `UnreadableDocument` where it can't be drawn."""
    return Pdfium(data).picture(number)


def _upright(x: float, y: float, turned: int) -> tuple[float, float]:
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]


def _plain(text: str) -> str:
    """Return the text with its line feeds; where PDFium has joined a word that is cut at a line's end, the cut is put back."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")
