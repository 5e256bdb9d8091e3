"""Finds the invisible text of a page: transparent, tiny, outside the page, white on white, covered, or on a hidden layer."""

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
"""Pairs of a text and an object below it that are compared; on a page with more, such text counts as visible."""
_MOST_COVERS = 2_000
"""Opaque rectangles of a page that are taken into account."""
_WHITE = 245
"""Value of red, green and blue, from 0 to 255, from which a fill looks like paper."""
_SMALLEST = 1.0
"""Type size in points below which text is illegible."""
_LOWEST_COVER = 4.0
"""Least height and width in points of a rectangle that hides text; a lower one is a rule or an underline."""
_CORNER = 0.5
"""Points by which the corners of a rectangle may be inexact."""
_MOST_CLIPS, _MOST_SEGMENTS, _CLIP_MARGIN = 10, 200, 2.0
"""Clipping paths of a text and their segments that are looked at, and points between one and the text outside of it."""

_SEEN, _PALE, _UNPAINTED, _CLIPPING, _GONE = "seen", "pale", "unpainted", "clipping", "gone"

IsInked = Callable[[Box], bool]
"""Returns whether a part of the page isn't empty paper when the page is drawn."""


@dataclass(frozen=True, slots=True)
class Visibility:
    """The visibility of a page's text: `gone` are the addresses of invisible text objects.

    `covers` are opaque rectangles, each with its number in drawing order; `order` are these numbers of all objects by address,
    None if there are no covers.
    """

    gone: frozenset[int] = frozenset()
    covers: tuple[tuple[int, Box], ...] = ()
    order: dict[int, int] | None = None

    def covers_over(self, address: int) -> list[Box]:
        """Return the rectangles that are drawn after a text object."""
        own = (self.order or {}).get(address)
        return [box for number, box in self.covers if number > own] if own is not None else []


def visibility_of(drawn: Sequence[Drawn], paper: Box, off: frozenset[str], is_inked: IsInked) -> Visibility:
    """Return the visibility of a page's text; `off` are the names of hidden layers, "" for memberships of hidden layers."""
    texts = [text for text in drawn if text.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    looks = [(text, _look(text, paper)) for text in texts]
    found = {address_of(text.handle) for text, look in looks if look == _GONE}
    # Text without paint on a picture is the text layer of a scan, which is visible in the picture.
    found |= _not_on([text for text, look in looks if look == _UNPAINTED], drawn, _is_picture)
    # PDFium reports a pattern as white, and text may be a clipping path of a gradient, so the drawn page decides.
    pale = _not_on([text for text, look in looks if look == _PALE], drawn, _is_dark)
    doubtful = [text for text, look in looks if look == _CLIPPING or address_of(text.handle) in pale]
    found |= {address_of(text.handle) for text in doubtful if not is_inked(box_of(text))}
    found |= {address_of(text.handle) for text in texts if _is_cut_off(text)}
    if off:
        found |= {address_of(text.handle) for text in texts if not off.isdisjoint(layers_of(text.handle))}
    covers = _covers(drawn)
    order = {address_of(item.handle): number for number, item in enumerate(drawn)} if covers else None
    return Visibility(frozenset(found), covers, order)


def _not_on(texts: Sequence[Drawn], drawn: Sequence[Drawn], is_ground: Callable[[Drawn], bool]) -> set[int]:
    """Return the addresses of the texts whose centre isn't on an object for which `is_ground` holds."""
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
    """Return the height of a text as it is drawn; bitmap fonts have sizes in other units."""
    box = box_of(drawn)
    return box.top - box.bottom


def _is_picture(drawn: Drawn) -> bool:
    return bool(drawn.kind == pdfium.FPDF_PAGEOBJ_IMAGE)


def _is_dark(drawn: Drawn) -> bool:
    """Whether white text is visible on an object: a picture, a shading, or a filled shape that isn't white."""
    if drawn.kind != pdfium.FPDF_PAGEOBJ_PATH:
        return bool(drawn.kind != pdfium.FPDF_PAGEOBJ_TEXT)
    red, green, blue, alpha = fill_of(drawn.handle)
    return _is_filled(drawn) and alpha > 0 and min(red, green, blue) < _WHITE


def _is_filled(drawn: Drawn) -> bool:
    how, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn.handle, how, stroke)
    return bool(how.value != pdfium.FPDF_FILLMODE_NONE)


def _covers(drawn: Sequence[Drawn]) -> tuple[tuple[int, Box], ...]:
    """Return the opaque rectangles that are drawn after some text, with their numbers in drawing order.

    Pictures aren't among them, since a scan may be drawn over its text layer.
    """
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
    """Return the rectangle of a path, None if the path is another shape."""
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


def _is_cut_off(text: Drawn) -> bool:
    """Whether a text is outside of its clipping paths, so that nothing of it is drawn."""
    clip = pdfium.FPDFPageObj_GetClipPath(text.handle)
    box: Box | None = None
    for path in range(max(0, min(pdfium.FPDFClipPath_CountPaths(clip), _MOST_CLIPS)) if clip else 0):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, path)
        if not 2 <= count <= _MOST_SEGMENTS:
            continue
        around_path = around([_point(pdfium.FPDFClipPath_GetPathSegment(clip, path, i)) for i in range(count)], text.outer)
        box = box.shared_with(around_path) if box else around_path
    if box is None:
        return False
    shared = box.widened(_CLIP_MARGIN).shared_with(box_of(text))
    return shared.left > shared.right or shared.bottom > shared.top


def _clipped(box: Box, drawn: Drawn) -> Box | None:
    """Return the part of a rectangle within its clipping paths, None if one of these isn't a rectangle."""
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
