"""A page by PDFium: where each sign stands, and whether it can be seen."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.pdfium.objects import Drawn, address_of, objects_of
from ingest.readers.pdf.pdfium.tags import heading_levels
from ingest.readers.pdf.pdfium.visibility import Visibility, visibility_of

MOST_PIXELS = 12_000_000
"""Of a page that is drawn."""
_SAMPLE = 60
"""Signs by which a page is judged."""
_HYPHENS = ("\x02", "\ufffe")
"""What PDFium puts for the hyphen of a word that is cut at a line's end; it leaves the line's end out."""
_HIGH_HALVES, _LOW_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""The surrogates of UTF-16."""
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|cmb\d|sfbx", re.IGNORECASE)
_FONT_NAME_BYTES = 200
_INK = 245
"""Of 255: a darker pixel is no paper."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the signs of one text object share."""

    point: float = 0.0
    bold: bool = False
    gone: bool = False
    level: int = 0
    covers: tuple[Box, ...] = ()


class PdfiumPage:
    """A page of a document; `off` names the layers that are switched off.

    `covers` are opaque rectangles that lie over all that is drawn; set them before the signs are asked for.
    """

    def __init__(self, document: pypdfium2.PdfDocument, number: int, off: frozenset[str] = frozenset()) -> None:
        self._page = document[number - 1]
        self._text = self._page.get_textpage()
        self._off = off
        self._styles: dict[int, _Style] = {}
        self.hidden, self.covers = 0, tuple[Box, ...]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._text.close()
        self._page.close()

    @property
    def count(self) -> int:
        """How many signs PDFium finds on it."""
        return int(self._text.count_chars())

    @property
    def paper(self) -> Box:
        """The page's rectangle."""
        return Box(*self._page.get_bbox())

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
        return self.quarter_turns == 0 and 2 * below > len(places)

    @cached_property
    def quarter_turns(self) -> int:
        """By how many quarters of a circle, against the clock, most signs are turned."""
        angles = [pdfium.FPDFText_GetCharAngle(self._text.raw, i) for i in range(min(_SAMPLE, self._text.count_chars()))]
        turns = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
        return max(set(turns), key=turns.count) if turns else 0

    def lines(self) -> list[Box]:
        """Return the rectangles around pieces of lines, in the order in which they are drawn."""
        return [Box(*self._text.get_rect(i)) for i in range(self._text.count_rects())]

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """The visible signs in the order of the document, made-up blanks and line feeds included.

        `hidden` counts those left out.
        """
        found: list[Glyph] = []
        for index, char in self._chars():
            drawn = pdfium.FPDFText_GetTextObject(self._text.raw, index)
            if not drawn:
                found += self._made_up(char, found[-1] if found else None)
                continue
            style = self._style(drawn, index)
            glyph = self._glyph(index, "-" if char in _HYPHENS else char, style)
            if style.gone or any(_is_under(box, glyph, self._text.raw, index) for box in style.covers):
                self.hidden += not char.isspace()
                continue
            found.append(glyph)
            found += self._made_up("\n", glyph) if char in _HYPHENS else []
        return found

    def _chars(self) -> Iterator[tuple[int, str]]:
        """Yield (index, sign); PDFium counts the two halves of a sign beyond the basic plane as two."""
        high = 0
        for index in range(self._text.count_chars()):
            code = pdfium.FPDFText_GetUnicode(self._text.raw, index)
            if code in _HIGH_HALVES:
                high = code
            elif high and code in _LOW_HALVES:
                yield index, chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
                high = 0
            else:
                yield index, chr(code) if code <= 0x10FFFF and code not in _LOW_HALVES else "\ufffd"

    def upright(self, box: Box) -> Box:
        """Return a rectangle of the page as `Glyph`s measure it: turned upright, with `bottom` and `top` growing downwards."""
        (left, bottom), (right, top) = (_upright(x, y, self.quarter_turns) for x, y in ((box[0], box[1]), (box[2], box[3])))
        return Box(min(left, right), max(-bottom, -top), max(left, right), min(-bottom, -top))

    def _made_up(self, char: str, before: Glyph | None) -> list[Glyph]:
        """Return the sign that PDFium adds behind another; of its line ends the line feed alone."""
        if before is None or char == "\r":
            return []
        return [before._replace(char=char, left=before.right, made_up=True, bold=False)]

    def _style(self, drawn: Any, index: int) -> _Style:  # noqa: ANN401  a handle of an untyped C library
        address = address_of(drawn)
        if address not in self._styles:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(self._text.raw, index, matrix)
            scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
            self._styles[address] = _Style(
                pdfium.FPDFText_GetFontSize(self._text.raw, index) * scale,
                self._is_bold(index),
                address in self._visibility.gone,
                self._levels.get(pdfium.FPDFPageObj_GetMarkedContentID(drawn), 0) if self._levels else 0,
                (*self.covers, *self._visibility.covers_over(address)),
            )
        return self._styles[address]

    def _is_bold(self, index: int) -> bool:
        name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        pdfium.FPDFText_GetFontInfo(self._text.raw, index, name, _FONT_NAME_BYTES, ctypes.c_int())
        return bool(_BOLD.search(name.value.decode("latin-1")))

    def _glyph(self, index: int, char: str, style: _Style) -> Glyph:
        box, origin, turned = pdfium.FS_RECTF(), self._origin(index), self.quarter_turns
        pdfium.FPDFText_GetLooseCharBox(self._text.raw, index, box)
        (left, bottom), (right, top) = (box.left, box.bottom), (box.right, box.top)
        base = -origin[1]
        if turned:
            (left, bottom), (right, top) = _upright(left, bottom, turned), _upright(right, top, turned)
            base = -_upright(*origin, turned)[1]
        return Glyph(
            char,
            min(left, right) if turned else left,
            max(left, right) if turned else right,
            base=base,
            size=abs(top - bottom),
            origin=origin,
            point=style.point,
            bold=style.bold,
            level=style.level,
        )

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text.raw, index, x, y)
        return x.value, y.value

    def _is_made_up(self, index: int) -> bool:
        return bool(pdfium.FPDFText_IsGenerated(self._text.raw, index) == 1)

    @cached_property
    def _levels(self) -> dict[int, int]:
        return heading_levels(self._page.raw)

    @cached_property
    def _objects(self) -> list[Drawn]:
        return list(objects_of(self._page.raw))

    @cached_property
    def _visibility(self) -> Visibility:
        return visibility_of(self._objects, self.paper, self._off, self._is_inked)

    def _is_inked(self, box: Box) -> bool:
        bitmap, pixels = self._bitmap
        places = [self._pixel(x, y, bitmap) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        (left, right), (top, bottom) = (sorted((min(line), max(line))) for line in zip(*places, strict=True))
        rows = range(max(0, top), min(bitmap.height, bottom + 1))
        return any(
            min(pixels[y * bitmap.stride + max(0, left) : y * bitmap.stride + min(bitmap.width, right + 1)], default=255) < _INK
            for y in rows
        )

    @cached_property
    def _bitmap(self) -> tuple[pypdfium2.PdfBitmap, memoryview]:
        width, height = self._page.get_size()
        bitmap = self._page.render(scale=min(1.0, math.sqrt(MOST_PIXELS / max(1.0, width * height))), grayscale=True)
        return bitmap, memoryview(bitmap.buffer).cast("B")

    def _pixel(self, x: float, y: float, bitmap: pypdfium2.PdfBitmap) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page.raw, 0, 0, bitmap.width, bitmap.height, 0, x, y, across, down)
        return across.value, down.value


def _is_under(cover: Box, glyph: Glyph, text: Any, index: int) -> bool:  # noqa: ANN401
    """Whether an opaque rectangle lies over the middle of a sign."""
    x, y = glyph.origin
    if not cover.widened(glyph.size).holds(x, y):
        return False
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return cover.holds((left.value + right.value) / 2, (bottom.value + top.value) / 2)


def _upright(x: float, y: float, turned: int) -> tuple[float, float]:
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]
