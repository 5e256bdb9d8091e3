"""Answers requests that need no chat model: small talk, questions about the program, overviews and counts."""

from indexes.hits import Filter
from indexes.searchable import SearchableLibrary
from ragassist.language.phrases import phrase
from ragassist.requests.catalogue import Catalogue, listed, overview
from ragassist.requests.counts.counting import SURE, count, matching, near_in_meaning
from ragassist.requests.counts.criteria import Criteria, criteria_of, with_kind
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import shipped_weights
from ragassist.requests.talk import capability, small_talk
from ragassist.requests.topic import topic_of


def answer(library: SearchableLibrary, kind: RequestKind, text: str, language: str, only: Filter | None = None) -> str:
    """Return the answer to small talk, a question about the program, an overview or a count, in a language.

    Overviews and counts are limited to documents that match the filter `only`.
    """
    match kind:
        case RequestKind.SMALLTALK:
            return small_talk(library, text, language)
        case RequestKind.CAPABILITY:
            return capability(library, language)
        case RequestKind.COUNT:
            catalogue = Catalogue.of(library, only)
            return count(library, catalogue, with_kind(library, criteria_of(text, _topic(text), language)), language)
        case _:
            return _overview(library, Catalogue.of(library, only), text, language)


def _topic(text: str) -> str:
    return topic_of(text, shipped_weights().common_words)


def _overview(library: SearchableLibrary, catalogue: Catalogue, text: str, language: str) -> str:
    """Return the documents about the topic of a request; without a topic or a match, an overview of the library."""
    criteria = with_kind(library, criteria_of(text, _topic(text), language))
    found = matching(library, catalogue, criteria, language) if criteria != Criteria() else []
    found = found or near_in_meaning(library, catalogue, criteria, language, SURE)
    if not found:
        return overview(library, catalogue, language)
    return "\n".join([phrase("overview_about", language), *listed(found, language, library)])
