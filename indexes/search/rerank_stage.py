"""The second stage of a search, which reranks the first passages within a time limit."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from indexes.embedding.vector_model import VectorModel
from indexes.hits import are_foreign
from indexes.search.deduplication import MergedPassage
from indexes.search.late_interaction import LateInteractionReranker
from indexes.search.reranking import MOST, Reranker, rerank


@dataclass(frozen=True, slots=True)
class RerankStage:
    """A reranker and the seconds that it may take."""

    stage: Reranker
    seconds: float

    def ordered(
        self, query: str, language: str, passages: Sequence[MergedPassage], scores: Sequence[float]
    ) -> list[MergedPassage]:
        """Return the passages in the order of the second stage; `scores` are those of the first stage, best first."""
        found = [passage.chunk.language for passage in passages]
        most = MOST if are_foreign(found, language) else self.stage.most_at_home
        texts = [passage.chunk.text for passage in passages[:most]]
        order = rerank(self.stage, query, texts, scores[: len(texts)], time.monotonic() + self.seconds)
        return [*(passages[at] for at in order), *passages[len(texts) :]]


class RerankStages:
    """Returns the second stage for each model of vectors: the `given` reranker, else token similarity by the model itself."""

    def __init__(self, given: Reranker | None, seconds: float) -> None:
        self._given, self._seconds = given, seconds
        self._similarities: dict[tuple[str, str], Reranker] = {}

    def stage(self, model: VectorModel) -> RerankStage | None:
        """Return the stage for a model, None if its time limit is 0."""
        if self._seconds <= 0:
            return None
        similarity = LateInteractionReranker(model.embedder, model.language_map)
        return RerankStage(self._given or self._similarities.setdefault(model.names, similarity), self._seconds)
