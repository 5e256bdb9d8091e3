"""Letterspaced words are read as words."""

import pytest

from ingest.readers.pdf.reader import read
from tests.ingest.pdf_parts import one_page, say


def spaced(text: str, points: float) -> bytes:
    return b"%g Tc %s 0 Tc " % (points, say(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("FERRY TIMES", "FERRY TIMES"), ("R\xe8glement int\xe9rieur", "R\xe8glement int\xe9rieur"), ("CHAPTER 12", "CHAPTER 12")],
)
def test_a_letterspaced_line_is_read_as_its_words(text: str, wanted: str) -> None:
    assert read(one_page(spaced(text, 4))).blocks[0].text == wanted


def test_words_of_a_letterspaced_line_without_blanks_are_told_by_their_gaps() -> None:
    title = b"4 Tc " + say("FERRY", 60) + say("TIMES", 60 + 75) + b"0 Tc "
    assert read(one_page(title)).blocks[0].text == "FERRY TIMES"


@pytest.mark.parametrize("text", ["ABCDEF", "12345678"])
def test_letters_of_the_alphabet_and_digits_in_columns_stay_apart(text: str) -> None:
    assert read(one_page(spaced(text, 4))).blocks[0].text == " ".join(text)
