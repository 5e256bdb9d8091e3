"""Lexical search: scores chunks by their coverage of the terms of a question."""

import numpy as np
from numpy.typing import NDArray

from indexes.hits import Among, LexicalMatch
from indexes.lexical.bm25 import Ids, Postings, candidates, coverage, share_held, weight
from indexes.lexical.query import LexicalQuery, read_question
from indexes.lexical.terms import STEMMED, holds, words
from indexes.storage.store import Store

_SCORED = 500
"""Number of chunks that are scored with length normalisation."""
_VERIFIED = 200
"""Most chunks whose text is read to check whether they hold a phrase word for word. A quoted word that more chunks hold orders
nothing: in "印刷用的“点”制是谁发明的？" the one sign would put all passages with it before the answer, which is in English."""
_WITH_PHRASE = 20_000
_FEW = 50
"""For a language of fewer than one in this many chunks, the frequency of words in the whole library is used."""


class BM25Search:
    """Finds the best chunks by coverage."""

    def __init__(self, store: Store) -> None:
        self._store, self._full_text = store, store.full_text
        self._languages: dict[str, float] = {}
        self._counted = 0

    def search(self, query: str, language: str, top: int, among: Among | None = None) -> dict[int, LexicalMatch]:
        """Return the matches of the best chunks (of those in `among` if given) for a query in a language.

        Chunks with all quoted phrases come first; a single word that is frequent is no phrase.
        """
        question = read_question(query, language)
        postings = self._postings(question)
        chunks = self.chunks_of(language)
        weights = {term: weight(len(each.chunks), chunks) for term, each in postings.items()}
        if among is not None:
            postings = {term: within(each, among) for term, each in postings.items()}
        phrases, quoted = self._quoted(question.phrases, among)
        ids = np.union1d(candidates(postings, weights, _SCORED), quoted[:_SCORED])
        covered = coverage(postings, weights, ids, self._full_text.lengths(ids))
        named = {term: postings[term] for term in question.identifiers & postings.keys()}
        held = share_held(named, {term: weights[term] for term in named}, ids)
        order = np.lexsort((ids, -covered))
        verified = self._verified(ids[order][np.isin(ids[order], quoted)][:_VERIFIED], phrases)
        best = sorted(order.tolist(), key=lambda at: int(ids[at]) not in verified)[:top] if verified else order[:top].tolist()
        return {
            int(ids[at]): LexicalMatch(float(covered[at]), int(ids[at]) in verified if phrases else None, float(held[at]))
            for at in best
        }

    def _postings(self, question: LexicalQuery) -> dict[str, Postings]:
        """Return the postings of the question's terms. A word without postings is looked up by its stems in other languages."""
        found = self._full_text.postings(question.terms)
        lost = {
            term: question.others[term] for term, each in found.items() if not len(each.chunks) and question.others.get(term)
        }
        if not lost:
            return found
        read = self._full_text.postings(sorted({stem for stems in lost.values() for stem in stems}))
        for term, stems in lost.items():
            found[term] = max(
                (read[stem] for stem in stems if stem in read), key=lambda each: len(each.chunks), default=found[term]
            )
        return found

    def phrases_held_nowhere(self, query: str, among: Among | None = None) -> tuple[str, ...]:
        """Return the quoted phrases of a query that no chunk (of those in `among` if given) holds word for word."""
        phrases = read_question(query, "").phrases
        held = ((phrase, *self._quoted((phrase,), among)) for phrase in phrases)
        return tuple(phrase for phrase, decisive, ids in held if decisive and not self._verified(ids[:_VERIFIED], decisive))

    def chunks_of(self, language: str) -> float:
        """Return the estimated number of chunks in a language, from which the rarity of its words is computed.

        For a rare language it is the number of all chunks. With the number of all chunks for every language, function words
        would count as rare in a library of eight languages.
        """
        count = self._store.chunk_count()
        if not self._counted or abs(count - self._counted) * 10 > self._counted:
            sql = "SELECT language, sum(text_bytes) FROM documents WHERE layout IS NOT NULL GROUP BY language"
            sizes = {str(name): int(size) for name, size in self._store.database.rows(sql)}  # PostgreSQL sums to a decimal
            whole = max(1, sum(sizes.values()))
            self._languages = {name: size / whole for name, size in sizes.items()}
            self._counted = count
        share = self._languages.get(language, 0.0)
        return count * share if share * _FEW >= 1 else float(count)

    def large_languages(self) -> list[str]:
        """Return the languages that at least one in fifty chunks is in, the largest first."""
        self.chunks_of("")
        large = [name for name, share in self._languages.items() if name and share * _FEW >= 1]
        return sorted(large, key=lambda name: -self._languages[name])

    def _quoted(self, phrases: tuple[str, ...], among: Among | None) -> tuple[tuple[str, ...], Ids]:
        """Return the phrases but frequent words, and the chunks that hold the terms of each, by the stems of any language."""
        decisive: list[str] = []
        found = np.empty(0, np.int64)
        for phrase in phrases:
            forms = {tuple(words(phrase, language)) for language in STEMMED}
            ids = self._full_text.with_phrase(forms, _WITH_PHRASE)
            kept = ids if among is None else ids[_passing(ids, among)]
            if len(kept) > _VERIFIED and max(map(len, forms)) == 1:
                continue
            found = np.intersect1d(found, kept) if decisive else kept
            decisive.append(phrase)
        return tuple(decisive), found

    def _verified(self, ids: Ids, phrases: tuple[str, ...]) -> set[int]:
        rows = self._store.chunks(ids.tolist())
        return {
            identity for identity, row in rows.items() if all(holds(f"{row.header}\n{row.text}", phrase) for phrase in phrases)
        }


def within(postings: Postings, among: Among) -> Postings:
    """Return the postings of a term among the chunks that match a filter."""
    kept = _passing(postings.chunks, among)
    return Postings(postings.chunks[kept], postings.counts[kept])


def _passing(ids: Ids, among: Among) -> NDArray[np.bool_]:
    """Return which ids match a filter. A table is used, because numpy's default hashes all matching ids with each call."""
    return np.isin(ids, among.chunks, kind="table")
