"""Fits what a chat model's judgement of sources is worth, and tells whether it is worth asking for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ragassist.grounding.abstention import READABLE
from ragassist.models.entries import Judging

ENOUGH_OF_A_KIND = 6
"""Fewest questions with an answer, and without one, by which two numbers can be fitted and tested."""
_RIDGE = 1.0
"""Weight of the penalty: a normal prior with a standard deviation of 1 in log odds for both numbers."""
_STEPS, _TINY = 50, 1e-9
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Observation:
    """A question of which it is known whether the sources answer it: the search's log odds for it, and the nats by which the
    model prefers Yes."""

    answerable: bool
    search_odds: float
    preference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The coefficients, None if the judgement doesn't help, and what each way loses per question in nats.

    `loss` is that of the search and the model together, `search_loss` of the search alone, each on questions that were left
    out of the fit.
    """

    judging: Judging | None
    loss: float
    search_loss: float


def fitted(seen: Sequence[Observation]) -> Fit | None:
    """Return the fit, None if there are too few questions of a kind.

    Two numbers are fitted, a bias b and the weight v of the preference z, whose mean is taken out and whose standard deviation
    is 1, on top of the search's log odds s. They minimise the sum over the questions of w (log(1 + exp(s + b + v z)) - y (s +
    b + v z)) plus (b² + v²) / 2, where y is 1 for a question with an answer, else 0, and the weights w let both kinds count
    the same.

    The judgement helps if v is positive and if, with each question left out of the fit in turn, the mean loss is lower than
    that of the search with a bias alone, by more than the standard error of the differences.
    """
    kinds = [one.answerable for one in seen]
    if min(kinds.count(True), kinds.count(False)) < ENOUGH_OF_A_KIND:
        return None
    data = _Data.of(seen)
    both, alone = data.left_out_losses(by_model=True), data.left_out_losses(by_model=False)
    gains = alone - both
    bias, weight = data.minimum(by_model=True)
    helps = weight > 0 and gains.mean() > gains.std(ddof=1) / np.sqrt(len(gains))
    slope = weight / data.spread
    judging = Judging(
        bias=round(READABLE.bias + bias - slope * data.middle, 4),
        preference=round(slope, 4),
        search=READABLE.search,
        sentence=READABLE.sentence,
    )
    return Fit(judging=judging if helps else None, loss=float(both.mean()), search_loss=float(alone.mean()))


@dataclass(frozen=True, slots=True)
class _Data:
    """The questions as arrays, each of shape (questions,); `middle` and `spread` are mean and deviation of the preference."""

    truth: _Floats
    odds: _Floats
    preference: _Floats

    @classmethod
    def of(cls, seen: Sequence[Observation]) -> "_Data":
        columns = np.array([(one.answerable, one.search_odds, one.preference) for one in seen], np.float64)
        return cls(*columns.T)

    @property
    def middle(self) -> float:
        return float(self.preference.mean())

    @property
    def spread(self) -> float:
        return max(float(self.preference.std()), _TINY)

    @property
    def weights(self) -> _Floats:
        """The weight of each question, which lets both kinds count the same."""
        share = self.truth.mean()
        weights: _Floats = np.where(self.truth > 0, 0.5 / share, 0.5 / (1 - share))
        return weights

    def minimum(self, *, by_model: bool) -> tuple[float, float]:
        """Return bias and weight by Newton's method; without `by_model` the weight is 0. The sum is convex, so it is unique."""
        z = (self.preference - self.middle) / self.spread * by_model
        features, found = np.stack([np.ones_like(z), z], axis=1), np.zeros(2)
        for _ in range(_STEPS):
            chances = _logistic(self.odds + features @ found)
            slope = features.T @ (self.weights * (chances - self.truth)) + _RIDGE * found
            curve = (features.T * (self.weights * chances * (1 - chances))) @ features + _RIDGE * np.eye(2)
            step = np.linalg.solve(curve, slope)
            found = found - step
            if np.abs(step).max() < _TINY:
                break
        return float(found[0]), float(found[1])

    def left_out_losses(self, *, by_model: bool) -> _Floats:
        """Return the loss of each question in nats, by the fit on all others."""
        losses = []
        for at in range(len(self.truth)):
            rest = _Data(*(np.delete(column, at) for column in (self.truth, self.odds, self.preference)))
            bias, weight = rest.minimum(by_model=by_model)
            odds = self.odds[at] + bias + weight * (self.preference[at] - rest.middle) / rest.spread
            losses.append(np.logaddexp(0, odds) - self.truth[at] * odds)
        found: _Floats = self.weights * np.array(losses)
        return found


def _logistic(odds: _Floats) -> _Floats:
    return (1 + np.tanh(odds / 2)) / 2
