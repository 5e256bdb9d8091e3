"""The stage that decides whether the evidence can support an answer: by the search, then by the model if that was measured."""

from collections.abc import Generator
from dataclasses import dataclass

from ragassist.answering.prompting import PromptedReply
from ragassist.events import PromptAdvanced
from ragassist.generation.answerability import judged, probability
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.abstention import Answerability, answerability, answerability_of, is_to_be_judged
from ragassist.retrieval.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the evidence for a question in a language; without vectors the search's score is no probability.

    A model isn't asked about a question that leans on the one before: its judgement was measured on questions by themselves.
    """

    question: str
    language: str
    by_vectors: bool
    leans: bool = False

    def by_search(self, evidence: Evidence) -> Answerability:
        """Return what the evidence is worth by what the search found."""
        return answerability(evidence, self.language, by_vectors=self.by_vectors)

    def by_model(
        self, loaded: LoadedModel, evidence: Evidence, prompted: PromptedReply
    ) -> Generator[PromptAdvanced, None, Answerability]:
        """Return what the evidence is worth to the model and the search together; to the search alone where none is asked.

        The model is asked only if its judgement was measured and the search isn't sure; what it reads for that counts as part
        of the reply. Raises `Stopped`.
        """
        if self.leans or not (loaded.judging and self.by_vectors and is_to_be_judged(evidence, self.language)):
            return self.by_search(evidence)
        preference = yield from judged(loaded.builder(), prompted.reader, prompted.fitted.before, self.question)
        return answerability_of(probability(loaded.judging, preference, evidence))
