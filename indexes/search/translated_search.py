"""Full-text search by translated words: scores chunks in several languages by their coverage of a question."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from indexes.hits import Among, Wording
from indexes.lexical.bm25 import Postings, candidates, coverage, weight
from indexes.lexical.terms import identifiers, words
from indexes.search.library_words import LibraryWords
from indexes.search.protocols import LexicalSearch
from indexes.search.translations import TranslatedWord
from indexes.storage.store import Store

_SCORED = 300
"""Number of chunks in each language that are scored with length normalisation."""
_UNKNOWN = 0.5
"""Weight of a word that no chunk contains, as a share of the highest weight: chunks may say it in other words."""
_SAME = 0.62
"""Worth from which on a word counts as a translation: "Pumpe" for "bombas" has 0.67, and for "펌프" 0.64; "garantía" for
"insurance" has 0.53. Some wrong ones reach it too ("vermieden" for "rent", 0.67), so the user always sees the words."""
_NONE = Postings(np.empty(0, np.int64), np.empty(0, np.float64))
Worths = Mapping[str, float]


class TranslatedSearch:
    """Finds the best chunks in each language by BM25 over translations of the question's words."""

    def __init__(self, store: Store, full_text: LexicalSearch, library_words: LibraryWords) -> None:
        self._store, self._full_text, self._words = store, full_text, library_words

    def words_for(self, word: str, language: str) -> list[Wording]:
        """Return the translations of a word in the library's other large languages."""
        into = {code: self._full_text.chunks_of(code) for code in self._full_text.large_languages() if code != language}
        said = self._words.translated(word, into) if into else []
        return [
            Wording(text, code)
            for each in said
            for code, worths in each.by_language.items()
            for text, worth in worths.items()
            if worth >= _SAME
        ]

    def search(self, question: str, language: str, top: int, among: Among | None = None) -> dict[int, float]:
        """Return the coverage, 0 to 1, of the best chunks in each language, of those in `among` if it is given.

        Only the library's large languages are searched. The question's own one is searched by synonyms too, since passages in
        other languages would otherwise be ranked before its own.
        """
        into = {code: self._full_text.chunks_of(code) for code in self._full_text.large_languages()}
        said = self._words.translated(question, into) if into.keys() - {language} else []
        found: dict[int, float] = {}
        for code in into if said else ():
            found |= self._in_language(_sought(question, code, said), code, top, among)
        return found

    def _in_language(self, sought: Mapping[str, Worths], code: str, top: int, among: Among | None) -> dict[int, float]:
        own = self._words.chunks_in(code, self._store)
        postings = {text: _kept(each, _are_in(own, each.chunks)) for text, each in self._postings(sought, code).items()}
        chunks = self._full_text.chunks_of(code)
        weights = {
            text: weight(len(each.chunks), chunks) if len(each.chunks) else _UNKNOWN * weight(0, chunks)
            for text, each in postings.items()
        }
        if among is not None:
            postings = {text: _kept(each, np.isin(each.chunks, among.chunks)) for text, each in postings.items()}
        ids = candidates(postings, weights, _SCORED)
        covered = coverage(postings, weights, ids, self._store.full_text.lengths(ids))
        best = np.argsort(-covered, kind="stable")[:top]
        return {int(ids[at]): float(covered[at]) for at in best if covered[at] > 0}

    def _postings(self, sought: Mapping[str, Worths], code: str) -> dict[str, Postings]:
        """Return the postings of the translations of each word of the question, weighted by their worth.

        A word whose best translation is in too many chunks to be read is left out, since it distinguishes nothing.
        """
        parts = {word: tuple(dict.fromkeys(words(word, code))) for said in sought.values() for word in said}
        read = self._store.full_text.postings(list(dict.fromkeys(term for each in parts.values() for term in each)))
        whole = {word: _all_of([read[term] for term in each]) for word, each in parts.items() if all(t in read for t in each)}
        return {
            text: _any_of([(whole[word], worth) for word, worth in said.items() if word in whole])
            for text, said in sought.items()
            if max(said, key=lambda word: (word != text, said[word])) in whole
        }


def _sought(question: str, code: str, said: Sequence[TranslatedWord]) -> dict[str, Worths]:
    """Return the words to search in a language: each word with its translations, and numbers and part numbers unchanged."""
    found: dict[str, Worths] = {
        word.text: {word.text: 1.0} | dict(word.by_language[code]) for word in said if code in word.by_language
    }
    return found | {named: {named: 1.0} for named in identifiers(question) if named not in found}


def _are_in(own: NDArray[np.bool_], ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which ids are chunks of the language; ids that only a damaged full text contains aren't."""
    known = ids < len(own)
    return known & own[np.where(known, ids, 0)]


def _kept(postings: Postings, kept: NDArray[np.bool_]) -> Postings:
    return Postings(postings.chunks[kept], postings.counts[kept])


def _all_of(parts: Sequence[Postings]) -> Postings:
    """Return the chunks that contain all terms, which are those of one word in a script without spaces."""
    if not parts:
        return _NONE
    ids, counts = parts[0].chunks, parts[0].counts
    for other in parts[1:]:
        ids, mine, its = np.intersect1d(ids, other.chunks, assume_unique=True, return_indices=True)
        counts = np.minimum(counts[mine], other.counts[its])
    return Postings(ids, counts)


def _any_of(parts: Sequence[tuple[Postings, float]]) -> Postings:
    """Return the chunks that contain any of some words, each with the highest count, weighted by the word's worth."""
    ids, place = np.unique(np.concatenate([each.chunks for each, _ in parts]), return_inverse=True)
    highest = np.zeros(len(ids))
    np.maximum.at(highest, place, np.concatenate([each.counts * worth for each, worth in parts]))
    return Postings(ids, highest)
