"""The fit of what a model's judgement of sources is worth, on made figures."""

from math import isfinite

import numpy as np
import pytest

from indexes.search.probability import logistic
from ragassist.grounding.abstention import READABLE
from ragassist.judging.fitting import ENOUGH_OF_A_KIND, Fit, Observation, fitted

_EVEN = 0.5
"""From this probability on an answer is more likely than none."""


def made(apart: float, count: int = 36, *, seed: int = 5, middle: float = -2.0) -> list[Observation]:
    """Return questions of both kinds whose preferences lie `apart` standard deviations apart; the search tells them badly."""
    drawn = np.random.default_rng(seed)
    return [
        Observation(bool(at % 2), drawn.normal(0.1 * (at % 2), 1.0), drawn.normal(middle + apart * (at % 2), 1.0))
        for at in range(count)
    ]


def found(seen: list[Observation]) -> Fit:
    fit = fitted(seen)
    assert fit is not None
    return fit


def right(fit: Fit, seen: list[Observation]) -> int:
    """Return of how many questions the fit says rightly whether the sources answer them."""
    assert fit.judging is not None
    bias, weight = fit.judging.bias - READABLE.bias, fit.judging.preference
    told = [logistic(one.search_odds + bias + weight * one.preference) >= _EVEN for one in seen]
    return sum(one == seen[at].answerable for at, one in enumerate(told))


def test_a_preference_that_separates_the_kinds_helps_and_tells_other_questions() -> None:
    fit = found(made(4.0))
    assert fit.judging is not None
    assert fit.judging.preference > 0
    assert fit.loss < fit.search_loss
    assert (fit.judging.search, fit.judging.sentence) == (READABLE.search, READABLE.sentence)
    assert right(fit, made(4.0, 200, seed=6)) >= 180


@pytest.mark.parametrize("seed", range(6))
def test_a_preference_that_tells_nothing_does_not_help(seed: int) -> None:
    assert found(made(0.0, seed=seed)).judging is None


def test_a_preference_that_is_the_wrong_way_round_does_not_help() -> None:
    assert found(made(-4.0)).judging is None


def test_a_preference_that_never_changes_does_not_help() -> None:
    fit = found([Observation(one.answerable, one.search_odds, -3.0) for one in made(0.0)])
    assert fit.judging is None
    assert fit.loss == pytest.approx(fit.search_loss)


def test_kinds_that_are_wholly_apart_give_finite_numbers() -> None:
    fit = found([Observation(bool(at % 2), 0.0, 10.0 * (at % 2)) for at in range(20)])
    assert fit.judging is not None
    assert isfinite(fit.judging.bias)
    assert 0 < fit.judging.preference < 1


def test_the_scale_of_a_preference_changes_no_decision() -> None:
    seen = made(2.5)
    wide = [Observation(one.answerable, one.search_odds, 10 * one.preference + 7) for one in seen]
    small, large = found(seen), found(wide)
    assert small.judging is not None
    assert large.judging is not None
    assert small.judging.preference == pytest.approx(10 * large.judging.preference, rel=0.01)
    assert small.loss == pytest.approx(large.loss)


def test_a_share_of_one_kind_does_not_move_the_bias_as_each_kind_counts_the_same() -> None:
    seen = made(3.0)
    more = seen + [one for one in seen if one.answerable] * 2
    assert found(more).judging is not None
    assert right(found(more), made(3.0, 200, seed=6)) >= 170


@pytest.mark.parametrize("kind", [True, False])
def test_of_one_kind_alone_nothing_is_told(kind: bool) -> None:
    few = [one for one in made(4.0) if one.answerable is not kind][: ENOUGH_OF_A_KIND - 1]
    assert fitted([one for one in made(4.0) if one.answerable is kind]) is None
    assert fitted([*[one for one in made(4.0) if one.answerable is kind], *few]) is None
    assert fitted([]) is None
