"""Translations of a question into the languages of the library, so that foreign passages are found by their own words.

Search across languages gets worse as the library grows: among 44,640 passages in eight languages, 6 in 10 questions find a
passage in another language among the first five hits. Translated into the language of the passage, most of the others find it.
"""

from collections.abc import Sequence
from typing import Protocol

from indexes.hits import Hit, Wording, are_foreign
from indexes.searchable import SearchableLibrary

_LEAST_SHARE = 0.02
"""Lowest share of the passages for a language to be translated into; a translation costs the same for small languages."""
_NEAREST = 10
_SURE = 0.3
"""From this probability of the first hit on, the question isn't translated. In a real library the first hit is right for less
than one question in four below it, and translations of the others changed no place among the first five."""


class QueryTranslator(Protocol):
    """Translates a question into other languages."""

    def wordings(self, question: str, language: str, into: Sequence[str]) -> Sequence[Wording]:
        """Return the translations of a question into some of the languages. Names and numbers aren't translated."""


class NoTranslator:
    """A translator that returns nothing, for when there is no chat model or it may not be used."""

    def wordings(self, question: str, language: str, into: Sequence[str]) -> Sequence[Wording]:
        """Return ()."""
        del question, language, into
        return ()


NO_TRANSLATOR = NoTranslator()


def chosen_languages(library: SearchableLibrary, language: str, hits: Sequence[Hit], most: int) -> list[str]:
    """Return up to `most` languages into which a question is to be translated, without its own.

    The languages of the first hits come first, then the largest. Return [] if most of the first hits are in the language of
    the question, if the first hit is sure, or if the library holds very little in other languages.
    """
    if hits and (hits[0].score >= _SURE or not are_foreign([hit.chunk.language for hit in hits], language)):
        return []
    counts = library.languages()
    large = [code for code, count in counts.items() if code and count >= _LEAST_SHARE * sum(counts.values())]
    near = [hit.chunk.language for hit in hits[:_NEAREST]]
    ordered = sorted(set(large) - {language}, key=lambda code: (-_weight(code, near), large.index(code)))
    return ordered[:most]


def _weight(code: str, near: Sequence[str]) -> float:
    """Return the weight of a language: the sum of 1 / rank of the hits in it."""
    return sum(1 / rank for rank, found in enumerate(near, 1) if found == code)
