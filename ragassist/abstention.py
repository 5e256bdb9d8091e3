"""Decides whether the documents hold no answer: by what was found, by what the model says, by what its sources confirm."""

from collections.abc import Iterable
from enum import Enum

from ragassist.events import Citation
from ragassist.evidence import Evidence
from ragassist.refusal import is_refusal

HOPELESS = 0.15
"""Probability of the best passage below which nothing has to do with the question and the model isn't asked."""
WEAK, WEAK_ACROSS = 0.5, 0.25
"""Probability below which a refusal stands at once and an answer counts only if a source confirms it: where the best passage is
in the question's language, and where it is in another, since search is less sure there and models refuse too easily."""


class Footing(Enum):
    """What the passages that were found are worth to an answer."""

    NONE = "the model isn't asked"
    WEAK = "the answer is held back, and stands only if a source confirms it"
    FIRM = "the answer is shown as it comes, and a refusal gets a second look"


def footing(evidence: Evidence, language: str, *, by_vectors: bool) -> Footing:
    """Return what the evidence is worth to a question in a language.

    Without vectors its score is no probability, and whatever was found is tried.
    """
    if not evidence.sources or (by_vectors and evidence.best_score < HOPELESS):
        return Footing.NONE
    bar = WEAK if evidence.sources[0].language == language else WEAK_ACROSS
    return Footing.WEAK if by_vectors and evidence.best_score < bar else Footing.FIRM


def abstains(answer: str, citations: Iterable[Citation], found: Footing) -> bool:
    """Whether an answer that a model gave comes to "not in your documents"."""
    if any(citation.supported for citation in citations):
        return False
    return found is not Footing.FIRM or is_refusal(answer)
