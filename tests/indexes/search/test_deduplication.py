"""Passages with the same content share a rank, and no hit is lost."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.embedding.embedder import Vectors
from indexes.records import ChunkRow, Place
from indexes.search.deduplication import joined, with_neighbours, without_repeats
from ingest.documents import Span
from ragassist.language.registry import languages

PUMP = "Before the first start pour two litres of water into the pump K240 and close the valve on its left side."


def chunk(
    identity: int, text: str, language: str = "en", path: str = "/a.txt", start: int = 0, page: int | None = None
) -> ChunkRow:
    return ChunkRow(
        id=identity, document_id=1, path=path, start=start, end=start + len(text), heading="", language=language,
        place=Place(page), header="", text=text,
    )  # fmt: skip


def row(*parts: float) -> Vectors:
    whole = np.zeros(8, np.float32)
    whole[: len(parts)] = parts
    return np.asarray(whole / np.linalg.norm(whole), np.float32)


def ids(chunks: list[ChunkRow]) -> list[int]:
    return [one.id for one in chunks]


@pytest.mark.parametrize(
    "text",
    [
        "打开水泵之前，先往泵里倒入两升水，再关上左侧的阀门。",
        "صب لترين من الماء في المضخة قبل التشغيل الأول وأغلق الصمام الأيسر.",
        "初回起動の前にポンプへ水を二リットル注ぎ、左側の弁を閉じてください。",
        "첫 가동 전에 펌프에 물 두 리터를 붓고 왼쪽 밸브를 닫으십시오.",
        PUMP,
    ],
)
def test_a_copy_shares_the_better_rank_also_with_other_spaces_case_and_final_punctuation(text: str) -> None:
    other = text.replace(" ", "\n").upper() + "!"
    passages = without_repeats([chunk(1, text), chunk(2, other, path="/b.txt"), chunk(3, "A cat sat there.")], {})
    assert [(p.chunk.id, ids(p.others)) for p in passages] == [(1, [2]), (3, [])]


def test_another_number_in_a_short_text_makes_another_passage() -> None:
    one, other = "Invoice 4711: 310 EUR, due 1 May", "Invoice 4712: 9,200 EUR, due 3 June"
    assert len(without_repeats([chunk(1, one), chunk(2, other)], {})) == 2


def test_a_translation_is_the_nearest_in_the_other_language_both_ways() -> None:
    found = [chunk(1, "the pump", "en"), chunk(2, "die Pumpe", "de"), chunk(3, "der Kanal", "de"), chunk(4, "la pompe", "fr")]
    vectors = {1: row(1, 0.1), 2: row(1, 0.2), 3: row(1, 0.9), 4: row(1, 0.15)}
    passages = without_repeats(found, vectors)
    assert [(p.chunk.id, ids(p.others)) for p in passages] == [(1, [2, 4]), (3, [])]


def test_a_passage_with_other_numbers_is_not_a_translation() -> None:
    found = [chunk(1, "priority 1001 installs it"), chunk(2, "Priorität 1000 installiert es", "de")]
    again = [chunk(1, "１００１ and 7 of them"), chunk(2, "1001 und 7 davon", "de")]
    vectors = {1: row(1, 0.1), 2: row(1, 0.1)}
    assert [p.chunk.id for p in without_repeats(found, vectors)] == [1, 2]
    assert [p.chunk.id for p in without_repeats(again, vectors)] == [1]


def test_passages_far_from_each_other_or_without_vectors_are_not_translations() -> None:
    found = [chunk(1, "the pump", "en"), chunk(2, "the canal", "en"), chunk(3, "die Pumpe", "de"), chunk(4, "der Kanal", "de")]
    vectors = {1: row(1), 2: row(1, 0.01), 3: row(1, 3)}
    assert [p.chunk.id for p in without_repeats(found, vectors)] == [1, 2, 3, 4]


def test_neighbours_on_a_page_become_one_passage_of_at_most_three() -> None:
    text = "".join(f"Sentence number {n:02d}.\n\n" for n in range(6))
    length = len("Sentence number 00.")
    row_of = [chunk(n, text[n * 21 : n * 21 + length], start=n * 21) for n in range(6)]
    passages = with_neighbours(without_repeats([row_of[n] for n in (2, 5, 1, 3, 0, 4)], {}), 6)
    assert [ids(p.joined) for p in passages] == [[1, 2, 3], [4, 5], [0]]
    whole = joined(passages[0].joined, text[21 : 3 * 21 + length])
    assert (whole.start, whole.end, text[whole.start : whole.end]) == (21, 3 * 21 + length, whole.text)


def test_neighbours_on_two_pages_or_in_two_documents_are_not_joined() -> None:
    found = [
        chunk(1, "one", page=1),
        chunk(2, "two", start=4, page=2),
        chunk(3, "ten", start=4, page=1, path="/b.txt"),
        chunk(4, "far", start=90, page=1),
    ]
    assert [ids(p.joined) for p in with_neighbours(without_repeats(found, {}), 9)] == [[1], [2], [3], [4]]


def test_the_lines_of_a_joined_passage_run_from_the_first_to_the_last() -> None:
    first, last = (
        replace(chunk(n, "abc", path="/t.csv", start=n * 4), place=Place(span=Span(n * 10, n * 10 + 9))) for n in (1, 2)
    )
    assert joined([first, last], "abc\nabc").place.span == Span(10, 29)


def test_joining_does_not_change_its_input() -> None:
    passages = without_repeats([chunk(1, "one one"), chunk(2, "two", start=8)], {})
    assert [ids(p.joined) for p in with_neighbours(passages, 2)] == [ids(p.joined) for p in with_neighbours(passages, 2)]
    assert [p.run for p in passages] == [[], []]


def test_a_neighbour_with_a_low_rank_is_not_joined_with_the_best() -> None:
    words = ("alpha alpha", "bravo bravo", "charlie charlie", "delta delta", "echo echo", "foxtrot foxtrot")
    better = [chunk(n, word, path=f"/{n}.txt") for n, word in enumerate(words, 2)]
    found = [chunk(1, "one one"), *better, chunk(9, "two", start=8)]
    assert ids(with_neighbours(without_repeats(found, {}), 20)[0].joined) == [1]


def test_only_neighbours_above_the_last_rank_are_joined() -> None:
    found = [chunk(1, "one one"), chunk(2, "something else", path="/b.txt"), chunk(3, "two", start=8)]
    assert [ids(p.joined) for p in with_neighbours(without_repeats(found, {}), 2)] == [[1, 3], [2]]
    assert [ids(p.joined) for p in with_neighbours(without_repeats(found, {}), 1)] == [[1]]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(languages()), st.text("ab \n", max_size=12), st.lists(st.floats(-1, 1), min_size=3, max_size=3)
        ),
        max_size=12,
    )
)
def test_every_chunk_has_one_place(rows: list[tuple[str, str, list[float]]]) -> None:
    found = [chunk(n, text, language, start=n * 14) for n, (language, text, _) in enumerate(rows)]
    vectors = {n: row(0.1, *parts) for n, (_, _, parts) in enumerate(rows) if n % 3}
    passages = with_neighbours(without_repeats(found, vectors), 99)
    held = [one.id for passage in passages for one in (*passage.joined, *passage.others)]
    assert sorted(held) == list(range(len(rows)))
    assert [p.chunk.id for p in passages] == sorted(p.chunk.id for p in passages)
