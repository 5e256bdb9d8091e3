"""Which signs of a page nobody sees: transparent, tiny, beside the page, white on white, covered, on a layer that is off."""

import ctypes
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.pdfium.objects import (
    IDENTITY,
    Drawn,
    address_of,
    around,
    box_of,
    fill_of,
    is_transparent,
    layers_of,
    matrix_of,
    product,
)

_MOST_COMPARED = 5_000_000
"""Pairs of a text and what it may stand on; a page that needs more is built to cost time, and is read as it is."""
_MOST_COVERS = 2_000
_WHITE = 245
"""Of 255: a fill from here on can't be told from paper."""
_SMALLEST = 1.0
"""Points: smaller letters are specks."""
_LOWEST_COVER = 4.0
"""Points: a lower rectangle is a rule or an underline, which hides no letter."""
_CORNER = 0.5
"""Points by which a rectangle's corners may be off."""

_SEEN, _PALE, _UNPAINTED, _CLIPPING, _GONE = "seen", "pale", "unpainted", "clipping", "gone"

IsInked = Callable[[Box], bool]
"""Tells whether anything but paper can be seen in a part of the page as it is drawn."""


@dataclass(frozen=True, slots=True)
class Visibility:
    """What hides the text of a page: `gone` holds the addresses of its text objects that can't be seen.

    `covers` are opaque rectangles, each with its number in the drawing order, and `order` gives the number of a text object.
    """

    gone: frozenset[int] = frozenset()
    covers: tuple[tuple[int, Box], ...] = ()
    order: dict[int, int] | None = None

    def covers_over(self, address: int) -> list[Box]:
        """Return the rectangles that are drawn after a text object."""
        own = (self.order or {}).get(address)
        return [box for number, box in self.covers if number > own] if own is not None else []


def visibility_of(drawn: Sequence[Drawn], paper: Box, off: frozenset[str], is_inked: IsInked) -> Visibility:
    """Return what hides the text of a page; `off` names the layers that are switched off, "" for memberships of them."""
    texts = [text for text in drawn if text.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    looks = [(text, _look(text, paper)) for text in texts]
    found = {address_of(text.handle) for text, look in looks if look == _GONE}
    # Without paint on a picture it is the text layer of a scan: what it says can be seen in the picture.
    found |= _not_on([text for text, look in looks if look == _UNPAINTED], drawn, _is_picture)
    # A pattern or a gradient is reported as white, or shows through letters that clip it: the drawn page decides.
    pale = _not_on([text for text, look in looks if look == _PALE], drawn, _is_dark)
    doubtful = [text for text, look in looks if look == _CLIPPING or address_of(text.handle) in pale]
    found |= {address_of(text.handle) for text in doubtful if not is_inked(box_of(text))}
    if off:
        found |= {address_of(text.handle) for text in texts if not off.isdisjoint(layers_of(text.handle))}
    covers = _covers(drawn)
    order = {address_of(item.handle): number for number, item in enumerate(drawn)} if covers else None
    return Visibility(frozenset(found), covers, order)


def _not_on(texts: Sequence[Drawn], drawn: Sequence[Drawn], is_ground: Callable[[Drawn], bool]) -> set[int]:
    grounds = [box_of(ground) for ground in drawn if is_ground(ground)] if texts else []
    if len(texts) * len(grounds) > _MOST_COMPARED:
        return set()
    centres = ((text, box_of(text).centre) for text in texts)
    return {address_of(text.handle) for text, at in centres if not any(box.holds(*at) for box in grounds)}


def _look(drawn: Drawn, paper: Box) -> str:
    matrix = matrix_of(drawn.handle)
    a, b, c, d, x, y = matrix if drawn.outer == IDENTITY else product(matrix, drawn.outer)
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(drawn.handle, size)
    high = abs(size.value) * math.sqrt(abs(a * d - b * c))
    if (high < _SMALLEST and _height(drawn) < _SMALLEST) or not paper.widened(max(high, _SMALLEST)).holds(x, y):
        return _GONE
    mode, (red, green, blue, alpha) = pdfium.FPDFTextObj_GetTextRenderMode(drawn.handle), fill_of(drawn.handle)
    if mode == pdfium.FPDF_TEXTRENDERMODE_CLIP:
        return _CLIPPING
    if mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or (alpha == 0 and mode == pdfium.FPDF_TEXTRENDERMODE_FILL):
        return _UNPAINTED
    return _PALE if mode == pdfium.FPDF_TEXTRENDERMODE_FILL and min(red, green, blue) >= _WHITE else _SEEN


def _height(drawn: Drawn) -> float:
    """Return how high a text is as drawn: fonts of bitmaps have a size of their own measure."""
    box = box_of(drawn)
    return box.top - box.bottom


def _is_picture(drawn: Drawn) -> bool:
    return bool(drawn.kind == pdfium.FPDF_PAGEOBJ_IMAGE)


def _is_dark(drawn: Drawn) -> bool:
    """Whether white letters can be seen on it: a picture, a shading, a filled shape that isn't white itself."""
    if drawn.kind != pdfium.FPDF_PAGEOBJ_PATH:
        return bool(drawn.kind != pdfium.FPDF_PAGEOBJ_TEXT)
    red, green, blue, alpha = fill_of(drawn.handle)
    return _is_filled(drawn) and alpha > 0 and min(red, green, blue) < _WHITE


def _is_filled(drawn: Drawn) -> bool:
    how, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn.handle, how, stroke)
    return bool(how.value != pdfium.FPDF_FILLMODE_NONE)


def _covers(drawn: Sequence[Drawn]) -> tuple[tuple[int, Box], ...]:
    """Return the opaque rectangles that are drawn after some text. Pictures aren't counted: scans lie on their text."""
    found: list[tuple[int, Box]] = []
    first_text = next((at for at, item in enumerate(drawn) if item.kind == pdfium.FPDF_PAGEOBJ_TEXT), len(drawn))
    for number, item in enumerate(drawn[first_text:], first_text):
        if item.kind != pdfium.FPDF_PAGEOBJ_PATH or len(found) >= _MOST_COVERS:
            continue
        box = _opaque_box(item)
        if box and box.top - box.bottom >= _LOWEST_COVER and box.right - box.left >= _LOWEST_COVER:
            found.append((number, box))
    return tuple(found)


def _opaque_box(drawn: Drawn) -> Box | None:
    if not _is_filled(drawn) or fill_of(drawn.handle)[3] < 255 or drawn.in_transparent or is_transparent(drawn.handle):
        return None
    count = pdfium.FPDFPath_CountSegments(drawn.handle)
    if not 4 <= count <= 6:
        return None
    matrix = product(matrix_of(drawn.handle), drawn.outer)
    box = _rectangle([pdfium.FPDFPath_GetPathSegment(drawn.handle, i) for i in range(count)], matrix)
    return _clipped(box, drawn) if box else None


def _rectangle(segments: Sequence[object], matrix: tuple[float, float, float, float, float, float]) -> Box | None:
    """Return the rectangle that a path is, None for any other shape."""
    points = [_point(segment) for segment in segments]
    box = around(points, matrix)
    corners = [around([point], matrix) for point in points]
    at_x = all(min(abs(c.left - box.left), abs(c.left - box.right)) < _CORNER for c in corners)
    at_y = all(min(abs(c.top - box.bottom), abs(c.top - box.top)) < _CORNER for c in corners)
    distinct = {(round(c.left), round(c.top)) for c in corners}
    return box if at_x and at_y and len(distinct) == 4 else None


def _point(segment: object) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _clipped(box: Box, drawn: Drawn) -> Box | None:
    """Return the part of a rectangle that its clipping paths leave, None where one of them is no rectangle."""
    clip = pdfium.FPDFPageObj_GetClipPath(drawn.handle)
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        if not 4 <= count <= 6:
            return None
        within = _rectangle([pdfium.FPDFClipPath_GetPathSegment(clip, path, i) for i in range(count)], drawn.outer)
        if within is None:
            return None
        box = box.shared_with(within)
    return box
