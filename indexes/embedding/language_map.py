"""Removes the language from vectors, so that a question finds passages that answer it in any language.

Embedding models place texts of one language near each other, so that in a mixed library a question finds all passages in its
own language before the right one in another. Subtracting the mean, and projecting out the directions between the means of the
languages, corrects it with one linear map: on parallel paragraphs in five languages recall@5 rises from 64 % to 95 %.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Vectors
from indexes.files.atomic import write_atomically

Matrix = NDArray[np.float32]
_PARTS = ("passage_mean", "query_mean", "basis")


@dataclass(frozen=True, slots=True, eq=False)
class LanguageMap:
    """Means of passages and queries, shape (dimension,), and an orthonormal basis to project out, (directions, dimension)."""

    passage_mean: Matrix
    query_mean: Matrix
    basis: Matrix

    @classmethod
    def identity(cls, dimension: int) -> Self:
        """Return a map that changes nothing, for a model whose vectors don't depend on the language."""
        zero = np.zeros(dimension, np.float32)
        return cls(zero, zero, np.zeros((0, dimension), np.float32))

    @classmethod
    def fit(cls, passages: Matrix, queries: Matrix) -> Self:
        """Return the map for raw vectors of shape (languages, texts, dimension); it removes languages - 1 directions.

        On parallel paragraphs (xquad) and guides (faq8) fewer directions give a lower recall across languages (with 5 of 19
        directions recall@5 is 90.9 instead of 95.6 %). More directions, a partial projection or whitening gain nothing.
        """
        passage_means, query_means = passages.mean(axis=1), queries.mean(axis=1)
        passage_mean, query_mean = passage_means.mean(axis=0), query_means.mean(axis=0)
        offsets = np.concatenate([passage_means - passage_mean, query_means - query_mean])
        _, _, directions = np.linalg.svd(offsets, full_matrices=False)
        return cls(passage_mean, query_mean, directions[: len(passages) - 1].astype(np.float32))

    def passages(self, rows: Vectors) -> Vectors:
        """Return passage vectors with the language removed, of unit length."""
        return self._map(rows, self.passage_mean)

    def queries(self, rows: Vectors) -> Vectors:
        """Return query vectors with the language removed, of unit length."""
        return self._map(rows, self.query_mean)

    def _map(self, rows: Vectors, mean: Matrix) -> Vectors:
        centred = rows - mean
        plain = centred - (centred @ self.basis.T) @ self.basis
        norms = np.linalg.norm(plain, axis=1, keepdims=True)
        return np.asarray(plain / np.maximum(norms, 1e-9), dtype=np.float32)

    @property
    def centres(self) -> bool:
        """Whether the map removes anything; if so, the cosine of unrelated texts is about 0."""
        return len(self.basis) > 0

    @property
    def digest(self) -> str:
        """A hash of the map; an index that was built with another map is out of date."""
        joined = b"".join(part.tobytes() for part in (self.passage_mean, self.query_mean, self.basis))
        return hashlib.sha256(joined).hexdigest()[:16]

    def dumps(self, made_for: str) -> str:
        """Return the map as text, with the key of what it was made for."""
        parts = {name: base64.b64encode(getattr(self, name).tobytes()).decode() for name in _PARTS}
        return json.dumps({"made_for": made_for, "digest": self.digest, **parts})

    @classmethod
    def loads(cls, text: str | bytes | None, made_for: str) -> Self | None:
        """Return the map in a text of `dumps`; None if it is missing, damaged, or made for something else."""
        try:
            data = json.loads(text or "")
            parts = [np.frombuffer(base64.b64decode(data[name]), np.float32) for name in _PARTS]
            found = cls(parts[0], parts[1], parts[2].reshape(-1, parts[0].size))
            return found if (data["made_for"], data["digest"]) == (made_for, found.digest) else None
        except (ValueError, KeyError, TypeError):
            return None

    def save(self, path: Path, made_for: str) -> None:
        """Write the map to a file atomically."""
        write_atomically(path, self.dumps(made_for).encode())

    @classmethod
    def load(cls, path: Path, made_for: str) -> Self | None:
        """Return the map in a file; None without a file, or if `loads` returns None."""
        try:
            return cls.loads(path.read_bytes(), made_for)
        except OSError:
            return None
