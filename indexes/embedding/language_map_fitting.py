"""Measures the language map of an embedding model on texts of our own, and whether the model needs one at all."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Embedder
from indexes.embedding.language_map import LanguageMap, Matrix
from indexes.embedding.parallel_texts import Pair, calibration_version
from indexes.errors import VectorsInvalid

_METHOD = 2
"""Rises when maps are fitted otherwise, so that every model is measured anew."""
_CLEAR_GAIN = 0.05
"""Questions of unseen subjects that a map must lead to their subject in another language, beyond those that find it without.
Measured: 0.25 for multilingual-e5-small, 0.005 for the Universal Sentence Encoder, whose vectors hold no language."""


def map_key(fingerprint: str) -> str:
    """Return what a map is made for: a model, by the present method and texts."""
    return f"{fingerprint}|{_METHOD}:{calibration_version()}"


def measured_map(embedder: Embedder, texts: dict[str, list[Pair]]) -> LanguageMap:
    """Return the embedder's map; one that changes nothing where fitting on half of the subjects helps little on the others.

    The texts of each language are on the same subjects in the same order, four of them at least. Raises `VectorsInvalid`.
    """
    sample = _Sample.embedded(embedder, texts)
    if not (np.isfinite(sample.passages).all() and np.isfinite(sample.queries).all()):
        raise VectorsInvalid("the embedding model gives no numbers for a passage: run 'ragassist models verify'")
    if _gain(sample) >= _CLEAR_GAIN:
        return LanguageMap.fit(sample.passages, sample.queries)
    return LanguageMap.identity(sample.passages.shape[2])


@dataclass(frozen=True, slots=True)
class _Sample:
    """Raw vectors of shape (languages, subjects, dimension)."""

    passages: Matrix
    queries: Matrix

    @classmethod
    def embedded(cls, embedder: Embedder, texts: dict[str, list[Pair]]) -> Self:
        return cls(
            np.stack([embedder.embed_passages([pair.passage for pair in pairs]) for pairs in texts.values()]),
            np.stack([embedder.embed_queries([pair.question for pair in pairs]) for pairs in texts.values()]),
        )

    def of(self, subjects: NDArray[np.bool_]) -> "_Sample":
        return _Sample(self.passages[:, subjects], self.queries[:, subjects])

    def share_found(self, using: LanguageMap) -> float:
        """Return how many questions, of 1, have a passage on their subject nearest, the one that answers them left out.

        Any of the other languages will do; passages on other subjects in the question's own language are what misleads.
        """
        languages, subjects, dimension = self.passages.shape
        rows = using.passages(self.passages.reshape(-1, dimension))
        similarities = using.queries(self.queries.reshape(-1, dimension)) @ rows.T
        np.fill_diagonal(similarities, -np.inf)
        subject = np.tile(np.arange(subjects), languages)
        return float(np.mean(subject[similarities.argmax(axis=1)] == subject))


def _gain(sample: _Sample) -> float:
    """Return by how much a map fitted on half of the subjects raises the share found among the others, both ways round."""
    even = np.arange(sample.passages.shape[1]) % 2 == 0
    plain = LanguageMap.identity(sample.passages.shape[2])
    gains = []
    for half in (even, ~even):
        seen, unseen = sample.of(half), sample.of(~half)
        fitted = LanguageMap.fit(seen.passages, seen.queries)
        gains.append(unseen.share_found(fitted) - unseen.share_found(plain))
    return float(np.mean(gains))
