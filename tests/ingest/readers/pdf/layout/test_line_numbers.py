"""Line numbers in the margin are left out; other numbers are kept."""

from ingest.readers.pdf.reader import read
from tests.ingest.pdf_parts import one_page, say

LINES = (
    "The operator of the ferry shall keep both landing stages lit from dusk until the",
    "last crossing of the day. Where a passenger has paid in advance and the crossing",
    "is called off, the operator shall return the deposit within fourteen days to the",
    "account from which it came. A passenger who misses the last crossing may ask for",
    "a place on the first one of the next morning without paying again. Bicycles ride",
    "free of charge on weekdays except between seven and nine. Dogs are kept on short",
    "leashes and away from the engine room at all times of the day and of the night.",
)


def text_of(rows: list[tuple[str, str]]) -> str:
    content = b"".join(say(number, 40, 700 - 16 * at) + say(text, 70, 700 - 16 * at) for at, (number, text) in enumerate(rows))
    return read(one_page(content)).blocks[0].text


def test_line_numbers_in_the_margin_are_left_out() -> None:
    text = text_of([(str(number), line) for number, line in enumerate(LINES, 25)])
    assert " ".join(text.split()) == " ".join(LINES)


def test_the_numbers_of_a_list_are_kept() -> None:
    items = ["Ada Byron", "Grace", "Hedy with the long name", "Mary", "Emmy", "Sophie", "Lise"]
    text = text_of([(str(number), item) for number, item in enumerate(items, 1)])
    assert [line.split()[0] for line in text.split("\n")] == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_chapter_numbers_in_a_table_of_contents_are_kept() -> None:
    text = text_of([(str(number), f"{line[:60]} . . . {10 + number}") for number, line in enumerate(LINES, 1)])
    assert text.startswith("1 The operator")


def test_line_numbers_that_are_drawn_before_all_lines_are_left_out() -> None:
    numbers = b"".join(say(str(at + 1), 40, 700 - 16 * at) for at in range(len(LINES)))
    content = numbers + b"".join(say(line, 70, 700 - 16 * at) for at, line in enumerate(LINES))
    assert " ".join(read(one_page(content)).blocks[0].text.split()) == " ".join(LINES)


def test_a_column_of_numbers_beside_the_rows_of_a_table_is_kept() -> None:
    names = ("bolt", "nut", "screw", "flange", "cap", "ring", "lid that is long")
    numbers = b"".join(say(str(at + 1), 40, 700 - 16 * at) for at in range(len(names)))
    content = numbers + b"".join(say(name, 70, 700 - 16 * at) for at, name in enumerate(names))
    assert all(str(at + 1) in read(one_page(content)).blocks[0].text for at in range(len(names)))
