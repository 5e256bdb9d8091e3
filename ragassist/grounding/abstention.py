"""Decides whether the documents hold no answer, from the search, the model's answer and the confirmed citations."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from indexes.conversations.records import Citation
from indexes.search.probability import log_odds, logistic
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.models.entries import Judging
from ragassist.retrieval.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities that the sources hold an answer: below `hopeless` the model isn't asked, below `weak` a source has to
    confirm its answer."""

    hopeless: float
    weak: float


@dataclass(frozen=True, slots=True)
class Terms:
    """Coefficients of a logistic function of two features: the log odds of the search's probability, and the cosine of the
    nearest sentence."""

    bias: float
    search: float
    sentence: float


READABLE, FOREIGN = Terms(-4.7, 0.75, 8.1), Terms(-4.85, 1.0, 15.7)
"""For sources that are mostly in the question's language, and for others, whose cosines are lower. Both are fitted by
bench/abstention.py."""
SEARCHED, SEARCHED_FOREIGN = Thresholds(0.05, 0.4), Thresholds(0.02, 0.4)
"""For the probabilities that `READABLE` and `FOREIGN` give. Across languages one answerable question in twenty lies below
0.05, hence the lower threshold."""
SURE = 0.9
"""At or above this probability the model isn't asked for its judgement, since it changed no decision there. That saves the
call for 29 % of 249 questions in the language of their sources."""
JUDGED = Thresholds(0.15, 0.5)
"""For the probability from the search and the model's judgement together; only for models whose judgement was measured. Between
the two the answer is held back, and a small model refuses near misses there by itself: of 20 questions below 0.25 to a real
library, six of them near misses, it answered four, no near miss; two from 0.15 on rightly, two below wrongly."""
JUDGED_ALONE, JUDGED_ALONE_FOREIGN = Thresholds(0.35, 0.5), Thresholds(0.1, 0.5)
"""For the same probability of a model that isn't offered a refusal, so that only its judgement and the claim check withhold an
answer; for sources in the question's language, and for others, where it says No too often: with Qwen2.5-Coder-1.5B 0.35 would
refuse 14 of the sample's 32 questions about documents in other languages, 0.1 none. Of 42 questions to a real library whose
passage is found, 28 are answered rightly with both pairs; of 30 near misses 20 and 16 are refused, 13 without its judgement."""
ALONE_READABLE, ALONE_FOREIGN = Thresholds(0.15, 0.5), Thresholds(0.1, 0.25)
"""For the search's probability alone, where the cosine isn't known; in the question's language and in others."""
FEW = Thresholds(0.02, 0.1)
"""For the search's probability where a library has fewer than `ENOUGH` passages to compare."""
ENOUGH = 10
"""Number of compared passages that a probability needs to be reliable: it was fitted with as many."""
_READABLE = 0.75
"""Share of the sources' text that has to be in the question's language for the sources to count as readable. It isn't 1,
because the language of a chunk of names and figures is easily misjudged."""


class Answerability(Enum):
    """Whether the retrieved passages can support an answer."""

    NONE = "the model isn't asked"
    WEAK = "the answer is held back, and stands only if a source confirms it"
    FIRM = "the answer is shown as it comes"


def answerability(evidence: Evidence, language: str, *, by_vectors: bool) -> Answerability:
    """Return whether the evidence can support an answer to a question in a language.

    Without `by_vectors` the score isn't a probability, and any evidence counts as firm.
    """
    if not evidence.sources:
        return Answerability.NONE
    if not by_vectors:
        return Answerability.FIRM
    if evidence.compared < ENOUGH:
        return _within(FEW, evidence.best_score)
    foreign = is_foreign(evidence, language)
    if evidence.sentence_cosine is None:
        return _within(ALONE_FOREIGN if foreign else ALONE_READABLE, evidence.best_score)
    return _within(SEARCHED_FOREIGN if foreign else SEARCHED, searched(evidence, language))


def searched(evidence: Evidence, language: str) -> float:
    """Return the probability, from the search alone, that the sources answer a question in a language."""
    return logistic(search_odds(FOREIGN if is_foreign(evidence, language) else READABLE, evidence))


def search_odds(terms: Terms | Judging, evidence: Evidence) -> float:
    """Return the log odds, from the search alone, that the sources answer a question. The cosine has to be known."""
    if evidence.sentence_cosine is None:
        raise AssertionError("evidence without its nearest sentence's cosine")
    return terms.bias + terms.search * log_odds(evidence.best_score) + terms.sentence * evidence.sentence_cosine


def is_foreign(evidence: Evidence, language: str) -> bool:
    """Whether more than a quarter of the sources' text is in other languages than the question, where cosines are lower."""
    return evidence.share_in(language) < _READABLE


def _within(thresholds: Thresholds, probability: float) -> Answerability:
    if probability < thresholds.hopeless:
        return Answerability.NONE
    return Answerability.WEAK if probability < thresholds.weak else Answerability.FIRM


def answerability_of(probability: float, thresholds: Thresholds) -> Answerability:
    """Return the answerability for a probability that includes a model's judgement."""
    return _within(thresholds, probability)


def judged_by(evidence: Evidence, language: str, *, may_refuse: bool) -> Thresholds | None:
    """Return the thresholds for the judgement of a model that may refuse by itself, or may not; None if it isn't asked.

    A model that may refuse isn't asked about sources in other languages, since it refuses these itself, and wrongly.
    """
    foreign = is_foreign(evidence, language)
    if may_refuse:
        return None if foreign else JUDGED
    return JUDGED_ALONE_FOREIGN if foreign else JUDGED_ALONE


def is_to_be_judged(evidence: Evidence, language: str) -> bool:
    """Whether the model is asked for its judgement: there was enough to compare, and the search alone doesn't decide."""
    return evidence.compared >= ENOUGH and evidence.sentence_cosine is not None and not is_sure(evidence, language)


def is_sure(evidence: Evidence, language: str) -> bool:
    """Whether the search alone decides that the sources answer a question in a language."""
    return evidence.sentence_cosine is not None and searched(evidence, language) >= SURE


def looks_again(found: Answerability, evidence: Evidence, language: str) -> bool:
    """Whether a model that refused is asked once more. Small models refuse half of the questions about foreign sources."""
    return found is Answerability.FIRM or evidence.sources[0].language != language


def abstains(answer: str, citations: Iterable[Citation], found: Answerability, judge: TextJudge = PATTERNS) -> bool:
    """Whether an answer of the model is replaced by "not in your documents"."""
    if any(citation.supported for citation in citations):
        return False
    return found is not Answerability.FIRM or judge.is_refusal(answer)
