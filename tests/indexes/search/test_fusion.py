"""Each mode ranks the hits of dense and lexical search by its own score."""

import itertools
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexes.hits import LexicalMatch, Mode
from indexes.search.fusion import (
    COVERAGE_WEIGHT,
    NEIGHBOUR_WEIGHT,
    Candidate,
    fuse,
    in_context,
    with_best_by_words,
    with_wording,
)


def test_each_mode_ranks_by_its_own_score_and_equal_scores_by_age() -> None:
    cosines, words = {1: 0.9, 2: 0.5, 3: 0.5}, {2: LexicalMatch(0.8), 4: LexicalMatch(0.2)}
    orders = {mode: [c.chunk_id for c in fuse(cosines, words, mode)] for mode in get_args(Mode)}
    assert orders == {"hybrid": [2, 1, 3, 4], "dense": [1, 2, 3, 4], "lexical": [2, 4, 1, 3]}


def test_chunks_with_the_quoted_phrases_come_first() -> None:
    words = {1: LexicalMatch(0.9, phrases=False), 2: LexicalMatch(0.1, phrases=True)}
    assert [c.chunk_id for c in fuse({1: 0.9, 3: 0.8}, words)] == [2, 1, 3]


def test_a_part_number_decides_between_equal_chunks() -> None:
    words = {1: LexicalMatch(0.3), 2: LexicalMatch(0.3, identifiers=1.0)}
    assert [c.chunk_id for c in fuse({1: 0.5, 2: 0.5}, words)] == [2, 1]


def candidates(*coverages: float) -> list[Candidate]:
    return [Candidate(at, 1 - at / 100, coverage) for at, coverage in enumerate(coverages)]


def test_the_three_best_by_words_are_among_the_first_five() -> None:
    found = with_best_by_words(candidates(0, 0.3, 0, 0, 0, 0, 0.6, 0.5, 0.4))
    assert [c.chunk_id for c in found] == [0, 1, 6, 7, 8, 2, 3, 4, 5]
    assert [c.chunk_id for c in with_best_by_words(candidates(0, 0, 0, 0, 0, 0.3, 0.4, 0.5))] == [0, 1, 7, 6, 5, 2, 3, 4]
    few = candidates(0.5, 0, 0.4)
    assert with_best_by_words(few) == few


def test_words_with_little_weight_in_the_question_do_not_change_the_order() -> None:
    ranked = candidates(0, 0, 0, 0, 0, 0.2, 0.24)
    assert with_best_by_words(ranked) == ranked


def test_full_text_without_hits_does_not_change_the_order() -> None:
    assert [c.score for c in fuse({1: 0.3}, {})] == [0.3]
    assert Candidate(1, 0.4, 0.5).score == pytest.approx(0.4 + COVERAGE_WEIGHT * 0.25)


@given(
    st.dictionaries(st.integers(1, 50), st.floats(-1, 1)),
    st.dictionaries(st.integers(1, 50), st.floats(0, 1).map(LexicalMatch)),
)
def test_every_candidate_of_both_searches_is_there_once_in_order(
    cosines: dict[int, float], words: dict[int, LexicalMatch]
) -> None:
    found = fuse(cosines, words)
    assert sorted(c.chunk_id for c in found) == sorted(cosines.keys() | words.keys())
    assert all(before.score >= after.score for before, after in itertools.pairwise(found))


def test_a_chunk_whose_neighbours_fit_the_question_precedes_one_whose_neighbours_do_not() -> None:
    cosines = {1: 0.5, 2: 0.52}
    context = in_context(cosines, {1: (10, 11), 2: (20, 21)}, cosines | {10: 0.5, 11: 0.5, 20: 0.0, 21: 0.0})
    assert [candidate.chunk_id for candidate in fuse(cosines, {}, "hybrid", context)] == [1, 2]
    assert [candidate.chunk_id for candidate in fuse(cosines, {}, "dense", context)] == [2, 1]


def test_context_is_the_weighted_mean_less_the_chunks_own_cosine() -> None:
    added = in_context({1: 0.8}, {1: (2, 3)}, {2: 0.4, 3: 0.2})
    mean = (0.8 + NEIGHBOUR_WEIGHT * 0.6) / (1 + 2 * NEIGHBOUR_WEIGHT)
    assert added == {1: pytest.approx(mean - 0.8)}


def test_a_chunk_without_neighbours_or_without_their_vectors_keeps_its_rank() -> None:
    assert in_context({1: 0.8}, {}, {})[1] == pytest.approx(0)
    assert in_context({1: 0.8}, {1: (2,)}, {}) == in_context({1: 0.8}, {}, {})


def test_the_score_is_that_of_the_chunk_without_its_neighbours() -> None:
    (candidate,) = fuse({1: 0.5}, {}, "hybrid", {1: -0.2})
    assert candidate.score == 0.5
    assert candidate.place == pytest.approx(0.3)


def test_a_passage_near_to_question_and_translation_comes_first() -> None:
    own = [Candidate(1, 0.6, 0.0), Candidate(2, 0.5, 0.0), Candidate(3, 0.1, 0.0)]
    ranked = with_wording(own, {2: Candidate(2, 0.9, 0.0), 3: Candidate(3, 0.9, 0.0)})
    assert [(candidate.chunk_id, round(candidate.score, 2)) for candidate in ranked] == [(2, 0.7), (1, 0.6), (3, 0.5)]


def test_a_bad_translation_never_lowers_the_rank_of_the_question_s_own_hits() -> None:
    own = [Candidate(1, 0.6, 0.0)]
    assert with_wording(own, {1: Candidate(1, 0.1, 0.0)}) == own
