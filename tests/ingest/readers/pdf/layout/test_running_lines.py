"""Running headers, footers and page numbers are removed; other numbered lines are kept."""

import pytest

from ingest.readers.pdf.layout.lines import Line
from ingest.readers.pdf.layout.running_lines import PageLines, without_running_lines


def page(*lines: tuple[float, str]) -> PageLines:
    return PageLines([Line(text, 60, 500, base, 11) for base, text in lines], 0, 842)


def left(*pages: PageLines) -> list[list[str]]:
    return [[line.text for line in lines] for lines in without_running_lines(pages)[0]]


@pytest.mark.parametrize("text", ["Invoice no. {}", "Step {}", "Week {} of the diary", "Figure {}"])
def test_a_line_whose_number_increases_with_the_pages_is_kept(text: str) -> None:
    pages = [page((40, text.format(3117 + at)), (400, f"Text of {at}.")) for at in range(5)]
    assert [lines[0] for lines in left(*pages)] == [text.format(3117 + at) for at in range(5)]


@pytest.mark.parametrize(
    "text", ["{}", "- {} -", "Page {}", "Seite {} von 9", "{} / 9", "第 {} 页", "{}쪽", "{} ページ", "صفحة {}"]
)
def test_page_numbers_are_removed(text: str) -> None:
    pages = [page((400, f"Text of {at}."), (810, text.format(at + 3))) for at in range(5)]
    assert left(*pages) == [[f"Text of {at}."] for at in range(5)]


def test_roman_page_numbers_are_removed() -> None:
    pages = [page((400, f"Text of {at}."), (810, number)) for at, number in enumerate(("i", "ii", "iii", "iv"))]
    assert left(*pages) == [[f"Text of {at}."] for at in range(4)]


def test_a_title_with_a_page_number_far_beside_it_is_removed() -> None:
    header = [Line(f"The K240 {at + 1}", 60, 500, 40, 11, pieces=("The K240", str(at + 1))) for at in range(4)]
    pages = [PageLines([line, Line(f"Text of {at}.", 60, 500, 400, 11)], 0, 842) for at, line in enumerate(header)]
    assert left(*pages) == [[f"Text of {at}."] for at in range(4)]


def test_a_line_that_all_pages_have_outside_of_their_margins_is_kept() -> None:
    pages = [page((300, f"To guest {at}"), (330, "Payable within ten days.")) for at in "abcd"]
    assert all(lines[1] == "Payable within ten days." for lines in left(*pages))


def test_the_number_of_an_invoice_is_kept_however_far_it_is_from_its_label() -> None:
    rows = [Line(f"Invoice no. {3117 + at}", 60, 500, 40, 11, pieces=("Invoice no.", str(3117 + at))) for at in range(4)]
    pages = [PageLines([row, Line("Text.", 60, 500, 400, 11)], 0, 842) for row in rows]
    assert [lines[0] for lines in left(*pages)] == [row.text for row in rows]
