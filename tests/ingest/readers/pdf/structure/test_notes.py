"""Comments on a page are read as notes of the page."""

import time

import pytest

from ingest.readers.pdf.reader import read
from tests.ingest.pdf_parts import form, one_page, say

PAGE = say("The rent is 700 euros a month.") + say("It is due on the first.", 60, 680)


def notes(*annotations: bytes) -> list[str]:
    """Return the texts behind that of the page."""
    page = b"/Annots [%s]" % b" ".join(annotations)
    return [block.text for block in read(one_page(PAGE, form("REJECTED"), page=page)).blocks[1:]]


def annotation(kind: str, text: str, entries: bytes = b"", *, key: str = "Contents") -> bytes:
    return b"<</Type/Annot /Subtype/%s /%s (%s) /Rect [300 600 320 620] %s>>" % (
        kind.encode(),
        key.encode(),
        text.encode(),
        entries,
    )


@pytest.mark.parametrize("kind", ["Text", "Caret", "Ink", "Polygon", "FileAttachment"])
def test_a_comment_is_a_note_with_its_author(kind: str) -> None:
    assert notes(annotation(kind, "Ask the owner", b"/T (Greta Lind)")) == ["[Greta Lind: Ask the owner]"]


def test_a_note_without_an_author_is_its_text() -> None:
    assert notes(annotation("Text", "Ask the owner")) == ["[Ask the owner]"]


def test_a_note_about_marked_words_names_them() -> None:
    marked = annotation("Highlight", "Should be 730", b"/T (Bo) /QuadPoints [117 712 167 712 117 698 167 698]")
    assert notes(marked) == ["“700 euros” [Bo: Should be 730]"]


def test_words_that_a_note_marks_again_and_again_are_read_once() -> None:
    corners = b"117 712 167 712 117 698 167 698 "
    marked = annotation("Highlight", "Should be 730", b"/QuadPoints [%s]" % (corners * 200))
    assert notes(marked) == ["“700 euros” [Should be 730]"]


def test_many_notes_about_the_whole_page_take_little_time_and_room() -> None:
    text = b"".join(
        say("Every line of this page is about the harbour and its boats. " * 2, 20, 800 - 12 * at) for at in range(60)
    )
    whole = annotation("Highlight", "x", b"/QuadPoints [%s]" % (b"0 842 595 842 0 0 595 0 " * 200))
    seconds = time.process_time()
    blocks = read(one_page(text, page=b"/Annots [%s]" % (whole * 100))).blocks
    assert time.process_time() - seconds < 15
    assert sum(len(block.text) for block in blocks) < 250_000


def test_a_formatted_note_is_read_where_there_is_no_plain_one() -> None:
    assert notes(annotation("Text", "<body><p>Fish &amp; <b>chips</b></p></body>", key="RC")) == ["[Fish & chips]"]


def test_a_stamp_shows_its_face_and_has_a_comment() -> None:
    assert notes(annotation("Stamp", "See the mail of 3 May", b"/T (Bo) /AP <</N 7 0 R>>")) == [
        "REJECTED",
        "[Bo: See the mail of 3 May]",
    ]


@pytest.mark.parametrize(
    "unseen",
    [
        annotation("Text", "hidden", b"/F 2"),
        annotation("Text", "not on the screen", b"/F 32"),
        annotation("Popup", "a copy"),
        annotation("Text", "Accepted set by Bo", b"/StateModel (Review) /State (Accepted)"),
        annotation("Highlight", ""),
    ],
    ids=["hidden", "no view", "popup", "state", "empty"],
)
def test_what_a_viewer_doesn_t_show_is_no_note(unseen: bytes) -> None:
    assert notes(unseen) == []


def test_a_damaged_annotation_costs_itself_alone() -> None:
    damaged = b"<</Type/Annot /Subtype/Text /Contents (x) /F (a)>> 7 null <</Subtype/Link /Rect 3 /A <</URI (a:b)>>>>"
    assert notes(damaged, annotation("Text", "Ask the owner"), annotation("FreeText", "Typed")) == [
        "Typed",
        "[Ask the owner]",
    ]


def test_many_annotations_and_megabytes_of_comments_are_cut() -> None:
    many = annotation("Text", "A" * 9_000) * 600 + b"7 0 R " * 9_000
    assert [len(note) for note in notes(many)] == [5_002] * 500


def test_a_page_of_a_million_annotations_keeps_its_text() -> None:
    page = b"/Annots [%s]" % (b"7 0 R " * 1_000_000)
    assert read(one_page(PAGE, form("REJECTED"), page=page)).blocks[0].text.startswith("The rent is 700 euros")
