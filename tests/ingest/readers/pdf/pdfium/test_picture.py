"""A page is drawn as a picture with frames around quotes."""

import re

import pytest
from fpdf import FPDF

from ingest.errors import UnreadableDocument
from ingest.isolation.worker import Worker

WIDTH = 420
INK, PAPER = bytes((214, 120, 0)), bytes((255, 214, 150))
QUOTE = "The pump weighs 31.4 kg with its motor and stands on an oak plank beside the quay of the canal."


def pdf(text: str) -> bytes:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=12)
    made.multi_cell(60, 8, text)
    return bytes(made.output())


def framed(picture: bytes, colour: bytes = INK, width: int = WIDTH) -> set[int]:
    """Return the rows of a picture that contain a colour."""
    head = re.match(rb"P6 (\d+) (\d+) 255\n", picture)
    assert head is not None
    assert int(head[1]) == width
    pixels = picture[head.end() :]
    rows = [pixels[at : at + 3 * width] for at in range(0, len(pixels), 3 * width)]
    return {y for y, row in enumerate(rows) if any(row[at : at + 3] == colour for at in range(0, 3 * width, 3))}


def test_a_quote_is_framed_on_each_of_its_lines() -> None:
    with Worker() as worker:
        data = pdf(f"Data of the pump.\n\n{QUOTE}\n\nThe end.")
        rows = framed(worker.picture(data, 1, WIDTH, [QUOTE]))
        assert rows
        assert max(rows) - min(rows) > 15  # the quote is longer than a line of the page
        assert framed(worker.picture(data, 1, WIDTH, ["This stands nowhere."])) == set()


def test_in_a_small_picture_a_quote_is_marked_and_its_neighbours_stay_legible() -> None:
    with Worker() as worker:
        picture = worker.picture(pdf(f"Data of the pump.\n\n{QUOTE}"), 1, 100, [QUOTE])
        assert framed(picture, PAPER, 100)
        assert not framed(picture, INK, 100)


def test_a_picture_is_of_a_limited_size() -> None:
    with Worker() as worker:
        head = re.match(rb"P6 (\d+) (\d+) 255\n", worker.picture(pdf("A page."), 1, 50_000, []))
        assert head is not None
        assert 11_000_000 < int(head[1]) * int(head[2]) <= 12_100_000


@pytest.mark.parametrize(("data", "page"), [(b"no PDF at all", 1), (pdf("One page."), 2)])
def test_a_page_that_cannot_be_drawn_is_an_error(data: bytes, page: int) -> None:
    with Worker() as worker, pytest.raises(UnreadableDocument):
        worker.picture(data, page, WIDTH, [])
