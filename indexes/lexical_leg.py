"""The lexical leg: a question becomes terms, and chunks are scored by how much of the question their terms account for."""

from collections.abc import Callable

from indexes.full_text import FullText
from indexes.fusion import most_a_question_can_score
from indexes.hits import Among, Words
from indexes.lexical import terms

_MOST_TERMS = 64


class LexicalLeg:
    """Best chunks by BM25, as a share of the most that the question's terms could score."""

    def __init__(self, full_text: FullText, chunk_count: Callable[[], int]) -> None:
        self._full_text, self._chunk_count = full_text, chunk_count

    def search(self, query: str, language: str, top: int, among: Among | None = None) -> dict[int, Words]:
        """Return what full text knows of the best chunks for a query in a language, of those in `among` if it is given."""
        unique = list(dict.fromkeys(terms(query, language)))[:_MOST_TERMS]
        frequencies = self._full_text.document_frequencies(unique)
        bound = most_a_question_can_score(unique, frequencies, self._chunk_count())
        found = self._full_text.match([term for term in unique if term in frequencies], top, among)
        return {identity: Words(min(1.0, max(0.0, score) / bound)) for identity, score in found} if bound > 0 else {}
