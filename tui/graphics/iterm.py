"""The protocol of iTerm2 for pictures, https://iterm2.com/documentation-images.html, which WezTerm and others have too."""

import zlib
from base64 import b64encode
from struct import pack

from tui.graphics.painting import PicturePart, Place, moved
from tui.graphics.pixels import Pixels, Rows


class ITermPainter:
    """Shows a picture by the protocol of iTerm2; text that is written over the picture replaces it."""

    beginning = removal = hiding = ""

    def __init__(self, pixels: Pixels) -> None:
        self._pixels = pixels

    def shown(self, part: PicturePart, at: Place) -> str:
        """Return what draws a part of the picture at a place."""
        data = png(self._pixels.part(part))
        size = f"size={len(data)};width={part.columns};height={part.lines};preserveAspectRatio=0"
        return f"{moved(at)}\x1b]1337;File=inline=1;{size}:{b64encode(data).decode('ascii')}\x07"


def png(rows: Rows) -> bytes:
    """Return pixels as a PNG file."""
    height, width, _ = rows.shape
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    head = _chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(lines, 1)) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
