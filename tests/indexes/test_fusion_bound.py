"""Coverage is a share: the bound that it is measured by is never exceeded."""

import itertools
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexes.fusion import COVERAGE_WEIGHT, Candidate, fuse, most_a_question_can_score
from indexes.hits import Mode, Words
from indexes.local_store import LocalStore
from indexes.records import FileFacts
from ingest.documents import Chunk, Document, Section

WORDS = st.sampled_from(["pump", "valve", "canal", "grease", "hx-200", "泵", "مضخه", "4142"])


def put(store: LocalStore, name: str, words: list[str]) -> None:
    text = " ".join(words)
    document = Document(text, (Section(0, len(text), None, ""),), "xx", "plain")
    store.put_document(FileFacts(name, name, 1, 1), document, [(Chunk(0, len(text), None, "", "xx"), name.encode())])


@settings(max_examples=40, deadline=None)
@given(
    texts=st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=8),
    question=st.lists(WORDS, min_size=1, max_size=6, unique=True),
)
def test_no_text_scores_more_than_the_bound_of_its_question(texts: list[list[str]], question: list[str]) -> None:
    with TemporaryDirectory() as folder:
        store = LocalStore(Path(folder) / "library.sqlite")
        for number, words in enumerate(texts):
            put(store, str(number), words)
        frequencies = store.full_text.document_frequencies(question)
        bound = most_a_question_can_score(question, frequencies, store.chunk_count())
        found = store.full_text.match(question, 100)
        store.close()
    assert all(0 <= score <= bound + 1e-9 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_a_rare_word_counts_for_more_than_a_frequent_one() -> None:
    rare, frequent = (most_a_question_can_score(["x"], {"x": count}, 1000) for count in (1, 400))
    assert rare > frequent > 0
    assert most_a_question_can_score(["x"], {"x": 900}, 1000) == pytest.approx(0, abs=1e-5)


def test_each_mode_ranks_by_its_own_leg_and_ties_by_age() -> None:
    cosines, words = {1: 0.9, 2: 0.5, 3: 0.5}, {2: Words(0.8), 4: Words(0.2)}
    orders = {mode: [c.chunk_id for c in fuse(cosines, words, mode)] for mode in get_args(Mode)}
    assert orders == {"hybrid": [2, 1, 3, 4], "dense": [1, 2, 3, 4], "lexical": [2, 4, 1, 3]}


def test_full_text_that_knows_nothing_says_nothing() -> None:
    assert [c.score for c in fuse({1: 0.3}, {})] == [0.3]
    assert Candidate(1, 0.4, 0.5).score == pytest.approx(0.4 + COVERAGE_WEIGHT * 0.25)


@given(
    st.dictionaries(st.integers(1, 50), st.floats(-1, 1)),
    st.dictionaries(st.integers(1, 50), st.floats(0, 1).map(Words)),
)
def test_every_candidate_of_both_legs_is_there_once_and_in_order(cosines: dict[int, float], words: dict[int, Words]) -> None:
    found = fuse(cosines, words)
    assert sorted(c.chunk_id for c in found) == sorted(cosines.keys() | words.keys())
    assert all(before.score >= after.score for before, after in itertools.pairwise(found))
