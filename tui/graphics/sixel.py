"""Sixel, the pictures of DEC's terminals (https://vt100.net/docs/vt3xx-gp/chapter14.html)."""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tui.graphics.painting import PicturePart, Place, moved
from tui.graphics.pixels import Pixels, Rows

_BAND = 6
"""Pixel rows that are drawn together: a character stands for six pixels, one above the other."""
_RUN = re.compile(rb"(.)\1{3,}", re.DOTALL)
_BITS = 5
"""Bits of a colour's channels that count when colours are chosen."""
_MOST = 1000
"""Largest width and height of a picture that xterm draws; a larger one is sent in several."""


class SixelPainter:
    """Shows a picture in Sixel; text that is written over the picture replaces it."""

    beginning = removal = hiding = ""

    def __init__(self, pixels: Pixels, colours: int) -> None:
        self._cell = pixels.cell
        self._colours, self._indexes = in_few_colours(pixels.rows, colours)

    def shown(self, part: PicturePart, at: Place) -> str:
        """Return what draws a part of the picture at a place."""
        across, down = self._cell
        wide, tall = max(1, _MOST // across), max(1, _MOST // down)
        return "".join(
            moved((at[0] + x, at[1] + y))
            + self._sixel(part.left + x, part.top + y, min(wide, part.columns - x), min(tall, part.lines - y))
            for y in range(0, part.lines, tall)
            for x in range(0, part.columns, wide)
        )

    def _sixel(self, left: int, top: int, columns: int, lines: int) -> str:
        across, down = self._cell
        pixels = self._indexes[top * down : (top + lines) * down, left * across : (left + columns) * across]
        height, width = pixels.shape
        used = np.unique(pixels)
        percents = (self._colours[used] * 100 + 127) // 255
        registers = "".join(f"#{n};2;{r};{g};{b}" for n, (r, g, b) in zip(used, percents, strict=True))
        bands = b"-".join(b"$".join(_band(pixels[y : y + _BAND])) for y in range(0, height, _BAND))
        return f'\x1bP0;1q"1;1;{width};{height}{registers}{bands.decode("ascii")}\x1b\\'


def _band(pixels: NDArray[np.uint8]) -> Iterator[bytes]:
    """Yield a band's pixels of each colour in it."""
    weights = (1 << np.arange(len(pixels), dtype=np.uint8))[:, None]
    for colour in np.unique(pixels):
        signs = ((pixels == colour) * weights).sum(0, dtype=np.uint8) + np.uint8(63)
        yield b"#%d" % colour + _RUN.sub(lambda run: b"!%d%b" % (len(run[0]), run[1]), signs.tobytes())


def in_few_colours(rows: Rows, most: int) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Return at most `most` colours (n × 3) and the index of the colour for each pixel, by median cut.

    The set of colours that differ most, weighed by how many pixels have them, is divided until there are enough sets.
    """
    shift = 8 - _BITS
    small = (rows >> shift).astype(np.uint16)
    codes = small[..., 0] << 2 * _BITS | small[..., 1] << _BITS | small[..., 2]
    counts = np.bincount(codes.ravel(), minlength=1 << 3 * _BITS)
    used = np.flatnonzero(counts)
    channels = np.stack([used >> 2 * _BITS, used >> _BITS & 31, used & 31], 1)
    sets = [np.arange(len(used))]
    while len(sets) < most:
        weights = [float(np.ptp(channels[one], 0).max() ** 2 * counts[used[one]].sum() ** 0.5) for one in sets]
        if not max(weights):
            break
        sets.extend(_halves(sets.pop(int(np.argmax(weights))), channels, counts[used]))
    index = np.zeros(1 << 3 * _BITS, np.uint8)
    for number, one in enumerate(sets):
        index[used[one]] = number
    means = [np.average(channels[one], 0, counts[used[one]]) for one in sets]
    return np.rint(np.array(means) * 255 / 31).astype(np.int64), index[codes]


def _halves(one: NDArray[np.int64], channels: NDArray[np.int64], counts: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield the two parts of a set of colours, divided at the median of the channel with the largest range."""
    channel = channels[one, np.argmax(np.ptp(channels[one], 0))]
    order = np.argsort(channel, kind="stable")
    middle = np.searchsorted(np.cumsum(counts[one[order]]), counts[one].sum() / 2)
    cut = int(np.clip(middle, 1, len(one) - 1))
    yield one[order[:cut]]
    yield one[order[cut:]]
