"""Finds translations of a question's words among the words of a library."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexes.translation.encoder import WordEncoder
from indexes.translation.vocabulary import Vocabulary
from indexes.translation.words import chosen, spans_of

_MOST, _LEAST, _MARGIN = 6, 0.5, 0.25
"""Most translations of a word into a language, their lowest cosine, and their largest distance to the nearest one. Of 72
questions about passages in other languages of 11,031 chunks full text alone finds 51 % among the first five with eight, 47
with four and 40 with two; least cosines from 0.45 to 0.65 and margins from 0.15 to 0.4 differ by 4 points at most."""
_NOTHING = 0.2
"""Usual cosine of unrelated words."""
_COMMON, _FEW = 20, 100
"""A word whose nearest translation is in one of 20 chunks of a language, and in at least a hundred, is a function word there
and isn't searched. In a small library such a word is searched with a low weight."""

_MOST_SPANS = 400
"""Most words of a question, and pieces of its runs of Han characters: about 130 characters, which take half a second."""


@dataclass(frozen=True, slots=True)
class TranslatedWord:
    """A word of a question, and by language its translations with their worth, 0 to 1.

    A language where it is a function word isn't included.
    """

    text: str
    by_language: Mapping[str, Mapping[str, float]]


def translated(question: str, into: Mapping[str, float], vocabulary: Vocabulary, encoder: WordEncoder) -> list[TranslatedWord]:
    """Return the words of a question with their translations; `into` are the languages with the number of chunks in each.

    Of overlapping words, such as pieces of a run of Han characters, those nearest to words of the library are chosen.
    """
    spans = spans_of(question)[:_MOST_SPANS]
    texts = list(dict.fromkeys(span.text for span in spans))
    if not texts or not len(vocabulary):
        return []
    cosines = vocabulary.similarities(encoder.encode(texts))
    worth = dict(zip(texts, cosines.max(axis=1).tolist(), strict=True))
    rows = {text: cosines[at] for at, text in enumerate(texts)}
    found: dict[str, dict[str, Mapping[str, float]]] = {span.text: {} for span in chosen(spans, worth)}
    for code, chunks in into.items():
        places = np.flatnonzero(vocabulary.languages == code)
        for text, said in found.items():
            near = _nearest(rows[text][places])
            if not len(near) or vocabulary.chunks[places[near[0]]] < max(_FEW, chunks / _COMMON):
                said[code] = {vocabulary.words[places[at]]: _worth(rows[text][places[at]]) for at in near}
    return [TranslatedWord(text, said) for text, said in found.items()]


def _nearest(cosines: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the indices of the words that are near enough, nearest first."""
    if not len(cosines):
        return np.empty(0, np.int64)
    first = np.argpartition(-cosines, min(_MOST, len(cosines)) - 1)[:_MOST]
    order = first[np.argsort(-cosines[first], kind="stable")]
    near: NDArray[np.int64] = order[cosines[order] >= max(_LEAST, float(cosines[order[0]]) - _MARGIN)]
    return near


def _worth(cosine: float) -> float:
    return min(1.0, (float(cosine) - _NOTHING) / (1 - _NOTHING))
