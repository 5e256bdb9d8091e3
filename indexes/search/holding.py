"""Finds the documents that hold certain words in any form of their language."""

from collections.abc import Iterable

from indexes.hits import Hit
from indexes.lexical.searched_text import searched_text
from indexes.lexical.terms import terms
from indexes.lexical.terms import words as stems


def documents_holding(words: str, hits: Iterable[Hit]) -> set[str]:
    """Return the paths of the documents whose passages among the hits together hold all words."""
    missing: dict[str, set[str]] = {}
    for hit in hits:
        for chunk in (hit.chunk, *hit.others):
            sought = missing.setdefault(chunk.path, set(words.split()))
            held = set(terms(searched_text(chunk.heading, chunk.header, chunk.text), chunk.language))
            sought.difference_update([word for word in sought if _is_held(word, held, chunk.language)])
    return {path for path, sought in missing.items() if not sought}


def _is_held(word: str, held: set[str], language: str) -> bool:
    """Whether terms hold a word: all of its stems, or in Arabic its outline, which a broken plural shares with its singular.

    Parts of a compound don't count: "Rechnungen" is held by "Rechnung", but not by "rechnen".
    """
    return held.issuperset(stems(word, language)) or (language == "ar" and not held.isdisjoint(terms(word, language)))
