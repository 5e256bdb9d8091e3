"""From a question to hits: both legs joined, each passage once, told how likely it is to answer."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel, query_vector
from indexes.hits import Among, Filter, Hit, Mode
from indexes.records import ChunkRow
from indexes.search.deduplication import Passage, joined, with_neighbours, without_repeats
from indexes.search.fusion import Candidate, fuse
from indexes.search.probability import probabilities
from indexes.search.protocols import DenseSearch, LexicalSearch
from indexes.search.reranking import MOST, Reranker, rerank
from indexes.storage.packing import unpack_vectors
from indexes.storage.store import Store

_POOL = 200
"""Chunks that each leg brings to the fusion."""
_CONSIDERED = (2, 6)
"""Candidates for each place, among which copies, translations and neighbours are looked for: more where many share a place."""
_LEAST = 2 * MOST
"""Candidates at least, so that the second stage and the probabilities see the same however few hits are asked for."""
_RANKED_BY = {"hybrid": "score", "dense": "cosine", "lexical": "coverage"}


@dataclass(frozen=True, slots=True)
class RerankStage:
    """A second stage and the seconds that it may take."""

    stage: Reranker
    seconds: float

    def ordered(self, query: str, passages: Sequence[Passage], scores: Sequence[float]) -> list[Passage]:
        """Return the passages in the second stage's order; `scores` are the first stage's, best first."""
        texts = [passage.chunk.text for passage in passages[:MOST]]
        order = rerank(self.stage, query, texts, scores[: len(texts)], time.monotonic() + self.seconds)
        return [*(passages[at] for at in order), *passages[len(texts) :]]


class Searcher:
    """Search over one library as it is: whichever vectors and words are there."""

    def __init__(self, store: Store, dense: DenseSearch, lexical: LexicalSearch) -> None:
        self._store, self._dense, self._lexical = store, dense, lexical

    def search(
        self,
        query: str,
        language: str,
        top: int,
        mode: Mode,
        model: VectorModel | None,
        only: Filter | None = None,
        closer: RerankStage | None = None,
    ) -> list[Hit]:
        """Return the best passages for a query in a language; without a model by full text alone.

        A closer look puts the first of them in order anew where both legs were searched.
        """
        mode = mode if model else "lexical"
        vector = query_vector(query, model) if model else None
        with self._store.snapshot():
            among = self._store.among(only) if only else None
            words = {} if mode == "dense" else self._lexical.search(query, language, _POOL, among)
            cosines = self._cosines(vector, words, model, among) if model and vector is not None else {}
            candidates = {candidate.chunk_id: candidate for candidate in fuse(cosines, words, mode)}
            passages = self._passages(list(candidates), top, model)
            ranked_by = [float(getattr(candidates[passage.chunk.id], _RANKED_BY[mode])) for passage in passages]
            scores = probabilities(ranked_by) if mode == "hybrid" else ranked_by
            score_of = {passage.chunk.id: score for passage, score in zip(passages, scores, strict=True)}
            quoted = any(known.phrases for known in words.values())  # what holds the phrase leads, however the rest compares
            if closer and mode == "hybrid" and not quoted:
                passages = closer.ordered(query, passages, ranked_by)
            kept = with_neighbours(passages, top)
            chunks = [self._store.labelled(self._whole(passage)) for passage in kept]
        found = [candidates[passage.chunk.id] for passage in kept]
        own = [score_of[passage.chunk.id] for passage in kept]
        told = own if quoted else sorted(own, reverse=True)  # a closer look changes what stands first, not how sure that is
        return [_hit(*row) for row in zip(range(1, top + 1), told, found, chunks, kept, strict=False)]

    def _passages(self, ids: Sequence[int], top: int, model: VectorModel | None) -> list[Passage]:
        """Return passages for `top` places, more of them than places: reading their texts is what a search spends most on."""
        passages: list[Passage] = []
        for each in _CONSIDERED:
            passages = self._distinct(ids[: max(_LEAST, each * top)], model)
            if len(with_neighbours(passages, top)) == top:
                break
        return passages

    def _distinct(self, ids: Sequence[int], model: VectorModel | None) -> list[Passage]:
        rows = self._store.chunks(ids)
        packed = self._store.vectors.of(ids) if model else {}
        vectors: dict[int, Vectors] = {}
        if model and packed:
            vectors = dict(zip(packed, model.language_map.passages(unpack_vectors(list(packed.values()))), strict=True))
        return without_repeats([rows[identity] for identity in ids], vectors)

    def _whole(self, passage: Passage) -> ChunkRow:
        """Return a passage's chunks as one, with the text from the first to the last."""
        run = passage.joined
        if len(run) == 1:
            return passage.chunk
        return joined(run, self._store.passage(passage.chunk.document_id, run[0].start, run[-1].end))

    def _cosines(self, vector: Vectors, others: Iterable[int], model: VectorModel, among: Among | None) -> dict[int, float]:
        """Return the cosines of the nearest chunks and of those that the other leg found."""
        found = self._dense.search(vector, _POOL, model, among)
        return found | self._dense.cosines(vector, (identity for identity in others if identity not in found), model)


def _hit(rank: int, score: float, candidate: Candidate, chunk: ChunkRow, passage: Passage) -> Hit:
    return Hit(
        rank=rank,
        score=score,
        cosine=candidate.cosine,
        coverage=candidate.coverage,
        chunk=chunk,
        others=tuple(passage.others),
    )
