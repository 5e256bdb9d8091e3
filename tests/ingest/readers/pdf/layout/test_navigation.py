"""Contents and indexes are distinguished from text, tables and price lists."""

import pytest

from ingest.readers.pdf.layout.lines import Line
from ingest.readers.pdf.layout.navigation import leading_lines

CHAPTERS = ("Pumps", "Valves", "Hoses", "Tanks", "Filters", "Seals")


def lines(*texts: str) -> list[Line]:
    return [Line(text) for text in texts]


@pytest.mark.parametrize("leaders", [" . . . . . . ", "........", " …… ", " · · · · · "])
def test_contents_with_leaders_are_found_with_their_title(leaders: str) -> None:
    page = lines("Contents", *(f"{at} {name}{leaders} {at * 7}" for at, name in enumerate(CHAPTERS, 1)), "This page is short.")
    assert leading_lines(page, 2, 60) == range(7)


def test_contents_with_wide_gaps_before_their_page_numbers_are_found() -> None:
    page = [Line(f"{name} {at * 5}", pieces=(name, str(at * 5))) for at, name in enumerate(CHAPTERS)]
    assert leading_lines(page, 1, 40) == range(6)


def test_an_index_of_terms_at_the_end_is_found() -> None:
    page = lines(*(f"{letter}nchor, {3 + at}, {20 + at}–{22 + at}" for at, letter in enumerate("abcdefghijklmno")))
    assert leading_lines(page, 58, 60) == range(15)
    assert leading_lines(page, 3, 60) == range(0)


def test_a_menu_a_price_list_and_a_table_are_text() -> None:
    fare = lines(*(f"{name} ........ {12 - at}" for at, name in enumerate(CHAPTERS)))
    assert leading_lines(fare, 1, 2) == range(0)
    assert leading_lines(fare, 1, 40) == range(0)
    prices = lines(*(f"{name} ........ {at}.50 EUR" for at, name in enumerate(CHAPTERS)))
    assert leading_lines(prices, 1, 40) == range(0)
    table = [Line(f"{name} {400 - at}", pieces=(name, str(400 - at))) for at, name in enumerate(CHAPTERS)]
    assert leading_lines(table, 39, 40) == range(0)


def test_text_with_a_few_leaders_in_it_is_text() -> None:
    page = lines(*(f"Sentence {at} says something about pumps." for at in range(20)), "Name: ........", "Date: ........")
    assert leading_lines(page, 5, 40) == range(0)


def test_an_index_with_leaders_is_found_at_the_end_in_whatever_order() -> None:
    page = lines(*(f"\\command{at} . . . . . . . {(at * 37) % 60} other . . . . . . {20 - at}" for at in range(20)))
    assert leading_lines(page, 58, 60) == range(20)
    assert leading_lines(page, 5, 60) == range(0)


def test_the_last_lines_of_contents_on_the_next_page_are_found() -> None:
    page = lines("Seals ........ 41", "The first chapter begins here.")
    assert leading_lines(page, 3, 60, goes_on=True) == range(1)
    assert leading_lines(page, 3, 60) == range(0)
