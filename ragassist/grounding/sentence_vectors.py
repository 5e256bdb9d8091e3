"""Vectors of sentences, computed once, and the cosine of the nearest one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Vectors
from ragassist.language.sentences import sentence_spans

_MOST = 2_000
"""Sentences beyond which the vectors of all but the latest are forgotten: 3 MB, some twenty questions' sources."""


class SentenceVectors:
    """Vectors of sentences without their languages: what was embedded for a typing pause isn't embedded again on Enter."""

    def __init__(self, embed: Callable[[list[str]], Vectors]) -> None:
        self._embed = embed
        self._rows: dict[str, Vectors] = {}

    def of(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of some texts, one at least, shape (texts, dimension)."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if missing:
            self._rows |= dict(zip(missing, self._embed(missing), strict=True))
        found = np.stack([self._rows[text] for text in texts])
        if len(self._rows) > _MOST:
            self._rows = dict(zip(texts, found, strict=True))
        return found


@dataclass(frozen=True, slots=True)
class NearestSentence:
    """The sentence of some passages that is nearest to a question: of which passage, where in it, and its cosine."""

    passage: int
    start: int
    end: int
    cosine: float


def nearest_sentence(question: Vectors, passages: Iterable[str], vectors: SentenceVectors) -> NearestSentence | None:
    """Return the sentence of some passages that is nearest to a question, shape (1, dimension); None where there is none."""
    texts = list(passages)
    spans = [(at, start, end) for at, text in enumerate(texts) for start, end in sentence_spans(text)]
    if not spans:
        return None
    cosines = vectors.of([texts[at][start:end] for at, start, end in spans]) @ question[0]
    best = int(cosines.argmax())
    return NearestSentence(*spans[best], float(cosines[best]))


def nearest_cosine(question: Vectors, passages: Iterable[str], vectors: SentenceVectors) -> float:
    """Return the cosine of a question, shape (1, dimension), and its nearest sentence; -1 where there is none."""
    found = nearest_sentence(question, passages, vectors)
    return found.cosine if found else -1.0
