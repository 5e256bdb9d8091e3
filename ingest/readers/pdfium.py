"""PDF by PDFium: the second reader of a page, which also knows where each letter stands and whether it can be seen."""

import ctypes
import math
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, Self

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableDocument

_DPI = 300
_MOST_PIXELS = 12_000_000
_MOST_OBJECTS = 20_000
_DEEPEST = 8
_SAMPLE = 60
"""Letters by which a page is judged."""
_WHITE = 245
"""Of 255: a fill from here on can't be told from paper."""
_SMALLEST = 1.0
"""Points: smaller letters are specks."""

_SEEN, _PALE, _UNPAINTED, _GONE = "seen", "pale", "unpainted", "gone"
_WITHOUT_PAINT = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """A letter in its place, turned upright: `base` grows downwards, `origin` is shared by the letters of a ligature."""

    char: str
    left: float
    right: float
    base: float
    size: float
    origin: tuple[float, float]


class Box(NamedTuple):
    """A rectangle in points, `bottom` below `top`."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def widened(self, by: float) -> "Box":
        """Return the rectangle with a margin around it."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    @property
    def centre(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


class _Drawn(NamedTuple):
    """An object of a page, and the matrix of what it is drawn in."""

    handle: Any
    kind: int
    outer: "_Matrix"


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
        return bool(drawn) and _address(drawn) in self._hidden

    @cached_property
    def _objects(self) -> list[_Drawn]:
        return list(_objects(self._page.raw))

    @cached_property
    def _hidden(self) -> frozenset[int]:
        """Return the addresses of texts that nobody sees: transparent, tiny, beside the page, white on white."""
        paper = Box(*self._page.get_bbox())
        looks = [(drawn, _look(drawn, paper)) for drawn in self._objects if drawn.kind == pdfium.FPDF_PAGEOBJ_TEXT]
        found = {_address(drawn.handle) for drawn, look in looks if look == _GONE}
        if any(look == _UNPAINTED for _, look in looks):
            # Without paint on a picture it is the text layer of a scan: what it says can be seen in the picture.
            found |= self._not_on([drawn for drawn, look in looks if look == _UNPAINTED], _is_picture)
        if any(look == _PALE for _, look in looks):
            found |= self._not_on([drawn for drawn, look in looks if look == _PALE], _is_dark)
        return frozenset(found)

    def _not_on(self, texts: list[_Drawn], is_ground: Callable[[_Drawn], bool]) -> set[int]:
        grounds = [_box(drawn) for drawn in self._objects if is_ground(drawn)]
        centres = ((drawn, _box(drawn).centre) for drawn in texts)
        return {_address(drawn.handle) for drawn, at in centres if not any(box.holds(*at) for box in grounds)}


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


def _objects(page: Any) -> Iterator[_Drawn]:  # noqa: ANN401  a handle of an untyped C library
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    yield from _walk((pdfium.FPDFPage_GetObject(page, i) for i in range(count)), _AS_IT_IS, 0)


def _walk(handles: Iterator[Any], outer: _Matrix, depth: int) -> Iterator[_Drawn]:
    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = min(pdfium.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
            inside = (pdfium.FPDFFormObj_GetObject(handle, i) for i in range(count))
            yield from _walk(inside, _product(_matrix(handle), outer), depth + 1)
        else:
            yield _Drawn(handle, kind, outer)


def _look(drawn: _Drawn, paper: Box) -> str:
    matrix = _matrix(drawn.handle)
    a, b, c, d, x, y = matrix if drawn.outer == _AS_IT_IS else _product(matrix, drawn.outer)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(drawn.handle, size)
    high = abs(size.value) * math.sqrt(abs(a * d - b * c))
    if high < _SMALLEST or not paper.widened(high).holds(x, y):
        return _GONE
    mode, (red, green, blue, alpha) = pdfium.FPDFTextObj_GetTextRenderMode(drawn.handle), _fill(drawn.handle)
    if mode in _WITHOUT_PAINT or (alpha == 0 and mode == pdfium.FPDF_TEXTRENDERMODE_FILL):
        return _UNPAINTED
    return _PALE if mode == pdfium.FPDF_TEXTRENDERMODE_FILL and min(red, green, blue) >= _WHITE else _SEEN


def _matrix(handle: Any) -> _Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _box(drawn: _Drawn) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn.handle, left, bottom, right, top)
    m, corners = drawn.outer, [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs = [m[0] * x + m[2] * y + m[4] for x, y in corners]
    ys = [m[1] * x + m[3] * y + m[5] for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_picture(drawn: _Drawn) -> bool:
    return bool(drawn.kind == pdfium.FPDF_PAGEOBJ_IMAGE)


def _is_dark(drawn: _Drawn) -> bool:
    """Whether white letters can be seen on it: a picture, a shading, a filled shape that isn't white itself."""
    if drawn.kind != pdfium.FPDF_PAGEOBJ_PATH:
        return bool(drawn.kind != pdfium.FPDF_PAGEOBJ_TEXT)
    how, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn.handle, how, stroke)
    red, green, blue, alpha = _fill(drawn.handle)
    return how.value != pdfium.FPDF_FILLMODE_NONE and alpha > 0 and min(red, green, blue) < _WHITE


def _fill(handle: Any) -> tuple[int, int, int, int]:  # noqa: ANN401
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, alpha.value


def _upright(x: float, y: float, turned: int) -> tuple[float, float]:
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]


def _address(handle: Any) -> int:  # noqa: ANN401
    return ctypes.addressof(handle.contents)


def _plain(text: str) -> str:
    """Return the text with its line feeds; where PDFium has joined a word that is cut at a line's end, the cut is put back."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-\n").replace("\x02", "-\n")
