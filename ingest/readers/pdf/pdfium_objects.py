"""What a page is made of, as PDFium lists it: where each object stands, and which texts can't be seen."""

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_MOST_OBJECTS = 20_000
_DEEPEST = 8
_MOST_COMPARED = 5_000_000
"""Pairs of a text and what it may stand on; a page that needs more is built to cost time, and is read as it is."""
_WHITE = 245
"""Of 255: a fill from here on can't be told from paper."""
_SMALLEST = 1.0
"""Points: smaller letters are specks."""

_SEEN, _PALE, _UNPAINTED, _GONE = "seen", "pale", "unpainted", "gone"
_WITHOUT_PAINT = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


class Drawn(NamedTuple):
    """An object of a page, and the matrix of what it is drawn in."""

    handle: Any
    kind: int
    outer: "_Matrix"


def objects_of(page: Any) -> Iterator[Drawn]:  # noqa: ANN401
    """Yield all that is drawn on a page, in order, what drawings within it are made of included."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    yield from _walk((pdfium.FPDFPage_GetObject(page, i) for i in range(count)), _AS_IT_IS, 0)


def _walk(handles: Iterator[Any], outer: _Matrix, depth: int) -> Iterator[Drawn]:
    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = min(pdfium.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
            inside = (pdfium.FPDFFormObj_GetObject(handle, i) for i in range(count))
            yield from _walk(inside, _product(_matrix(handle), outer), depth + 1)
        else:
            yield Drawn(handle, kind, outer)


def address_of(handle: Any) -> int:  # noqa: ANN401  a handle of an untyped C library
    """Return what tells an object from all others."""
    return ctypes.addressof(handle.contents)


def invisible(drawn: Sequence[Drawn], paper: Box) -> frozenset[int]:
    """Return the addresses of texts that nobody sees: transparent, tiny, beside the page, white on white."""
    looks = [(text, _look(text, paper)) for text in drawn if text.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    found = {address_of(text.handle) for text, look in looks if look == _GONE}
    # Without paint on a picture it is the text layer of a scan: what it says can be seen in the picture.
    found |= _not_on([text for text, look in looks if look == _UNPAINTED], drawn, _is_picture)
    found |= _not_on([text for text, look in looks if look == _PALE], drawn, _is_dark)
    return frozenset(found)


def _not_on(texts: Sequence[Drawn], drawn: Sequence[Drawn], is_ground: Callable[[Drawn], bool]) -> set[int]:
    grounds = [_box(ground) for ground in drawn if is_ground(ground)] if texts else []
    if len(texts) * len(grounds) > _MOST_COMPARED:
        return set()
    centres = ((text, _box(text).centre) for text in texts)
    return {address_of(text.handle) for text, at in centres if not any(box.holds(*at) for box in grounds)}


def _look(drawn: Drawn, paper: Box) -> str:
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


def _box(drawn: Drawn) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn.handle, left, bottom, right, top)
    m, corners = drawn.outer, [(x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs = [m[0] * x + m[2] * y + m[4] for x, y in corners]
    ys = [m[1] * x + m[3] * y + m[5] for x, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _is_picture(drawn: Drawn) -> bool:
    return bool(drawn.kind == pdfium.FPDF_PAGEOBJ_IMAGE)


def _is_dark(drawn: Drawn) -> bool:
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
