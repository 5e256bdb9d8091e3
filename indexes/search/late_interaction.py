"""Late interaction (MaxSim): reranks candidates by the token vectors of the embedding model."""

import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from indexes.embedding.embedder import TokenVectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.model_folder import Kind
from indexes.search.reranking import while_time_lasts

_KEPT = 512
"""Number of passages whose token vectors stay in memory for the next questions, at 0.2 MB each."""
_MAXSIM_WEIGHT = 1.5
"""Fitted on one half of the articles and confirmed on the other; weights from 1 to 3 perform alike."""
_MAXSIM_REACH = 0.15
"""This margin keeps nearly all of the gain of comparing all ten passages; it compares 5 where the languages differ and 1.5
where they don't."""


class TokenEmbedder(Protocol):
    """The part of an embedder that token similarity needs."""

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return the token vectors of each text, of shape (tokens, hidden size)."""


class LateInteractionReranker:
    """Scores passages by the mean, over the tokens of the query, of the best cosine among the passage's tokens; -1 to 1.

    The language is removed from token vectors as from whole vectors; otherwise recall@1 in a mixed library falls from 73.3 to
    70.7 %. Comparing the query's vector with windows of the passage gains 1 point across languages, tokens gain 8.
    """

    weight, reach = _MAXSIM_WEIGHT, _MAXSIM_REACH
    most_at_home = 5
    """In the language of the question only the order of the first five is changed. Comparing ten loses passages that were found
    by words: recall@5 falls from 84 to 78 % of 45 questions to a real library of 44,639 chunks."""

    def __init__(self, embedder: TokenEmbedder, language_map: LanguageMap) -> None:
        self._embedder, self._map = embedder, language_map
        self._kept = lru_cache(maxsize=_KEPT)(self._of_passage)

    def scores(self, query: str, passages: Sequence[str], deadline: float) -> list[float | None]:
        """Return the similarity of each passage; 0 if the query or the passage has no token."""
        if time.monotonic() >= deadline:
            return [None] * len(passages)
        own = _units(self._embedder.token_vectors([query], "query")[0])
        if own.shape[1] != self._map.passage_mean.size:  # the map doesn't fit token vectors of another size
            return [None] * len(passages)
        tokens = self._map.queries(own)
        return while_time_lasts(lambda passage: _similarity(tokens, self._kept(passage)), passages, deadline)

    def _of_passage(self, passage: str) -> TokenVectors:
        return self._map.passages(_units(self._embedder.token_vectors([passage], "passage")[0]))


def _units(tokens: TokenVectors) -> TokenVectors:
    return np.asarray(tokens / np.maximum(np.linalg.norm(tokens, axis=1, keepdims=True), 1e-9), np.float32)


def _similarity(query: TokenVectors, passage: TokenVectors) -> float:
    return float((query @ passage.T).max(axis=1).mean()) if len(query) and len(passage) else 0.0
