"""Both legs are joined by what each mode ranks by."""

import itertools
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.hits import LexicalMatch, Mode
from indexes.search.fusion import COVERAGE_WEIGHT, Candidate, fuse


def test_each_mode_ranks_by_its_own_leg_and_ties_by_age() -> None:
    cosines, words = {1: 0.9, 2: 0.5, 3: 0.5}, {2: LexicalMatch(0.8), 4: LexicalMatch(0.2)}
    orders = {mode: [c.chunk_id for c in fuse(cosines, words, mode)] for mode in get_args(Mode)}
    assert orders == {"hybrid": [2, 1, 3, 4], "dense": [1, 2, 3, 4], "lexical": [2, 4, 1, 3]}


def test_what_holds_the_quoted_phrases_leads_whatever_else_is_near() -> None:
    words = {1: LexicalMatch(0.9, phrases=False), 2: LexicalMatch(0.1, phrases=True)}
    assert [c.chunk_id for c in fuse({1: 0.9, 3: 0.8}, words)] == [2, 1, 3]


def test_a_part_number_tells_between_equals() -> None:
    words = {1: LexicalMatch(0.3), 2: LexicalMatch(0.3, identifiers=1.0)}
    assert [c.chunk_id for c in fuse({1: 0.5, 2: 0.5}, words)] == [2, 1]


def test_full_text_that_knows_nothing_says_nothing() -> None:
    assert [c.score for c in fuse({1: 0.3}, {})] == [0.3]
    assert Candidate(1, 0.4, 0.5).score == pytest.approx(0.4 + COVERAGE_WEIGHT * 0.25)


@given(
    st.dictionaries(st.integers(1, 50), st.floats(-1, 1)),
    st.dictionaries(st.integers(1, 50), st.floats(0, 1).map(LexicalMatch)),
)
def test_every_candidate_of_both_legs_is_there_once_and_in_order(
    cosines: dict[int, float], words: dict[int, LexicalMatch]
) -> None:
    found = fuse(cosines, words)
    assert sorted(c.chunk_id for c in found) == sorted(cosines.keys() | words.keys())
    assert all(before.score >= after.score for before, after in itertools.pairwise(found))
