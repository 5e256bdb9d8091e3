"""Fused scores become probabilities that a passage answers the question, so that one threshold means the same everywhere."""

import math
from collections.abc import Sequence
from math import exp, log

FIRST = 10
"""The first passages, whose mean score is the usual one for a question: an answer's score stands out from it."""
_PRIOR, _PRIOR_WEIGHT = 0.3, 3
"""The usual score that is assumed beforehand, and for how many passages it counts."""
SCORE, USUAL, BIAS = 14.6, -19.4, -1.1
"""Fitted as `bench/calibration.py` does, on questions in twelve languages about passages in their own language or another."""


def probabilities(scores: Sequence[float]) -> list[float]:
    """Return for each fused score, best first, the probability that its passage answers the question.

    A logistic model of two numbers: the score, and what is usual for the question.
    """
    common = usual(scores)
    return [1 / (1 + math.exp(-(SCORE * score + USUAL * common + BIAS))) for score in scores]


def usual(scores: Sequence[float]) -> float:
    """Return the mean of the first ten scores without the best."""
    others = scores[1:FIRST]
    return (sum(others) + _PRIOR * _PRIOR_WEIGHT) / (len(others) + _PRIOR_WEIGHT)


_CERTAIN = 0.01
"""Probabilities nearer to 0 or 1 than this are taken for this."""


def logistic(odds: float) -> float:
    """Return the probability that has such log odds."""
    return 1 / (1 + exp(-odds))


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, which is never taken for certain."""
    doubted = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return log(doubted / (1 - doubted))
