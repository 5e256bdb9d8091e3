"""The probability that a sentence says a claim: a logistic function of a few features, fitted by bench/claim_fit.py."""

from dataclasses import dataclass

from indexes.search.probability import logistic

SUPPORTED = 0.4
"""Lowest probability of a supported claim, where true and false claims are equally frequent. It lets nine in ten true claims
pass, because a person stops trusting the marks if many true claims are marked as doubtful."""


NEAR, NEAR_ACROSS = 0.6, 0.5
"""Cosines above which a higher cosine doesn't make support more likely, within a language and across languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The features of a pair of a sentence and a claim."""

    cosine: float
    """Cosine of their vectors, or of the vectors of their clauses, with the language removed."""
    across: bool
    """Whether they are in different languages."""
    agreement: float
    """1 if both affirm or both deny, -1 if not, between them where clauses differ, 0 where it isn't known."""
    words: float
    """Share of the claim's words that are in the passage; 1 across languages."""
    held: bool = False
    """Whether the sentence itself holds a value of the claim."""

    @property
    def nearness(self) -> float:
        """The cosine, capped at `NEAR` or `NEAR_ACROSS`: even a contradiction by one "not" can have a higher one."""
        return min(self.cosine, NEAR_ACROSS if self.across else NEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The coefficient of each feature in the log odds."""

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
"""Log odds of a value in the sentence itself. It isn't fitted: half of the false claims in the fitting data have the right
value, but few of those that models write. A row of a table needs it, because its cosine is low (0.27 for a price in a
Chinese list)."""
WEIGHTS = Weights(bias=-8.39, cosine=12.61, across=1.38, agreement=1.66, words=1.05, held=_HELD)
