"""Decides whether the documents hold no answer: by what was found, by what the model says, by what its sources confirm."""

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
    """Probabilities of an answer: below `hopeless` the model isn't asked, below `weak` its answer must be confirmed."""

    hopeless: float
    weak: float


@dataclass(frozen=True, slots=True)
class Terms:
    """A logistic function of the log odds of the search's probability and the cosine of the nearest sentence."""

    bias: float
    search: float
    sentence: float


READABLE, FOREIGN = Terms(-4.7, 0.75, 8.1), Terms(-4.85, 1.0, 15.7)
"""Where most of the sources' text is in the question's language, and where it isn't: there sentences say it in other words
(bench/abstention.py)."""
SEARCHED, SEARCHED_FOREIGN = Thresholds(0.05, 0.4), Thresholds(0.02, 0.4)
"""Of the probability that these give, for the same two. Across languages one answerable question in twenty lies below 0.05."""
SURE = 0.9
"""From which on a model's judgement changed nothing: 29 % of 249 questions in their own language."""
JUDGED = Thresholds(0.45, 0.5)
"""Of the probability that a model's judgement and the search's make together, where the model's was measured."""
ALONE_READABLE, ALONE_FOREIGN = Thresholds(0.15, 0.5), Thresholds(0.1, 0.25)
"""Of the search's probability where no cosine can be told, for the same two."""
FEW = Thresholds(0.02, 0.1)
"""Of the search's probability where there are too few passages to tell what is usual for a question."""
ENOUGH = 10
"""Passages from which on a probability holds: as many as it was fitted on."""
_READABLE = 0.75
"""Share of the sources' text in the question's language from which on they count as being in it. Not all of it, for a chunk of
names and figures is easily taken for another language."""


class Answerability(Enum):
    """What the passages that were found are worth to an answer."""

    NONE = "the model isn't asked"
    WEAK = "the answer is held back, and stands only if a source confirms it"
    FIRM = "the answer is shown as it comes"


def answerability(evidence: Evidence, language: str, *, by_vectors: bool) -> Answerability:
    """Return what the evidence is worth to a question in a language.

    Without vectors its score is no probability, and whatever was found is tried.
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
    """Return the probability that the sources answer a question in a language, by what the search found alone."""
    return logistic(search_odds(FOREIGN if is_foreign(evidence, language) else READABLE, evidence))


def search_odds(terms: Terms | Judging, evidence: Evidence) -> float:
    """Return the log odds that the sources answer a question, by what the search found alone; the cosine has to be known."""
    if evidence.sentence_cosine is None:
        raise AssertionError("evidence without its nearest sentence's cosine")
    return terms.bias + terms.search * log_odds(evidence.best_score) + terms.sentence * evidence.sentence_cosine


def is_foreign(evidence: Evidence, language: str) -> bool:
    """Whether much of the sources is in other languages: there sentences are less near, and of what it reads badly a model says
    that it doesn't answer.
    """
    return evidence.share_in(language) < _READABLE


def _within(bars: Thresholds, chance: float) -> Answerability:
    if chance < bars.hopeless:
        return Answerability.NONE
    return Answerability.WEAK if chance < bars.weak else Answerability.FIRM


def answerability_of(probability: float) -> Answerability:
    """Return what sources are worth that answer a question with such a probability, as `judging.probability` has it."""
    return _within(JUDGED, probability)


def is_to_be_judged(evidence: Evidence, language: str) -> bool:
    """Whether a model is asked what the sources are worth: it can read them, and the search knows much but isn't sure."""
    if evidence.compared < ENOUGH or evidence.sentence_cosine is None or is_foreign(evidence, language):
        return False
    return not is_sure(evidence, language)


def is_sure(evidence: Evidence, language: str) -> bool:
    """Whether the search alone is sure that the sources answer a question in a language."""
    return evidence.sentence_cosine is not None and searched(evidence, language) >= SURE


def looks_again(found: Answerability, evidence: Evidence, language: str) -> bool:
    """Whether a model that refused is asked once more: small ones refuse half of what stands in another language."""
    return found is Answerability.FIRM or evidence.sources[0].language != language


def abstains(answer: str, citations: Iterable[Citation], found: Answerability, judge: TextJudge = PATTERNS) -> bool:
    """Whether an answer that a model gave comes to "not in your documents"."""
    if any(citation.supported for citation in citations):
        return False
    return found is not Answerability.FIRM or judge.is_refusal(answer)
