"""What a terminal's protocol for pictures does; the modules of the protocols are loaded with the first picture."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tui.rendering.picture import Picture

Place = tuple[int, int]
"""Column and line of the screen, from 0 on."""


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A part of a picture, in cells."""

    left: int
    top: int
    columns: int
    lines: int


class Painter(Protocol):
    """Writes one picture by a protocol. Each text is an escape sequence for the terminal, "" where none is needed."""

    beginning: str
    """What is written once, before the picture is shown first."""
    hiding: str
    """What takes the picture off the screen until it is shown again."""
    removal: str
    """What takes the picture off the screen for good."""

    def shown(self, part: PicturePart, at: Place) -> str:
        """Return what shows a part of the picture, in place of the part that was shown before."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in half blocks, the first line of it that a quote is on, and what paints its pixels over them, if anything."""

    picture: Picture
    marked_line: int
    painter: Painter | None = None


Send = Callable[[str], None]
"""Writes an escape sequence to the terminal, behind what was written before."""


def moved(at: Place) -> str:
    """Return what moves the cursor to a place."""
    return f"\x1b[{at[1] + 1};{at[0] + 1}H"
