"""The words of a library with their vectors, by which translations of a question's words are found."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Vectors

_STEPS = 127
_AT_ONCE = 8_192
"""Number of rows that are converted to floats at once: 16 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words, each with its most frequent language, the number of chunks that contain it, and an 8-bit row with its step size.

    `rows` are of shape (words, dimension).
    """

    words: tuple[str, ...]
    languages: NDArray[np.str_]
    chunks: NDArray[np.int64]
    rows: NDArray[np.int8]
    steps: NDArray[np.float32]

    @classmethod
    def empty(cls) -> Self:
        """Return a vocabulary without words."""
        none = np.zeros(0, np.int64)
        return cls((), none.astype("U2"), none, np.zeros((0, 0), np.int8), none.astype(np.float32))

    def __len__(self) -> int:
        return len(self.words)

    def only(self, places: NDArray[np.integer]) -> Self:
        """Return the vocabulary of the words at some indices."""
        texts = tuple(self.words[at] for at in places)
        return type(self)(texts, self.languages[places], self.chunks[places], self.rows[places], self.steps[places])

    def similarities(self, vectors: Vectors) -> NDArray[np.float32]:
        """Return the cosines of vectors of unit length with every word, shape (vectors, words)."""
        found = np.empty((len(vectors), len(self)), np.float32)
        for at in range(0, len(self), _AT_ONCE):
            part = slice(at, at + _AT_ONCE)
            found[:, part] = (vectors @ self.rows[part].astype(np.float32).T) * self.steps[part]
        return found


def packed(vectors: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return rows of 8 bits and the step of each: a cosine moves by less than 0.01."""
    steps = np.asarray(np.abs(vectors).max(axis=1, initial=1e-12) / _STEPS, np.float32)
    return np.rint(vectors / steps[:, None]).astype(np.int8), steps
