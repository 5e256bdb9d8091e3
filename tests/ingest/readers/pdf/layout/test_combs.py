"""A number that is written into boxes, a digit in each, is one word; rows of tables and scales stay apart."""

import time

import pytest

from ingest.readers.pdf.layout.combs import with_combs
from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.reader import read
from tests.ingest.pdf_parts import one_page, say


def boxes(signs: str, y: float = 700, pitch: float = 18) -> bytes:
    return b"".join(say(sign, 170 + pitch * at, y) for at, sign in enumerate(signs) if sign != " ")


def text(content: bytes) -> str:
    return " ".join(" ".join(block.text for block in read(one_page(content)).blocks).split())


@pytest.mark.parametrize("number", ["47119305", "DE471193", "30112026"])
@pytest.mark.parametrize("rules", [b"", b"".join(b"%d 692 m %d 712 l S\n" % (165 + 18 * at, 165 + 18 * at) for at in range(9))])
def test_a_number_in_boxes_is_one_word_behind_its_label(number: str, rules: bytes) -> None:
    assert text(rules + say("IBAN:") + boxes(number) + say("Name: Ada", y=660)) == f"IBAN: {number} Name: Ada"


def test_two_numbers_in_boxes_stay_two() -> None:
    assert text(say("From") + boxes("47119      30512")) == "From 47119 30512"


@pytest.mark.parametrize("signs", ["123456", "97531", "01011010", "ABCDEF", "4711"])
def test_scales_and_marks_stay_apart(signs: str) -> None:
    assert " ".join(signs) in text(say("Mark") + boxes(signs))


def test_the_rows_of_a_table_stay_apart() -> None:
    rows = [
        say(f"Team {row}", y=700 - 16 * row) + boxes(signs, y=700 - 16 * row) for row, signs in enumerate(("35172", "90418"))
    ]
    assert text(b"".join(rows)) == "Team 0 3 5 1 7 2 Team 1 9 0 4 1 8"


def test_digits_in_wide_columns_stay_apart() -> None:
    assert text(say("Team") + boxes("35172", pitch=60)) == "Team 3 5 1 7 2"


@pytest.mark.parametrize("cells", ["North 1 5", "North 12 5", "x y z", "Rent : 5"])
def test_a_lone_character_stays_on_the_line_of_what_it_stands_beside(cells: str) -> None:
    rows = (b"".join(say(cell, x, y) for x, cell in zip((60, 200, 300), cells.split(), strict=True)) for y in (700, 680))
    assert text(b"".join(rows)) == f"{cells} {cells}"


def test_many_numbers_below_each_other_take_about_as_long_as_those_in_columns_of_their_own() -> None:
    def seconds(shift: float) -> float:
        signs = [
            Glyph(sign, x, x + 5, 100.0 * row, 12, (x, 100.0 * row), 10)
            for row in range(2_000)
            for x, sign in zip(range(round(shift * row), round(shift * row) + 90, 18), "35172", strict=True)
        ]
        began = time.process_time()
        assert len(with_combs(signs)) == len(signs)
        return time.process_time() - began

    assert seconds(0) < 10 * seconds(100)  # a walk through the column for each sign takes 60 times as long
