"""The second stage of a search: the first passages are compared with the query again, within some seconds."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from indexes.embedding.vector_model import VectorModel
from indexes.hits import are_foreign
from indexes.search.deduplication import Passage
from indexes.search.late_interaction import LateInteractionReranker
from indexes.search.reranking import MOST, Reranker, rerank


@dataclass(frozen=True, slots=True)
class RerankStage:
    """A second stage and the seconds that it may take."""

    stage: Reranker
    seconds: float

    def ordered(self, query: str, language: str, passages: Sequence[Passage], scores: Sequence[float]) -> list[Passage]:
        """Return the passages in the second stage's order; `scores` are the first stage's, best first."""
        found = [passage.chunk.language for passage in passages]
        most = MOST if are_foreign(found, language) else self.stage.most_at_home
        texts = [passage.chunk.text for passage in passages[:most]]
        order = rerank(self.stage, query, texts, scores[: len(texts)], time.monotonic() + self.seconds)
        return [*(passages[at] for at in order), *passages[len(texts) :]]


class RerankStages:
    """Gives the second stage of each model of vectors: the `given` reranker, else token similarity by the model itself."""

    def __init__(self, given: Reranker | None, seconds: float) -> None:
        self._given, self._seconds = given, seconds
        self._similarities: dict[tuple[str, str], Reranker] = {}

    def stage(self, model: VectorModel) -> RerankStage | None:
        """Return the stage for a model, None where it may take no time."""
        if self._seconds <= 0:
            return None
        similarity = LateInteractionReranker(model.embedder, model.language_map)
        return RerankStage(self._given or self._similarities.setdefault(model.names, similarity), self._seconds)
