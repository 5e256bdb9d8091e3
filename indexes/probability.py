"""Fused scores become probabilities that a passage answers the question, so that one threshold means the same everywhere."""

import math
from collections.abc import Sequence

_BACKGROUND = 10
"""Passages, from the first, whose scores tell what is usual for a question: an answer stands out from the others."""
_PRIOR, _PRIOR_WEIGHT = 0.3, 3
"""The usual score where there are few others, and how many others it counts for."""
SCORE, USUAL, BIAS = 14.6, -19.4, -1.1


def probabilities(scores: Sequence[float]) -> list[float]:
    """Return for each fused score, best first, the probability that its passage answers the question.

    A logistic model of two numbers: the score, and the mean of the first ten without the best. Its weights are from
    `bench/calibration.py`, which also tells how well they fit.
    """
    others = scores[1:_BACKGROUND]
    usual = (sum(others) + _PRIOR * _PRIOR_WEIGHT) / (len(others) + _PRIOR_WEIGHT)
    return [1 / (1 + math.exp(-(SCORE * score + USUAL * usual + BIAS))) for score in scores]
