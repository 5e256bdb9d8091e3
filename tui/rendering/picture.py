"""Pictures made of half blocks: each cell of the terminal shows two pixels, one above the other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_HEAD = re.compile(rb"P6 (\d+) (\d+) 255\n")
_UPPER = "▀"
_MARKED = bytes((255, 214, 150))
"""The RGB colour behind quotes, as `ingest` draws it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `pixels` holds 3 bytes (RGB) for each pixel, row by row from the top."""

    width: int
    height: int
    pixels: bytes

    @property
    def lines(self) -> int:
        """The number of terminal lines that it takes."""
        return (self.height + 1) // 2

    @property
    def marked_row(self) -> int:
        """The first row of pixels with a part of a quote, 0 if there is none."""
        at = self.pixels.find(_MARKED)
        while at >= 0 and at % 3:
            at = self.pixels.find(_MARKED, at + 1)
        return max(0, at) // (3 * self.width)

    def line(self, y: int) -> Strip:
        """Return line `y` of the terminal, 0 being the first."""
        upper, lower = self._row(2 * y), self._row(min(2 * y + 1, self.height - 1))
        pairs = ((upper[at : at + 3], lower[at : at + 3]) for at in range(0, 3 * self.width, 3))
        return Strip(list(_segments(pairs)), self.width)

    def _row(self, y: int) -> bytes:
        return self.pixels[3 * self.width * y : 3 * self.width * (y + 1)]


def picture_of(data: bytes) -> Picture:
    """Return the picture in the bytes of a binary PPM file (P6). Raises `ValueError` if they don't hold one."""
    head = _HEAD.match(data)
    if head is None:
        raise ValueError("not a picture in PPM")
    width, height = int(head[1]), int(head[2])
    pixels = data[head.end() :]
    if not width or not height or len(pixels) != 3 * width * height:
        raise ValueError("a picture in PPM that is cut off")
    return Picture(width, height, pixels)


def _segments(pairs: Iterator[tuple[bytes, bytes]]) -> Iterator[Segment]:
    for (upper, lower), run in groupby(pairs):
        style = Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*lower))
        yield Segment(_UPPER * sum(1 for _ in run), style)
