"""Paragraphs over a page break, and footnotes and captions within a paragraph."""

import cProfile
import pstats
import time
from collections.abc import Iterable

import pytest

from ingest.documents import Span
from ingest.readers.pdf.blocks import blocks_of
from ingest.readers.pdf.layout.asides import with_asides
from ingest.readers.pdf.layout.lines import Line
from ingest.readers.pdf.layout.running_lines import PageLines, without_running_lines


def page(*texts: str, small: Iterable[int] = (), top: float = 100.0) -> list[Line]:
    """Return lines below each other in 10 points, those in `small` in 8 points."""
    few = set(small)
    sizes = [8.0 if at in few else 10.0 for at in range(len(texts))]
    return [
        Line(text, 60, 60 + 5 * len(text), top + 12 * at, size)
        for at, (text, size) in enumerate(zip(texts, sizes, strict=True))
    ]


FULL = "The harbour office is open on all days of the week but one, and the key"
REST = "hangs beside the door."
LAST = "Nobody may leave the quay before the bell has rung in the evening hours."


def texts(*pages: list[Line]) -> list[list[tuple[str, Span | None]]]:
    return [[(block.text, block.span) for block in found] for found in blocks_of(list(pages), (), len(pages))]


def test_a_paragraph_over_a_page_break_is_one_block_with_both_pages() -> None:
    first, second = texts(page(LAST, FULL), page(REST, LAST))
    assert first == [(LAST, None), (f"{FULL} {REST}", Span(1, 2))]
    assert second == [(LAST, None)]


def test_a_page_may_begin_with_a_noun_that_continues_the_paragraph() -> None:
    before = "Alle Mitglieder bringen am Abend vor neun Uhr jeden der sehr vielen"
    noun = "Schlüssel in den Kasten neben der Tür zurück und schreiben sich ein."
    assert texts(page(LAST, before), page(noun, LAST))[0][1] == (f"{before}\n{noun}", Span(1, 2))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The harbour office is open on all days of the week but one, they say.", LAST),
        ("The harbour office, as it stands today, and all of its many Windows", LAST),
        ("The harbour office is open on all days of the week but one, and the key", "Opening hours"),
        ("The harbour office is open on all days of the week but one, and the key", f"In {LAST}"),
        ("The harbour office is open on all days of the week but one, and the key", f"Keys: {LAST}"),
        ("The harbour office is open", LAST),
    ],
    ids=["ended", "after a name", "title", "short word", "an item", "short line"],
)
def test_a_page_that_begins_with_another_capital_does_not_continue_a_paragraph(before: str, after: str) -> None:
    assert {span for found in texts(page(LAST, before), page(after, LAST)) for _, span in found} == {None}


def test_a_paragraph_that_ends_with_its_page_is_not_joined() -> None:
    assert texts(page(FULL, REST), page(LAST)) == [[(f"{FULL} {REST}", None)], [(LAST, None)]]


def test_a_header_with_the_chapter_s_title_does_not_separate_a_paragraph() -> None:
    def headed(name: str, *lines: str) -> list[Line]:
        return [Line(name, 60, 200, 60.0, 10.0), *page(*lines)]

    pages = [headed("1 Harbour", LAST, FULL), headed("2 Quays", REST, LAST), headed("3 Bells", LAST), headed("4 Ends", LAST)]
    assert (f"{FULL} {REST}", Span(1, 2)) in texts(*pages)[0]


def test_a_title_at_the_top_of_a_page_does_not_continue_a_hyphenated_word() -> None:
    assert len(texts(page(LAST, FULL + "-"), page("Opening Hours", LAST))[1]) == 1


def test_a_footnote_follows_the_paragraph_with_its_mark() -> None:
    marked = "The harbour office is open on all days of the week but one ¹, and the key"
    lines = page(marked, REST, LAST, FULL, "1 See the notice at the door.", small=[4])
    first, second = texts(lines, page(REST, LAST))
    assert [text for text, _ in first] == [f"{marked} {REST}", "1 See the notice at the door.", LAST, f"{FULL} {REST}"]
    assert [text for text, _ in second] == [LAST]


def test_a_footnote_whose_mark_is_in_another_footnote_is_kept() -> None:
    marked = "The harbour office is open on all days of the week but one ¹, and the key"
    lines = [*page(marked, REST, "1 See the notice ² at the door.", small=[2]), *page("2 It is blue.", small=[0], top=90.0)]
    found = [text for text, _ in texts(lines)[0]]
    assert sorted("\n".join(found).split()) == sorted(" ".join(line.text for line in lines).split())


def test_small_lines_without_a_mark_in_the_text_are_not_moved() -> None:
    lines = page(LAST, "1 lamp", "2 keys", small=[1, 2])
    assert texts(lines)[0][0][0].split("\n")[1:] == ["1 lamp", "2 keys"]


def test_a_caption_does_not_separate_a_paragraph() -> None:
    caption = "Figure 3: The quay at noon."
    lines = [*page(LAST, FULL), Line(caption, 60, 200, 160.0, 10.0), *page(REST, LAST, top=190.0)]
    assert [text for text, _ in texts(lines)[0]] == [f"{LAST}\n{FULL} {REST}", caption, LAST]


def test_a_sentence_that_begins_with_a_table_s_number_stays_in_its_paragraph() -> None:
    lines = page(LAST, FULL, "Table 2 shows, and the other key", REST)
    assert len(texts(lines)[0]) == 1


def test_a_page_number_in_a_wide_margin_is_removed() -> None:
    pages = [
        PageLines([*page(LAST, top=300.0), Line(str(number), 300, 305, 700.0, 10.0)], 0.0, 842.0) for number in range(1, 6)
    ]
    assert without_running_lines(pages)[1] == 5


def test_a_page_of_very_many_footnotes_is_read_in_time() -> None:
    notes = [f"{at % 999 + 1} See the notice." for at in range(3_000)]
    lines = page(*[FULL] * 3_000, *notes, small=range(3_000, 6_000))
    started = time.process_time()
    assert len(with_asides(lines, 10.0)) == 6_000
    assert time.process_time() - started < 5  # a search in all lines for each footnote takes 19 seconds


def test_many_figures_without_running_text_between_them_take_time_in_proportion() -> None:
    def calls(figures: int) -> int:
        lines = page(FULL, *("Fig. 7: Quay", "x") * figures, small=range(1, 2 * figures, 2))
        profile = cProfile.Profile()
        assert len(profile.runcall(with_asides, lines, 10.0)) == 1 + 2 * figures
        return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # its type has no such field

    assert calls(400) < 2.5 * calls(200)
