"""Repairs of characters by position: exponents, accents, and letters that are drawn twice."""

import time

import pytest

from ingest.readers.pdf.reader import read
from tests.ingest.drawn_pdf import LETTER, drawn
from tests.ingest.pdf_parts import one_page, say


def text_of(content: bytes) -> str:
    return read(one_page(content)).blocks[0].text


WIDTHS = {"f": 278, "t": 278, "r": 333, " ": 278, "m": 833, "c": 500, "i": 222}


def width(text: str, size: float = 11) -> float:
    """Return the width of a text in Helvetica, in which digits and most letters are 0.556 of the type size wide."""
    return sum(WIDTHS.get(char, 556) for char in text) * size / 1000


def test_a_raised_digit_is_an_exponent() -> None:
    shown = say("10") + say("6", 60 + width("10"), 704, 7) + say("germs", 60 + width("10") + 9)
    assert text_of(shown) == "10⁶ germs"


def test_a_lowered_digit_is_an_index() -> None:
    shown = say("CO", 60) + say("2", 60 + (722 + 778) * 0.011, 698, 7) + say("is heavy", 60 + 24)
    assert text_of(shown) == "CO₂ is heavy"


def test_square_metres_stay_one_word_and_a_footnote_mark_is_separated_from_its_word() -> None:
    squared = say("m") + say("2", 60 + width("m"), 704, 7)
    marked = say("code", y=600) + say("2", 60 + width("code"), 604, 7)
    assert text_of(squared + marked).split("\n") == ["m²", "code ²"]


def test_an_ordinal_s_ending_stays_in_its_word() -> None:
    shown = say("1") + say("er", 60 + width("1"), 704, 7)
    assert text_of(shown) == "1er"


@pytest.mark.parametrize(
    ("accent", "letter", "word"), [("´", "o", "introduccón"), ("¨", "u", "introduccün"), ("¸", "c", "introduccçn")]
)
def test_a_separate_accent_is_joined_with_its_letter(accent: str, letter: str, word: str) -> None:
    start = 60 + width("introducc")
    shown = say("introducc") + say(accent, start + 1) + say(letter, start) + say("n", start + width(letter))
    assert text_of(shown) == word


@pytest.mark.parametrize(
    ("line", "at", "accent", "wanted"),
    [
        ("Fur den Benutzer", 1, "¨", "Für den Benutzer"),
        ("REPERTOIRE correspond", 1, "´", "RÉPERTOIRE correspond"),
        ("introduccion general", 10, "´", "introducción general"),
    ],
)
def test_an_accent_at_the_end_of_its_line_is_joined_with_its_letter(line: str, at: int, accent: str, wanted: str) -> None:
    below = (60.0, 640.0, "the next line")
    found = read(drawn([(60, 660, line), (60 + at * LETTER, 660, accent), below])).blocks
    assert " ".join(" ".join(block.text for block in found).split()) == f"{wanted} the next line"


def test_many_signs_that_are_accents_too_take_little_time() -> None:
    began = time.process_time()
    read(drawn([(60 + 5 * (at % 90), 760 - 7 * (at // 90), "´") for at in range(9_000)]))
    assert time.process_time() - began < 20


def test_an_accent_beside_a_letter_is_not_joined_with_it() -> None:
    assert text_of(say("press ´ then o")) == "press ´ then o"


def test_text_that_is_drawn_twice_to_look_bold_is_read_once() -> None:
    assert text_of(say("Payable at once") + say("Payable at once", 60.4)) == "Payable at once"


def test_letters_that_follow_each_other_closely_are_all_read() -> None:
    assert text_of(say("ill willing fillies, 1111", size=6)) == "ill willing fillies, 1111"


def test_a_drop_cap_is_joined_with_its_word() -> None:
    shown = say("T", 60, 680, 36, b"F2") + say("he ferry leaves at nine and", 86, 696) + say("comes back at ten.", 86, 682)
    assert "The ferry leaves at nine and" in text_of(shown)


def test_a_character_beyond_the_basic_plane_is_one_character() -> None:
    assert read(drawn([(60, 700, "𝑎 + 𝑏")])).blocks[0].text == "𝑎 + 𝑏"
