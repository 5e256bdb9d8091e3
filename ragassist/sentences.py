"""The sentences of a text, and their vectors, each made once."""

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from indexes.embedder import Vectors

_SENTENCES = re.compile(r"[^.!?。！？؟\n]+(?:[.!?](?=\S)[^.!?。！？؟\n]*)*[.!?。！？؟]*")
_UNFINISHED = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|St|No|Nr|Art|Abs|Fig|Abb|Bd|vs|ca|bzw|e\.g|i\.e|z\.\s?B|d\.\s?h|u\.\s?a|p\.\s?ej|Sr|Sra|Mme|av|[A-Z])"
    r"|\b(?:[Aa]m|[Vv]om|[Zz]um|[Bb]is|[Dd]e[mnrs]|[Dd]ie|[Dd]as|[Ii]m|[Aa]b|[Ss]eit|[Uu]nd) \d{1,2})\.$"
)
"""What ends in a full stop and goes on: an abbreviation, an initial, a German ordinal (am 5. Mai)."""
_SHORT = 25
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


def nearest_cosine(question: Vectors, passages: Iterable[str], vectors: SentenceVectors) -> float:
    """Return the cosine of a question, shape (1, dimension), and the sentence of some passages that is nearest to it.

    -1 where there is none.
    """
    sentences = [text[start:end] for text in passages for start, end in sentence_spans(text)]
    return float((vectors.of(sentences) @ question[0]).max()) if sentences else -1.0


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of sentences, lines counting as such; one too short or unfinished takes in the next of its line."""
    spans: list[tuple[int, int]] = []
    for found in _SENTENCES.finditer(text):
        stripped = found[0].strip()
        if not stripped:
            continue
        start = found.start() + found[0].index(stripped)
        end = start + len(stripped)
        if spans and "\n" not in text[spans[-1][1] : start] and _goes_on(text[slice(*spans[-1])]):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans or [(0, len(text))]


def _goes_on(text: str) -> bool:
    return len(text) < _SHORT or is_unfinished(text)


def is_unfinished(text: str) -> bool:
    """Whether a text that ends in a full stop is no sentence yet."""
    return _UNFINISHED.search(text) is not None
