"""Headings are found by the outline, else by type size and weight."""

from ingest.readers.pdf.layout.headings import OutlineEntry, headings_of
from ingest.readers.pdf.layout.lines import Line
from ingest.readers.pdf.reader import read
from tests.ingest.pdf_parts import one_page, say

BODY = "The ferry leaves at nine and comes back at ten, whatever the weather may be on that day"


def line(text: str, base: float, point: float = 10, *, bold: bool = False) -> Line:
    return Line(text, 60, 500, base=base, point=point, bold=bold)


def titles(*pages: list[Line], outline: tuple[OutlineEntry, ...] = ()) -> list[list[tuple[int, str]]]:
    return [[(heading.level, heading.title) for heading in page] for page in headings_of(pages, outline)]


def test_entries_of_the_outline_are_found_on_their_pages_with_or_without_their_numbers() -> None:
    page = [line("1 Timetable", -700, 14), line(BODY, -680), line("1.1 In winter", -600, 12), line(BODY, -580)]
    outline = (OutlineEntry("Timetable", 0, 1, 710), OutlineEntry("In winter", 1, 1, 610), OutlineEntry("Fares", 0, 2, 700))
    found = headings_of([page, [line(BODY, -400), line("2 Fares", -300)]], outline)
    assert [(heading.at, heading.count, heading.title) for heading in found[0]] == [(0, 1, "Timetable"), (2, 1, "In winter")]
    assert [(heading.at, heading.count) for heading in found[1]] == [(1, 1)]


def test_an_entry_whose_words_are_not_on_the_page_begins_at_the_first_line_below_its_height() -> None:
    page = [line(BODY, -700), line(BODY, -600), line(BODY, -500)]
    outline = tuple(OutlineEntry(title, 0, 1, 620) for title in ("Seen in the outline alone", "Another", "A third"))
    first = headings_of([page], outline)[0][0]
    assert (first.at, first.count) == (1, 0)


def test_larger_and_numbered_bold_lines_are_headings_where_there_is_no_outline() -> None:
    page = [
        line("Timetable of the ferry", -700, 16),
        *(line(BODY, -680 + 12 * at) for at in range(8)),
        line("1.2 In winter", -500, 10, bold=True),
        *(line(BODY, -480 + 12 * at) for at in range(8)),
        line("Note: this is bold but no heading.", -300, 10, bold=True),
    ]
    assert titles(page) == [[(0, "Timetable of the ferry"), (1, "1.2 In winter")]]


def test_a_heading_over_two_lines_is_one() -> None:
    page = [
        line("Timetable of the ferry", -700, 16),
        line("over the northern lake", -680, 16),
        *(line(BODY, -600) for _ in range(12)),
    ]
    assert titles(page) == [[(0, "Timetable of the ferry over the northern lake")]]


def test_if_every_other_line_is_large_there_are_no_headings() -> None:
    page = [line("Large words here" if at % 2 else BODY, -700 + at, 16 if at % 2 else 10) for at in range(20)]
    assert titles(page) == [[]]


def test_blocks_of_a_page_have_their_headings() -> None:
    shown = say("Timetable of the ferry", y=740, size=18) + b"".join(say(BODY, y=700 - 14 * at) for at in range(6))
    more = say("Fares of the ferry", y=560, size=18) + b"".join(say(BODY, y=540 - 14 * at) for at in range(6))
    blocks = read(one_page(shown + more)).blocks
    assert [(block.heading, block.text[:9]) for block in blocks] == [
        ("Timetable of the ferry", "Timetable"),
        ("Timetable of the ferry", "The ferry"),
        ("Fares of the ferry", "Fares of "),
        ("Fares of the ferry", "The ferry"),
    ]


def test_an_outline_is_read_with_pages_and_heights() -> None:
    items = b"/Outlines 7 0 R"
    entries = [
        b"<</Title (%s) /Parent 7 0 R %s /Dest [3 0 R /XYZ 0 %d 0]>>" % (title, following, top)
        for title, top, following in (
            (b"One", 750, b"/Next 9 0 R"),
            (b"Two", 650, b"/Prev 8 0 R /Next 10 0 R"),
            (b"Three", 550, b"/Prev 9 0 R"),
        )
    ]
    shown = b"".join(
        say(text, y=y) for text, y in (("One", 740), (BODY, 720), ("Two", 640), (BODY, 620), ("Three", 540), (BODY, 520))
    )
    data = one_page(shown, b"<</Type/Outlines /First 8 0 R /Last 10 0 R /Count 3>>", *entries, catalog=items)
    assert [block.heading for block in read(data).blocks] == ["One", "One", "Two", "Two", "Three", "Three"]
