"""How probable it is that a sentence says a claim: a logistic function of a few features, fitted by bench/claim_fit.py."""

from dataclasses import dataclass

from indexes.search.probability import logistic

SUPPORTED = 0.4
"""Probability, true and false claims being as frequent, from which on a claim counts as supported: a true one that is marked as
doubtful makes all marks worthless, so of the true ones nine in ten have to pass."""


NEAR, NEAR_ACROSS = 0.6, 0.5
"""Cosines beyond which a nearer sentence is no likelier to say the claim, in its language and in another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What speaks for a sentence to say a claim."""

    cosine: float
    """Of their vectors or those of their clauses, language taken out."""
    across: bool
    """Whether they are in two languages."""
    agreement: float
    """Whether both deny or both affirm: 1 if they do, -1 if not, between them where clauses differ, 0 where it isn't known."""

    words: float
    """Share of the claim's words that the passage has; 1 across languages."""
    held: bool = False
    """Whether a value of the claim stands in the sentence itself."""

    @property
    def nearness(self) -> float:
        """The cosine, no higher than where a nearer sentence is no likelier to say the same: a "not" more leaves it high."""
        return min(self.cosine, NEAR_ACROSS if self.across else NEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature adds to the log odds."""

    bias: float
    cosine: float
    across: float
    agreement: float
    words: float
    held: float

    def probability(self, of: Features) -> float:
        """Return the probability that a sentence with such features says the claim."""
        return logistic(self.bias + self.cosine * of.nearness + self._rest(of))

    def _rest(self, of: Features) -> float:
        return self.across * of.across + self.agreement * of.agreement + self.words * of.words + self.held * of.held


_HELD = 0.8
"""Log odds of a value in the sentence itself. Not fitted: every second false claim of our sentences has the right value, few
of those that models write do; and only its values bring the row of a table near (a price in a Chinese list: cosine 0.27)."""
WEIGHTS = Weights(bias=-8.39, cosine=12.61, across=1.38, agreement=1.66, words=1.05, held=_HELD)
