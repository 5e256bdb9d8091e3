"""Computes vectors of sentences once and compares them with a question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from indexes.embedding.embedder import Vectors
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import Source

_MOST = 2_000
"""Most sentences whose vectors are kept: 3 MB, the sources of about twenty questions. Beyond it only the latest call's are
kept."""

_A_PASSAGE_LATER, _HEADING, _SHORT = 0.05, 1.0, 25
"""What is subtracted from a cosine for each passage before the sentence's own, what is subtracted for a sentence of fewer
characters than the third number, and that number. Of 28 questions of the sample whose answer is one sentence, 14 get it as
the best one with these; 9 by the cosine alone."""


class SentenceVectors:
    """Keeps vectors of sentences, language removed, so that a question that was prepared isn't embedded twice."""

    def __init__(self, embed: Callable[[list[str]], Vectors]) -> None:
        self._embed = embed
        self._rows: dict[str, Vectors] = {}

    def of(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of at least one text, shape (texts, dimension)."""
        missing = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if missing:
            self._rows |= dict(zip(missing, self._embed(missing), strict=True))
        found = np.stack([self._rows[text] for text in texts])
        if len(self._rows) > _MOST:
            self._rows = dict(zip(texts, found, strict=True))
        return found


@dataclass(frozen=True, slots=True)
class ComparedSentence:
    """A sentence of the sources: the index of its source, its offsets in it, and its cosine with a question."""

    passage: int
    start: int
    end: int
    cosine: float

    @property
    def worth(self) -> float:
        """The cosine, reduced for later passages, which answer less often, and for headings, which never answer."""
        return self.cosine - _A_PASSAGE_LATER * self.passage - (_HEADING if self.end - self.start < _SHORT else 0.0)


def compared(question: Vectors, sources: Sequence[Source], vectors: SentenceVectors) -> list[ComparedSentence]:
    """Return all sentences of the sources with their cosines with a question, a vector of shape (1, dimension)."""
    spans = [(at, span) for at, source in enumerate(sources) for span in sentence_spans(source.text)]
    if not spans:
        return []
    cosines = vectors.of([sources[at].sentence(span) for at, span in spans]) @ question[0]
    return [ComparedSentence(at, *span, float(cosine)) for (at, span), cosine in zip(spans, cosines, strict=True)]
