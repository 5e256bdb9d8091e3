"""Takes the language out of vectors, so that a question finds the passage that answers it in whatever language it stands.

Embedding models place texts of one language near each other: in a mixed library a question meets every passage in its own
language before the right one in another. Subtracting the mean and projecting out the directions that the languages' means
span cures it with one linear map for all languages: on parallel paragraphs in five languages recall@5 rose from 64 % to 95 %.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexes.atomic import write_atomically
from indexes.calibration import Pair
from indexes.embedder import Embedder, Vectors

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageMap:
    """Means of shape (dimension,) for passages and queries, and an orthonormal basis (directions, dimension) to take out."""

    passage_mean: Matrix
    query_mean: Matrix
    basis: Matrix

    @classmethod
    def identity(cls, dimension: int) -> Self:
        """Return the map that changes nothing, for a model without language directions."""
        zero = np.zeros(dimension, np.float32)
        return cls(zero, zero, np.zeros((0, dimension), np.float32))

    @classmethod
    def fit(cls, embedder: Embedder, texts: dict[str, list[Pair]], advance: Callable[[int], None] = lambda _: None) -> Self:
        """Return the map of a model, measured on texts by language; languages minus one directions are taken out."""
        passages, queries = [], []
        for pairs in texts.values():
            passages.append(embedder.embed_passages([pair.passage for pair in pairs]))
            queries.append(embedder.embed_queries([pair.question for pair in pairs]))
            advance(len(pairs))
        passage_means = np.stack([rows.mean(axis=0) for rows in passages])
        query_means = np.stack([rows.mean(axis=0) for rows in queries])
        passage_mean, query_mean = passage_means.mean(axis=0), query_means.mean(axis=0)
        offsets = (passage_means - passage_mean + query_means - query_mean) / 2
        _, _, directions = np.linalg.svd(offsets, full_matrices=False)
        return cls(passage_mean, query_mean, directions[: max(0, len(texts) - 1)].astype(np.float32))

    def passages(self, rows: Vectors) -> Vectors:
        """Return passage vectors without their language, of unit length."""
        return self._map(rows, self.passage_mean)

    def queries(self, rows: Vectors) -> Vectors:
        """Return query vectors without their language, of unit length."""
        return self._map(rows, self.query_mean)

    def _map(self, rows: Vectors, mean: Matrix) -> Vectors:
        centred = rows - mean
        plain = centred - (centred @ self.basis.T) @ self.basis
        norms = np.linalg.norm(plain, axis=1, keepdims=True)
        return np.asarray(plain / np.maximum(norms, 1e-9), dtype=np.float32)

    @property
    def digest(self) -> str:
        """A hash of the map: an index built with another one is stale."""
        joined = b"".join(part.tobytes() for part in (self.passage_mean, self.query_mean, self.basis))
        return hashlib.sha256(joined).hexdigest()[:16]

    def save(self, path: Path, fingerprint: str) -> None:
        """Write the map for a model's fingerprint, all or nothing."""
        parts = {"passage_mean": self.passage_mean, "query_mean": self.query_mean, "basis": self.basis}
        data = {name: part.tolist() for name, part in parts.items()}
        write_atomically(path, json.dumps({"fingerprint": fingerprint, "digest": self.digest, **data}).encode())

    @classmethod
    def load(cls, path: Path, fingerprint: str) -> Self | None:
        """Return the saved map of that model, or None where there is none or it is damaged: it can be measured again."""
        try:
            data = json.loads(path.read_bytes())
            parts = [np.asarray(data[name], np.float32) for name in ("passage_mean", "query_mean", "basis")]
            found = cls(parts[0], parts[1], parts[2].reshape(-1, parts[0].size))
            return found if (data["fingerprint"], data["digest"]) == (fingerprint, found.digest) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
