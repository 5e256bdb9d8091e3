"""The second stage: the first passages are compared with the question again, more closely, and put in order anew.

Token by token with the embedding model itself (late interaction). On parallel paragraphs in five languages (xquad, 250 to 300
questions each) recall@1 rose from 83.8 to 91.5 % where the passages are in another language, from 73.3 to 76.7 % in a mixed
library and from 93.2 to 94.0 % in the question's own language; recall@5 from 96.5, 93.0 and 98.0 to 98.1, 95.7 and 98.4 %.
"""

import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np

from indexes.embedder import TokenVectors
from indexes.language_map import LanguageMap
from indexes.model_folder import Kind

MOST = 10
"""Passages that are looked at again, at most."""
_KEPT = 512
"""Passages whose tokens stay in memory, since the next question often meets them again: 0.2 MB each."""
_MAXSIM_WEIGHT = 1.5
"""Fitted on one half of the articles, confirmed on the other; 1 to 3 are alike."""
_MAXSIM_REACH = 0.15
"""Keeps nearly all that comparing all ten gains, with 5 passages compared where languages differ and 1.5 where they don't."""


class SecondStage(Protocol):
    """Judges passages by reading them against the query. The order is by the first stage's score + `weight` x its own."""

    @property
    def weight(self) -> float:
        """What its score counts beside the first stage's."""

    @property
    def reach(self) -> float:
        """How far below the best of the first stage a passage can be to be worth a look."""

    def scores(self, query: str, passages: Sequence[str], deadline: float) -> list[float | None]:
        """Return a score for each passage, or None where there was no time left; `deadline` is a time of `time.monotonic`.

        Passages come in the order of the first stage, so that the time goes to the best.
        """


class TokenEmbedder(Protocol):
    """What token similarity needs of an embedder."""

    def token_vectors(self, texts: Sequence[str], kind: Kind) -> list[TokenVectors]:
        """Return each text's own tokens, each of shape (tokens, hidden size)."""


class MaxSim:
    """For each token of the query the best cosine among the passage's tokens, averaged: from -1 to 1.

    Languages are taken out of the tokens as they are out of whole vectors: left in, they cost recall@1 in a mixed library (73.3
    to 70.7 %). The query's vector against windows of the passage gained 1 point where tokens gain 8, in another language.
    """

    weight, reach = _MAXSIM_WEIGHT, _MAXSIM_REACH

    def __init__(self, embedder: TokenEmbedder, language_map: LanguageMap) -> None:
        self._embedder, self._map = embedder, language_map
        self._kept = lru_cache(maxsize=_KEPT)(self._of_passage)

    def scores(self, query: str, passages: Sequence[str], deadline: float) -> list[float | None]:
        """Return the similarity of each passage; 0 where either side has no token."""
        if time.monotonic() >= deadline:
            return [None] * len(passages)
        own = _units(self._embedder.token_vectors([query], "query")[0])
        if own.shape[1] != self._map.passage_mean.size:  # vectors of another size than their tokens: the map isn't theirs
            return [None] * len(passages)
        tokens = self._map.queries(own)
        return while_time_lasts(lambda passage: _similarity(tokens, self._kept(passage)), passages, deadline)

    def _of_passage(self, passage: str) -> TokenVectors:
        return self._map.passages(_units(self._embedder.token_vectors([passage], "passage")[0]))


def while_time_lasts(score: Callable[[str], float], passages: Sequence[str], deadline: float) -> list[float | None]:
    """Return the score of each passage; None from where another one as slow as the slowest so far would end too late."""
    found: list[float | None] = []
    slowest, now = 0.0, time.monotonic()
    for passage in passages:
        if now + slowest >= deadline:
            break
        found.append(score(passage))
        before, now = now, time.monotonic()
        slowest = max(slowest, now - before)
    return found + [None] * (len(passages) - len(found))


def rerank(stage: SecondStage, query: str, passages: Sequence[str], first: Sequence[float], deadline: float) -> list[int]:
    """Return the positions of the passages in their new order.

    `first` are the scores of the first stage, best first. Where nothing is near the best, nothing is done.
    """
    count = contested(first, stage.reach)
    second = stage.scores(query, passages[:count], deadline) if count else []
    return reorder(first, second + [None] * (len(first) - count), stage.weight)


def contested(first: Sequence[float], reach: float) -> int:
    """Return how many passages, scored best first, are near enough to the best to be looked at again; 0 if only itself is."""
    near = sum(score >= first[0] - reach for score in first[:MOST])
    return near if near > 1 else 0


def reorder(first: Sequence[float], second: Sequence[float | None], weight: float) -> list[int]:
    """Return positions, best first by `first` + `weight` x `second`; equals keep their order.

    What has no second score keeps its place: the others change places among themselves, so that time that ran out never moves
    a passage up or down.
    """
    joined = {at: one + weight * two for at, (one, two) in enumerate(zip(first, second, strict=True)) if two is not None}
    best = iter(sorted(joined, key=lambda at: -joined[at]))
    return [next(best) if at in joined else at for at in range(len(first))]


def _units(tokens: TokenVectors) -> TokenVectors:
    return np.asarray(tokens / np.maximum(np.linalg.norm(tokens, axis=1, keepdims=True), 1e-9), np.float32)


def _similarity(query: TokenVectors, passage: TokenVectors) -> float:
    return float((query @ passage.T).max(axis=1).mean()) if len(query) and len(passage) else 0.0
