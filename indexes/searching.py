"""From a question to hits: both legs, joined, put in order, each passage once."""

from collections.abc import Iterable

import numpy as np

from indexes.dense import VectorModel
from indexes.embedder import Vectors
from indexes.errors import VectorsInvalid
from indexes.fusion import Candidate, fuse
from indexes.hits import Among, Filter, Hit, Mode
from indexes.interface import DenseSearch, WordSearch
from indexes.records import ChunkRow
from indexes.store import Store

_POOL = 200
"""Chunks that each leg brings to the fusion."""


class Searcher:
    """Search over one library as it is: whichever vectors and words are there."""

    def __init__(self, store: Store, dense: DenseSearch, lexical: WordSearch) -> None:
        self._store, self._dense, self._lexical = store, dense, lexical

    def search(
        self, query: str, language: str, top: int, mode: Mode, model: VectorModel | None, only: Filter | None = None
    ) -> list[Hit]:
        """Return the best chunks for a query in a language; without a model by full text alone."""
        vector = query_vector(query, model) if model else None
        with self._store.snapshot():
            among = self._store.among(only) if only else None
            words = {} if mode == "dense" else self._lexical.search(query, language, _POOL, among)
            cosines = self._cosines(vector, words, model, among) if model and vector is not None else {}
            candidates = fuse(cosines, words, mode)[:top]
            rows = self._store.chunks([candidate.chunk_id for candidate in candidates])
        return [_hit(rank, candidate, rows[candidate.chunk_id], mode) for rank, candidate in enumerate(candidates, 1)]

    def _cosines(self, vector: Vectors, others: Iterable[int], model: VectorModel, among: Among | None) -> dict[int, float]:
        """Return the cosines of the nearest chunks and of those that the other leg found."""
        found = self._dense.search(vector, _POOL, model, among)
        return found | self._dense.cosines(vector, (identity for identity in others if identity not in found), model)


def query_vector(query: str, model: VectorModel) -> Vectors:
    """Return the query's vector without its language, shape (1, dimension). Raises `VectorsInvalid` for what is no number."""
    rows = model.embedder.embed_queries([query])
    if not np.isfinite(rows).all():
        raise VectorsInvalid("the embedding model gives no numbers for the question: run 'ragassist models verify'")
    return model.language_map.queries(rows)


def _hit(rank: int, candidate: Candidate, row: ChunkRow, mode: Mode) -> Hit:
    score = {"hybrid": candidate.score, "dense": candidate.cosine, "lexical": candidate.coverage}[mode]
    return Hit(rank, score, candidate.cosine, candidate.coverage, row)
