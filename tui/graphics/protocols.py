"""Chooses the class for a protocol; a picture in pixels needs numpy, which isn't loaded before the first one."""

from tui.graphics.iterm import ITermPainter
from tui.graphics.kitty import KittyPainter
from tui.graphics.painting import Painter, Shown
from tui.graphics.pixels import Pixels, pixels_of
from tui.graphics.sixel import SixelPainter
from tui.graphics.terminal import Graphics, PictureTerminal
from tui.rendering.picture import Picture


def in_pixels(picture: Picture, graphics: Graphics, terminal: PictureTerminal) -> Shown:
    """Return a picture in half blocks with what paints its pixels over them by a protocol."""
    cell = terminal.cell()
    pixels = pixels_of(picture, cell)
    return Shown(pixels.in_blocks(), picture.marked_row // cell[1], _painter(pixels, graphics, terminal.colours))


def _painter(pixels: Pixels, graphics: Graphics, colours: int) -> Painter:
    if graphics is Graphics.SIXEL:
        return SixelPainter(pixels, colours)
    return KittyPainter(pixels) if graphics is Graphics.KITTY else ITermPainter(pixels)
