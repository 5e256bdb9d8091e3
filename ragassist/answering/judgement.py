"""Decides whether the evidence can support an answer, from the search and, if it was measured, the model's judgement."""

from collections.abc import Generator
from dataclasses import dataclass

from ragassist.answering.prompting import PromptedReply
from ragassist.events import PromptAdvanced
from ragassist.generation.answerability import judged, probability
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.abstention import (
    Answerability,
    Thresholds,
    answerability,
    answerability_of,
    is_to_be_judged,
    judged_by,
)
from ragassist.retrieval.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the evidence for a question in a language. Without `by_vectors` the score of the search isn't a probability."""

    question: str
    language: str
    by_vectors: bool
    leans: bool = False

    def by_search(self, evidence: Evidence) -> Answerability:
        """Return the answerability from the search alone."""
        return answerability(evidence, self.language, by_vectors=self.by_vectors)

    def thresholds(self, loaded: LoadedModel, evidence: Evidence) -> Thresholds | None:
        """Return the thresholds for the judgement of a model whose judgement was measured; None if it isn't asked for it.

        It was measured on independent questions and on sentences, not on tables with figures, and it isn't needed if the search
        alone decides.
        """
        has_figures = any(source.note for source in evidence.sources)
        if self.leans or has_figures or not self.by_vectors or not is_to_be_judged(evidence, self.language):
            return None
        return judged_by(evidence, self.language, may_refuse=loaded.may_refuse)

    def by_model(
        self, loaded: LoadedModel, evidence: Evidence, prompted: PromptedReply
    ) -> Generator[PromptAdvanced, None, Answerability]:
        """Return the answerability from the search and the model; from the search alone if the model isn't asked.

        The tokens that it evaluates for it are counted as a part of the reply. Raises `Stopped`.
        """
        thresholds = self.thresholds(loaded, evidence)
        if not loaded.judging or not thresholds:
            return self.by_search(evidence)
        preference = yield from judged(loaded.builder(), prompted.reader, prompted.fitted.before, self.question)
        return answerability_of(probability(loaded.judging, preference, evidence), thresholds)
