"""Measures the language map of an embedding model on the calibration texts, and whether the model needs one."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Embedder
from indexes.embedding.language_map import LanguageMap, Matrix
from indexes.embedding.parallel_texts import Pair, calibration_version
from indexes.errors import VectorsInvalid
from ingest.said import said

_METHOD = 2
"""Version of the fitting method; all models are measured again when it changes."""
_CLEAR_GAIN = 0.05
"""Lowest gain of a map that is used: the additional share of questions about unseen subjects that find their subject in another
language. Measured: 0.25 for multilingual-e5-small, 0.005 for the Universal Sentence Encoder, whose vectors hold no language."""


def map_key(fingerprint: str) -> str:
    """Return the key of a map for a model, the present method and the present texts."""
    return f"{fingerprint}|{_METHOD}:{calibration_version()}"


def measured_map(embedder: Embedder, texts: dict[str, list[Pair]]) -> LanguageMap:
    """Return the map of an embedder; the identity if a map that is fitted on half of the subjects helps little on the others.

    The texts of each language are about the same subjects, at least four, in the same order. Raises `VectorsInvalid`.
    """
    sample = _Sample.embedded(embedder, texts)
    if not (np.isfinite(sample.passages).all() and np.isfinite(sample.queries).all()):
        raise VectorsInvalid(
            said("passage_invalid", "the embedding model gives no numbers for a passage: run 'ragassist models verify'")
        )
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
        """Return the share of questions whose nearest passage, in any other language, is about their subject.

        The passage in the language of the question is left out. Passages about other subjects in that language are the
        distractors.
        """
        languages, subjects, dimension = self.passages.shape
        rows = using.passages(self.passages.reshape(-1, dimension))
        similarities = using.queries(self.queries.reshape(-1, dimension)) @ rows.T
        np.fill_diagonal(similarities, -np.inf)
        subject = np.tile(np.arange(subjects), languages)
        return float(np.mean(subject[similarities.argmax(axis=1)] == subject))


def _gain(sample: _Sample) -> float:
    """Return the gain in the share found by a map that is fitted on one half of the subjects, averaged over both halves."""
    even = np.arange(sample.passages.shape[1]) % 2 == 0
    plain = LanguageMap.identity(sample.passages.shape[2])
    gains = []
    for half in (even, ~even):
        seen, unseen = sample.of(half), sample.of(~half)
        fitted = LanguageMap.fit(seen.passages, seen.queries)
        gains.append(unseen.share_found(fitted) - unseen.share_found(plain))
    return float(np.mean(gains))
