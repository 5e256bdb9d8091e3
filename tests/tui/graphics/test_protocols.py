"""What is written for each protocol, read back as a terminal reads it."""

import re
import zlib
from base64 import b64decode
from struct import unpack

import numpy as np
from numpy.typing import NDArray

from tui.graphics.iterm import ITermPainter
from tui.graphics.kitty import KittyPainter
from tui.graphics.painting import PicturePart
from tui.graphics.pixels import pixels_of
from tui.graphics.sixel import SixelPainter
from tui.rendering.picture import Picture

CELL = (4, 8)
PART, AT = PicturePart(1, 1, 3, 2), (6, 2)
AT_PLACE = "\x1b[3;7H"
INK, TINT = (214, 120, 0), (255, 214, 150)


def page(width: int = 30, height: int = 50) -> Picture:
    """Return a white page with black lines and a frame; it doesn't fill its last cells."""
    rows = np.full((height, width, 3), 255, np.uint8)
    rows[::5, 3:20] = 0
    rows[10:20, 5:15] = INK
    rows[11:19, 6:14] = TINT
    return Picture(width, height, rows.tobytes())


def test_a_picture_fills_whole_cells_with_white_and_is_shown_in_blocks_of_mean_colours() -> None:
    pixels = pixels_of(page(), CELL)
    assert pixels.rows.shape == (56, 32, 3)
    assert (pixels.rows[:, 30:] == 255).all()
    blocks = pixels.in_blocks()
    assert (blocks.width, blocks.lines) == (8, 7)
    first = blocks.pixels[:3]
    assert first == bytes([int(pixels.rows[:4, :4, 0].mean())] * 3)


def test_kitty_is_sent_the_picture_once_and_then_places_of_it() -> None:
    pixels = pixels_of(page(), CELL)
    painter = KittyPainter(pixels)
    messages = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", painter.beginning)
    assert "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in messages) == painter.beginning
    assert messages[0][0].startswith("a=t,i=29281,f=24,o=z,s=32,v=56,q=2,m=")
    assert messages[-1][0].endswith("m=0")
    assert all(len(data) <= 4096 for _, data in messages)
    assert zlib.decompress(b64decode("".join(data for _, data in messages))) == pixels.rows.tobytes()
    placed = "\x1b_Ga=p,i=29281,p=1,x=4,y=8,w=12,h=16,c=3,r=2,z=1,C=1,q=2\x1b\\"
    assert painter.shown(PART, AT) == AT_PLACE + placed
    assert (painter.hiding, painter.removal) == ("\x1b_Ga=d,d=i,i=29281,q=2\x1b\\", "\x1b_Ga=d,d=I,i=29281,q=2\x1b\\")


def test_kitty_is_sent_a_large_picture_in_several_messages() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (100, 100, 3), np.uint8)
    painter = KittyPainter(pixels_of(Picture(100, 100, noise.tobytes()), CELL))
    ends = re.findall(r"m=(\d);", painter.beginning)
    assert ends == ["1"] * (len(ends) - 1) + ["0"]
    assert len(ends) > 5
    assert painter.beginning.count("a=t") == 1


def test_iterm_is_sent_the_part_as_a_png() -> None:
    pixels = pixels_of(page(), CELL)
    match = re.fullmatch(r"\x1b\[3;7H\x1b\]1337;File=inline=1;(.*):(.*)\x07", ITermPainter(pixels).shown(PART, AT))
    assert match is not None
    data = b64decode(match[2])
    assert match[1] == f"size={len(data)};width=3;height=2;preserveAspectRatio=0"
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert unpack(">IIBBBBB", data[16:29]) == (12, 16, 8, 2, 0, 0, 0)
    length = unpack(">I", data[33:37])[0]
    lines = np.frombuffer(zlib.decompress(data[41 : 41 + length]), np.uint8).reshape(16, 37)
    assert (lines[:, 0] == 0).all()
    assert (lines[:, 1:].reshape(16, 12, 3) == pixels.part(PART)).all()


def read_sixel(text: str) -> NDArray[np.uint8]:
    """Return the pixels that a terminal draws for a picture in Sixel; what isn't drawn stays 77."""
    match = re.fullmatch(r'\x1bP0;1q"1;1;(\d+);(\d+)(.*)\x1b\\', text)
    assert match is not None
    drawn = np.full((int(match[2]) + 6, int(match[1]), 3), 77, np.uint8)
    registers: dict[str, tuple[int, ...]] = {}
    x = y = 0
    colour = ""
    for number, values, times, sign, move in re.findall(r"#(\d+)((?:;\d+){4})?|(?:!(\d+))?([?-~])|([$-])", match[3]):
        if values:
            registers[number] = tuple(round(int(v) * 2.55) for v in values.split(";")[2:])
        elif number:
            colour = number
        elif move:
            x, y = 0, y + 6 * (move == "-")
        else:
            for row in (row for row in range(6) if ord(sign) - 63 >> row & 1):
                drawn[y + row, x : x + int(times or 1)] = registers[colour]
            x += int(times or 1)
    assert (drawn[int(match[2]) :] == 77).all()
    return drawn[: int(match[2])]


def test_sixel_draws_every_pixel_of_the_part_in_its_colour() -> None:
    pixels = pixels_of(page(), CELL)
    text = SixelPainter(pixels, 16).shown(PART, AT)
    assert text.startswith(AT_PLACE)
    drawn = read_sixel(text.removeprefix(AT_PLACE)).astype(int)
    assert drawn.shape == (16, 12, 3)
    assert abs(drawn - pixels.part(PART)).max() <= 5  # of five bits and of per cents


def test_sixel_keeps_to_its_number_of_colours_and_keeps_the_frame() -> None:
    noise = np.random.default_rng(1).integers(0, 255, (64, 64, 1), np.uint8).repeat(3, 2)
    noise[20:22, 5:50] = INK
    painter = SixelPainter(pixels_of(Picture(64, 64, noise.tobytes()), CELL), 16)
    text = painter.shown(PicturePart(0, 0, 16, 8), (0, 0)).removeprefix("\x1b[1;1H")
    assert len(set(re.findall(r"#(\d+);2;", text))) == 16
    assert abs(read_sixel(text)[20, 30].astype(int) - INK).max() <= 8


def test_sixel_is_sent_in_pieces_that_xterm_draws() -> None:
    text = SixelPainter(pixels_of(Picture(1600, 8, bytes(3 * 1600 * 8)), CELL), 16).shown(PicturePart(0, 0, 400, 1), (2, 1))
    pieces = re.findall(r'(\x1b\[\d+;\d+H)\x1bP0;1q"1;1;(\d+);', text)
    assert pieces == [("\x1b[2;3H", "1000"), ("\x1b[2;253H", "600")]
