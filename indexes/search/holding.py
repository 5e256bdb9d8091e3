"""Finds the documents that hold certain words in any form of their language."""

from collections.abc import Iterable

from indexes.hits import Hit
from indexes.lexical.searched_text import searched_text
from indexes.lexical.terms import terms


def documents_holding(words: str, hits: Iterable[Hit]) -> set[str]:
    """Return the paths of the documents whose passages among the hits together hold all words."""
    missing: dict[str, set[str]] = {}
    for hit in hits:
        for chunk in (hit.chunk, *hit.others):
            sought = missing.setdefault(chunk.path, set(terms(words, chunk.language)))
            sought.difference_update(terms(searched_text(chunk.heading, chunk.header, chunk.text), chunk.language))
    return {path for path, sought in missing.items() if not sought}
