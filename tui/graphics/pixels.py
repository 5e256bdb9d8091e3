"""The pixels of a picture, by the cells of a terminal."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tui.graphics.painting import PicturePart
from tui.graphics.terminal import Cell
from tui.rendering.picture import Picture

Rows = NDArray[np.uint8]
"""Height × width × 3 (red, green, blue)."""


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """A picture that fills whole cells."""

    rows: Rows
    cell: Cell

    def part(self, part: PicturePart) -> Rows:
        """Return the pixels of a part."""
        across, down = self.cell
        return self.rows[
            part.top * down : (part.top + part.lines) * down, part.left * across : (part.left + part.columns) * across
        ]

    def in_blocks(self) -> Picture:
        """Return the picture with the mean colours of half cells, two above each other in a cell."""
        across, down = self.cell
        lines, columns = self.rows.shape[0] // down, self.rows.shape[1] // across
        tall = self.rows.reshape(lines, down, columns, across, 3)
        halves = np.stack([tall[:, part].mean((1, 3)) for part in (slice(down // 2), slice(down // 2, down))], 1)
        return Picture(columns, 2 * lines, halves.astype(np.uint8).tobytes())


def pixels_of(picture: Picture, cell: Cell) -> Pixels:
    """Return a picture's pixels, with white at its right and its lower edge up to the end of a cell."""
    rows = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)
    across, down = cell
    edges = ((0, -picture.height % down), (0, -picture.width % across), (0, 0))
    return Pixels(np.pad(rows, edges, constant_values=255), cell)
