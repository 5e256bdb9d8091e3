"""Kitty's protocol for pictures, which other terminals have too.

https://sw.kovidgoyal.net/kitty/graphics-protocol: a picture is sent once, and then placed over the cells where it is wanted.
`q=2` asks for no reply, not even to errors.
"""

import zlib
from base64 import b64encode
from collections.abc import Iterator

from tui.graphics.painting import PicturePart, Place, moved
from tui.graphics.pixels import Pixels

_CHUNK = 4096
"""The largest number of characters that the protocol allows in a message."""
_NUMBER = 0x7261
"""The number of the picture; there is one at a time."""


class KittyPainter:
    """Shows a picture by Kitty's protocol."""

    removal = f"\x1b_Ga=d,d=I,i={_NUMBER},q=2\x1b\\"
    hiding = f"\x1b_Ga=d,d=i,i={_NUMBER},q=2\x1b\\"

    def __init__(self, pixels: Pixels) -> None:
        self._cell = pixels.cell
        self.beginning = "".join(_messages(pixels))

    def shown(self, part: PicturePart, at: Place) -> str:
        """Return what places a part of the picture, which has been sent; it replaces the part that was placed before."""
        across, down = self._cell
        area = f"x={part.left * across},y={part.top * down},w={part.columns * across},h={part.lines * down}"
        return f"{moved(at)}\x1b_Ga=p,i={_NUMBER},p=1,{area},c={part.columns},r={part.lines},z=1,C=1,q=2\x1b\\"


def _messages(pixels: Pixels) -> Iterator[str]:
    height, width, _ = pixels.rows.shape
    data = b64encode(zlib.compress(pixels.rows.tobytes(), 1)).decode("ascii")
    keys = f"a=t,i={_NUMBER},f=24,o=z,s={width},v={height},q=2,"
    for at in range(0, len(data), _CHUNK):
        yield f"\x1b_G{'' if at else keys}m={int(at + _CHUNK < len(data))};{data[at : at + _CHUNK]}\x1b\\"
