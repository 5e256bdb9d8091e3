"""Stacked fractions are read as fractions."""

import pytest

from ingest.readers.pdf.reader import read
from tests.ingest.drawn_pdf import drawn
from tests.ingest.pdf_parts import one_page, say


def bar(x: float, y: float, width: float) -> bytes:
    return b"%g %g %g 0.5 re f\n" % (x, y, width)


def stacked(above: str, below: str, x: float, *, width: float = 6.5, at: float = 700) -> bytes:
    """Return a fraction in small type whose rule begins at `x`, in a line with its baseline at `at`."""
    middle = x + width / 2
    parts = say(above, middle - 2.22 * len(above), at + 5, 8) + say(below, middle - 2.22 * len(below), at - 5, 8)
    return parts + bar(x, at + 3.5, width)


def lines_of(content: bytes) -> list[str]:
    return "\n".join(block.text for block in read(one_page(content)).blocks).split("\n")


def test_a_fraction_keeps_its_bar() -> None:
    assert lines_of(say("Add") + stacked("1", "2", 83) + say("cup of milk", 94)) == ["Add 1/2 cup of milk"]


def test_a_fraction_behind_a_whole_number_is_separated_from_it() -> None:
    assert lines_of(say("Add 2") + stacked("1", "2", 89.5) + say("cups", 99)) == ["Add 2 1/2 cups"]


def test_a_letter_right_behind_a_fraction_is_separated_from_it() -> None:
    assert lines_of(say("x =") + stacked("1", "4", 83) + say("U + 3", 90)) == ["x = 1/4 U + 3"]
    assert lines_of(stacked("1", "4", 60) + say("U + 3", 67)) == ["1/4 U + 3"]


def test_a_fraction_that_is_drawn_behind_its_line_stands_in_its_place() -> None:
    assert lines_of(say("Add") + say("cup of milk", 94) + stacked("3", "4", 83)) == ["Add 3/4 cup of milk"]


def test_a_fraction_at_the_beginning_of_a_line_is_read() -> None:
    assert lines_of(stacked("3", "4", 60) + say("of all people", 70)) == ["3/4 of all people"]


def test_terms_of_a_fraction_are_in_brackets() -> None:
    above, below = say("s - d", 82, 706), say("t", 92, 693)
    assert lines_of(say("v =") + above + bar(81, 703, 26) + below + say("+ 4", 112)) == ["v = (s - d)/t + 4"]


def test_a_stroked_bar_is_a_bar_too() -> None:
    stroke = b"0.5 w 83 703.5 m 89.5 703.5 l S\n"
    assert lines_of(say("Add") + say("1", 84, 705, 8) + stroke + say("2", 84, 695, 8) + say("cup", 94)) == ["Add 1/2 cup"]


def test_two_fractions_of_one_line_are_told_apart() -> None:
    content = say("Mix") + stacked("1", "2", 83) + say("and", 94) + stacked("3", "8", 116) + say("litre", 126)
    assert lines_of(content) == ["Mix 1/2 and 3/8 litre"]


@pytest.mark.parametrize(
    "content",
    [
        say("12.50", 200, 720) + bar(199, 717, 30) + say("30.00", 200, 706) + say("Total", 60, 706) + say("Item", 60, 720),
        say("Results", 60, 720) + bar(60, 718, 38) + say("Summary", 57, 706) + say("2024", 120, 720),
        say("a word that is", 60, 720) + bar(60, 718, 25) + say("underlined here", 60, 706) + say("x", 90, 712),
    ],
    ids=["sum", "title", "underline"],
)
def test_other_rules_make_no_fractions(content: bytes) -> None:
    assert "/" not in "".join(lines_of(content))


def test_exponents_and_indices_belong_to_their_parts() -> None:
    above = say("a", 98.5, 706) + say("2", 104.7, 710, 7)
    below = say("N", 88, 692) + say("1", 96, 690, 7) + say("+ m", 103, 692)
    assert lines_of(say("x =", 60) + above + bar(87, 703, 33) + below) == ["x = a²/(N₁ + m)"]


def test_words_of_a_part_stay_apart() -> None:
    above = b"BT /F1 11 Tf 86 706 Td [(sin)-190(x)] TJ ET\n"
    assert lines_of(say("y =", 60) + above + bar(84, 703, 24) + say("x", 93, 692) + say("+ 4", 112)) == ["y = (sin x)/x + 4"]


def test_letters_of_the_next_line_are_no_part_of_a_fraction() -> None:
    second = say("sized differently depending", 60, 688)
    assert lines_of(say("It is") + stacked("1", "2", 84) + say("here and", 94) + second) == [
        "It is 1/2 here and",
        "sized differently depending",
    ]


def test_the_lines_of_a_staff_divide_nothing() -> None:
    staff = b"".join(bar(60, 690 + 5 * line, 100) for line in range(5))
    content = say("Allegro of songs", 60, 712) + staff + say("h hh h hhh", 70, 688) + say("SOPRANO", 10, 688)
    assert "/" not in "".join(lines_of(content))


def test_a_fraction_is_read_in_an_arabic_line() -> None:
    above, below = (176.4, 705.0, "1"), (176.4, 691.0, "2")
    line: list[tuple[float, float, str] | bytes] = [
        (200.0, 700.0, "فوك"),
        above,
        bar(174, 703.5, 12),
        below,
        (164.0, 700.0, "3"),
        (120.0, 700.0, "نم"),
    ]
    text = read(drawn([*line, (150.0, 650.0, "ةنيدملا يف")])).blocks[0].text
    assert "1/2" in text.split()


def test_a_drawing_of_many_short_lines_takes_no_time() -> None:
    rules = b"".join(bar(60 + number % 50 * 5, 100 + number // 50, 4) for number in range(20_000))
    assert lines_of(say("A plan of the harbour") + rules) == ["A plan of the harbour"]
