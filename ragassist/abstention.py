"""Decides whether the documents hold no answer: by what was found, by what the model says, by what its sources confirm."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ragassist.events import Citation
from ragassist.evidence import Evidence
from ragassist.refusal import is_refusal


@dataclass(frozen=True, slots=True)
class Bars:
    """Probabilities of the best passage: below `hopeless` the model isn't asked, below `weak` its answer must be confirmed."""

    hopeless: float
    weak: float


SAME_LANGUAGE, ACROSS, FEW = Bars(0.15, 0.5), Bars(0.1, 0.25), Bars(0.02, 0.1)
"""Where the best passage is in the question's language; where it is in another, since search is less sure there and models
refuse too easily; where there are too few passages to tell what is usual for a question."""
JUDGED = Bars(0.3, 0.45)
"""Of the probability that a model's judgement and the search's make together, where the model's was measured."""
ENOUGH = 10
"""Passages from which on a probability holds: as many as it was fitted on."""


class Footing(Enum):
    """What the passages that were found are worth to an answer."""

    NONE = "the model isn't asked"
    WEAK = "the answer is held back, and stands only if a source confirms it"
    FIRM = "the answer is shown as it comes"


def footing(evidence: Evidence, language: str, *, by_vectors: bool) -> Footing:
    """Return what the evidence is worth to a question in a language.

    Without vectors its score is no probability, and whatever was found is tried.
    """
    if not evidence.sources:
        return Footing.NONE
    if not by_vectors:
        return Footing.FIRM
    bars = _bars(evidence, language)
    if evidence.best_score < bars.hopeless:
        return Footing.NONE
    return Footing.WEAK if evidence.best_score < bars.weak else Footing.FIRM


def footing_of(probability: float) -> Footing:
    """Return what sources are worth that answer a question with such a probability, as `judging.probability` has it."""
    if probability < JUDGED.hopeless:
        return Footing.NONE
    return Footing.WEAK if probability < JUDGED.weak else Footing.FIRM


def _bars(evidence: Evidence, language: str) -> Bars:
    if evidence.compared < ENOUGH:
        return FEW
    return SAME_LANGUAGE if evidence.sources[0].language == language else ACROSS


def looks_again(found: Footing, evidence: Evidence, language: str) -> bool:
    """Whether a model that refused is asked once more: small ones refuse half of what stands in another language."""
    return found is Footing.FIRM or evidence.sources[0].language != language


def abstains(answer: str, citations: Iterable[Citation], found: Footing) -> bool:
    """Whether an answer that a model gave comes to "not in your documents"."""
    if any(citation.supported for citation in citations):
        return False
    return found is not Footing.FIRM or is_refusal(answer)
