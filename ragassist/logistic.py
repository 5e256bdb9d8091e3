"""Probabilities and their log odds."""

from math import exp, log

_CERTAIN = 0.01
"""Probability from which on one counts as no nearer to 0 or 1."""


def logistic(odds: float) -> float:
    """Return the probability that has such log odds."""
    return 1 / (1 + exp(-odds))


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, which is never taken for certain."""
    doubted = min(max(probability, _CERTAIN), 1 - _CERTAIN)
    return log(doubted / (1 - doubted))
