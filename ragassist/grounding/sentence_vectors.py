"""Vectors of sentences, computed once, and the cosine of the nearest one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Vectors
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source

_MOST = 2_000
"""Sentences beyond which the vectors of all but the latest are forgotten: 3 MB, some twenty questions' sources."""

_A_PASSAGE_LATER, _HEADING, _SHORT = 0.05, 1.0, 25
"""What is taken from a cosine for each passage before its own, and for a sentence of fewer characters. Of 28 questions of the
sample whose answer stands in one sentence these bring it up for 14, the nearest one alone for 9."""


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
class ComparedSentence:
    """A sentence of some sources: of which source, where in it, and its cosine with a question."""

    passage: int
    start: int
    end: int
    cosine: float

    @property
    def worth(self) -> float:
        """How likely it answers the question: earlier passages do so more often, and headings never do."""
        return self.cosine - _A_PASSAGE_LATER * self.passage - (_HEADING if self.end - self.start < _SHORT else 0.0)


def compared(question: Vectors, sources: Sequence[Source], vectors: SentenceVectors) -> list[ComparedSentence]:
    """Return all sentences of some sources with their cosines with a question, whose vector has shape (1, dimension)."""
    spans = [(at, span) for at, source in enumerate(sources) for span in sentence_spans(source.text)]
    if not spans:
        return []
    cosines = vectors.of([sources[at].sentence(span) for at, span in spans]) @ question[0]
    return [ComparedSentence(at, *span, float(cosine)) for (at, span), cosine in zip(spans, cosines, strict=True)]


def nearest_cosine(question: Vectors, sources: Sequence[Source], vectors: SentenceVectors) -> float:
    """Return the cosine of a question, shape (1, dimension), and the nearest sentence; -1 where there is none."""
    return max((one.cosine for one in compared(question, sources, vectors)), default=-1.0)
