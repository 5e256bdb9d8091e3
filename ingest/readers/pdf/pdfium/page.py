"""Reads a page by PDFium: its visible characters with their positions."""

import ctypes
import math
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.tagged import Tags
from ingest.readers.pdf.pdfium.characters import characters_of, font_of
from ingest.readers.pdf.pdfium.objects import Drawn, address_of, objects_of, rules_of
from ingest.readers.pdf.pdfium.tags import tags_of
from ingest.readers.pdf.pdfium.visibility import Visibility, visibility_of
from ingest.readers.shared.symbol_fonts import drawn_sign, symbol_font_of

MOST_PIXELS = 12_000_000
"""Pixels of a page that is drawn."""
_SAMPLE = 60
"""Characters by which the direction of a page's text is determined."""
_HYPHENS = ("\x02", "\ufffe")
"""PDFium's characters for the hyphen of a hyphenated word, after which it leaves out the line end."""
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|cmb\d|sfbx", re.IGNORECASE)
_INK = 245
"""Grey value from 0 to 255, below which a pixel isn't paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """The properties of the characters of one text object; `gone` says that it is invisible, `covers` may hide parts of it.

    `symbols` is the symbol font that it is in, if it is in one.
    """

    point: float = 0.0
    bold: bool = False
    gone: bool = False
    mark: int = -1
    covers: tuple[Box, ...] = ()
    symbols: str = ""


class PdfiumPage:
    """A page of a document, to be used as a context manager; `off` names the layers that are switched off.

    `covers` are opaque rectangles over the whole page, which are set before `glyphs` is read. `hidden` counts the characters
    that `glyphs` leaves out.
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
        """The number of characters that PDFium finds."""
        return int(self._text.count_chars())

    @property
    def paper(self) -> Box:
        """The rectangle of the page in points, with y from the bottom up."""
        return Box(*self._page.get_bbox())

    @property
    def blank(self) -> bool:
        """Whether nothing is drawn on the page."""
        return bool(pdfium.FPDFPage_CountObjects(self._page.raw) == 0)

    @property
    def has_letters(self) -> bool:
        """Whether text is drawn on the page, even if its characters aren't known."""
        return any(drawn.kind == pdfium.FPDF_PAGEOBJ_TEXT for drawn in self._objects)

    @property
    def is_vertical(self) -> bool:
        """Whether most characters are below each other, as in vertical Japanese and Chinese."""
        places = [self._origin(i) for i in range(min(_SAMPLE, self._text.count_chars())) if not self._is_made_up(i)]
        below = sum(abs(a[0] - b[0]) < 1 < abs(a[1] - b[1]) for a, b in pairwise(places))
        return self.quarter_turns == 0 and 2 * below > len(places)

    @cached_property
    def quarter_turns(self) -> int:
        """The number of quarter turns, counterclockwise, by which most characters are rotated."""
        angles = [pdfium.FPDFText_GetCharAngle(self._text.raw, i) for i in range(min(_SAMPLE, self._text.count_chars()))]
        turns = [round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0]
        return max(set(turns), key=turns.count) if turns else 0

    @cached_property
    def tags(self) -> Tags:
        """The tags of the page."""
        return tags_of(self._page.raw)

    @property
    def rules(self) -> list[Box]:
        """The thin horizontal lines of the page, such as the bars of fractions, in points with y from the bottom up."""
        return rules_of(self._objects)

    def lines(self) -> list[Box]:
        """Return the rectangles of pieces of lines, in drawing order."""
        return [Box(*self._text.get_rect(i)) for i in range(self._text.count_rects())]

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """The visible characters in the order of the document, with made-up blanks and line feeds."""
        found: list[Glyph] = []
        for index, char in characters_of(self._text):
            drawn = pdfium.FPDFText_GetTextObject(self._text.raw, index)
            if not drawn:
                found += self._made_up(char, found[-1] if found else None)
                continue
            style = self._style(drawn, index)
            char = drawn_sign(style.symbols, char) if style.symbols else char
            glyph = self._glyph(index, "-" if char in _HYPHENS else char, style)
            if style.gone or any(_is_under(box, glyph, self._text.raw, index) for box in style.covers):
                self.hidden += not char.isspace()
                continue
            found.append(glyph)
            found += self._made_up("\n", glyph) if char in _HYPHENS else []
        return found

    def upright(self, box: Box) -> Box:
        """Return a rectangle of the page in the coordinates of `Glyph`: upright, with y from the top down."""
        (left, bottom), (right, top) = (_upright(x, y, self.quarter_turns) for x, y in ((box[0], box[1]), (box[2], box[3])))
        return Box(min(left, right), max(-bottom, -top), max(left, right), min(-bottom, -top))

    def _made_up(self, char: str, before: Glyph | None) -> list[Glyph]:
        """Return a character that PDFium adds after another; of a line end only the line feed is kept."""
        if before is None or char == "\r":
            return []
        return [before._replace(char=char, left=before.right, made_up=True, bold=False)]

    def _style(self, drawn: Any, index: int) -> _Style:  # noqa: ANN401  a handle of an untyped C library
        address = address_of(drawn)
        if address not in self._styles:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFText_GetMatrix(self._text.raw, index, matrix)
            scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
            font = font_of(self._text, index)
            self._styles[address] = _Style(
                point=pdfium.FPDFText_GetFontSize(self._text.raw, index) * scale,
                bold=bool(_BOLD.search(font)),
                gone=address in self._visibility.gone,
                mark=pdfium.FPDFPageObj_GetMarkedContentID(drawn) if self.tags else -1,
                covers=(*self.covers, *self._visibility.covers_over(address)),
                symbols=symbol_font_of(font),
            )
        return self._styles[address]

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
            level=self.tags.levels.get(style.mark, 0),
            mark=style.mark,
        )

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._text.raw, index, x, y)
        return x.value, y.value

    def _is_made_up(self, index: int) -> bool:
        return bool(pdfium.FPDFText_IsGenerated(self._text.raw, index) == 1)

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
    """Whether an opaque rectangle covers the centre of a character."""
    x, y = glyph.origin
    if not cover.widened(glyph.size).holds(x, y):
        return False
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return cover.holds((left.value + right.value) / 2, (bottom.value + top.value) / 2)


def _upright(x: float, y: float, turned: int) -> tuple[float, float]:
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turned]
