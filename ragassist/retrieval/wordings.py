"""A question said in the languages of the library, so that passages in another language are found by their own words.

Across languages the distance grows with the library: among 44,640 passages in eight languages a question finds its passage in
another language among the first five 6 times in 10; said in the passage's language, most of the others come among them.
"""

from collections.abc import Sequence
from typing import Protocol

from indexes.hits import Hit, Wording, are_foreign
from indexes.searchable import SearchableLibrary

_LEAST_SHARE = 0.02
"""A language of fewer passages than that is left to the vectors: saying the question in it costs as much as in a large one."""
_NEAREST = 10
_SURE = 0.9
"""Probability of the first hit from which on the question isn't said in other languages."""


class QueryTranslator(Protocol):
    """Says a question in other languages."""

    def wordings(self, question: str, language: str, into: Sequence[str]) -> Sequence[Wording]:
        """Return the question in those of the languages that it could be said in; names and numbers stay as they are."""


class NoTranslator:
    """Says nothing: where there is no chat model, or it isn't to be asked."""

    def wordings(self, question: str, language: str, into: Sequence[str]) -> Sequence[Wording]:
        """Return nothing."""
        del question, language, into
        return ()


NO_TRANSLATOR = NoTranslator()


def chosen_languages(library: SearchableLibrary, language: str, hits: Sequence[Hit], most: int) -> list[str]:
    """Return the languages in which a question is to be said, `most` at most and never its own.

    Those of the first hits come first, then the largest. Return none where most of the first hits are in the question's
    language, where the first one is sure, or where the library holds hardly anything in another language.
    """
    if hits and (hits[0].score >= _SURE or not are_foreign([hit.chunk.language for hit in hits], language)):
        return []
    counts = library.languages()
    large = [code for code, count in counts.items() if code and count >= _LEAST_SHARE * sum(counts.values())]
    near = [hit.chunk.language for hit in hits[:_NEAREST]]
    ordered = sorted(set(large) - {language}, key=lambda code: (-_weight(code, near), large.index(code)))
    return ordered[:most]


def _weight(code: str, near: Sequence[str]) -> float:
    """Return how much the hits speak for a language: the sum of 1 / rank of those that are in it."""
    return sum(1 / rank for rank, found in enumerate(near, 1) if found == code)
