"""Turns fused scores into probabilities that a passage answers the question, so that thresholds are comparable."""

from collections.abc import Sequence
from math import log, tanh

FIRST = 10
"""Number of first passages whose mean score is the usual score for a question; an answer scores higher."""
_PRIOR, _PRIOR_WEIGHT = 0.3, 3
"""The prior of the usual score, and the number of passages that it counts for."""
SCORE, USUAL, BIAS = 14.6, -19.4, -1.1
"""Coefficients fitted by `bench/calibration.py` on questions in twelve languages about passages in the same or another one."""


def probabilities(scores: Sequence[float]) -> list[float]:
    """Return for each fused score, best first, the probability that its passage answers the question.

    It is a logistic function of two features: the score, and the usual score for the question.
    """
    common = usual(scores)
    return [logistic(SCORE * score + USUAL * common + BIAS) for score in scores]


def usual(scores: Sequence[float]) -> float:
    """Return the mean of the first ten scores without the best, combined with the prior."""
    others = scores[1:FIRST]
    return (sum(others) + _PRIOR * _PRIOR_WEIGHT) / (len(others) + _PRIOR_WEIGHT)


_CERTAIN = 0.01
"""Smallest distance of a probability to 0 and 1 in `log_odds`."""


def logistic(odds: float) -> float:
    """Return the probability with these log odds, which may be of any size."""
    return (1 + tanh(odds / 2)) / 2  # equals 1 / (1 + exp(-odds)), which overflows


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, which is first moved away from 0 and 1."""
    doubted = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return log(doubted / (1 - doubted))
