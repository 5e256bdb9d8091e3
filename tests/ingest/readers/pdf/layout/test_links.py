"""The address of a link on a page is read after the link's words."""

import pytest

from ingest.readers.pdf import reader
from tests.ingest.pdf_parts import one_page, say


def link(target: str, left: int, bottom: int, right: int, top: int) -> bytes:
    place = b"%d %d %d %d" % (left, bottom, right, top)
    return b"<</Type/Annot /Subtype/Link /Rect [%s] /A <</S/URI /URI (%s)>>>>" % (place, target.encode())


def text_of(content: bytes, *links: bytes) -> str:
    return "\n".join(block.text for block in reader.read(one_page(content, page=b"/Annots [%s]" % b" ".join(links))).blocks)


def test_the_address_follows_the_words_of_the_link() -> None:
    content = say("Book a room in time.") + say("Or call the porter.", y=640)
    found = text_of(
        content, link("https://rooms.example.org/x", 60, 695, 120, 712), link("mailto:porter@example.org", 110, 635, 160, 652)
    )
    assert "Book a room (https://rooms.example.org/x) in time." in found
    assert "(porter@example.org)" in found


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("rooms.example.org/x", "https://rooms.example.org/x"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("the table below", "#table"),
    ],
)
def test_an_address_in_the_words_of_a_link_or_within_the_document_is_not_added(words: str, target: str) -> None:
    assert text_of(say(words), link(target, 60, 695, 300, 712)) == words


def test_the_address_of_a_link_over_two_lines_is_added_once() -> None:
    target = "https://rooms.example.org/a/long/way"
    content = say("https://rooms.example.org/a/") + say("long/way", y=686)
    assert "(" not in text_of(content, link(target, 60, 695, 300, 712), link(target, 60, 682, 300, 698))
