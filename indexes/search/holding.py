"""Finds the documents that hold certain words in any form of their language, by the full text alone."""

from collections import defaultdict

from indexes.lexical.terms import STEMMED, terms
from indexes.lexical.terms import words as stems
from indexes.storage.store import Store

_MOST = 20_000
"""Most chunks that are found for a form of a word."""


def documents_holding(words: str, store: Store) -> set[str]:
    """Return the paths of the documents that hold all words, each in a form of the language of its passage."""
    holding = [store.paths_of(_chunks_with(word, store)) for word in words.split() if terms(word, "")]
    return set.intersection(*holding) if holding else set()


def _chunks_with(word: str, store: Store) -> list[int]:
    """Return the ids of the chunks that hold a word: all of its stems in their language.

    In Arabic its outline is enough, which a broken plural shares with its singular. Parts of a compound don't count:
    "Rechnungen" is held by "Rechnung", but not by "rechnen".
    """
    by_form = defaultdict[tuple[str, ...], set[str]](set)
    for language in STEMMED:
        if form := tuple(stems(word, language)):
            by_form[form].add(language)
    for term in terms(word, "ar"):
        by_form[(term,)].add("ar")
    return sorted({one for form, spoken in by_form.items() for one in _spoken_in(spoken, form, store)})


def _spoken_in(languages: set[str], form: tuple[str, ...], store: Store) -> set[int]:
    """Return the ids of the chunks in some languages that hold a form of a word; "" stands for languages without a stemmer."""
    found = store.chunk_languages(store.full_text.with_phrase([form], _MOST).tolist())
    return {identity for identity, language in found.items() if (language if language in STEMMED else "") in languages}
