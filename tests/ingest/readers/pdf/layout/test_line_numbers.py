"""Numbers in the margin that count lines are left out; numbers of a list are not."""

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


def test_the_chapter_numbers_of_a_list_of_contents_are_kept() -> None:
    text = text_of([(str(number), f"{line[:60]} . . . {10 + number}") for number, line in enumerate(LINES, 1)])
    assert text.startswith("1 The operator")
