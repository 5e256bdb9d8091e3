"""Answers requests that need no chat model: small talk, questions about the program, overviews and counts."""

from indexes.hits import Filter
from indexes.searchable import SearchableLibrary
from ragassist.language.phrases import phrase
from ragassist.language.registry import packs
from ragassist.requests.catalogue import Catalogue, listed, overview
from ragassist.requests.counts.counting import count, matching_facts, named_by_topic
from ragassist.requests.counts.criteria import Criteria, criteria_of, with_kind
from ragassist.requests.kinds import RequestKind
from ragassist.requests.router import shipped_weights
from ragassist.requests.talk import capability, small_talk
from ragassist.requests.topic import topic_of


def answer(
    library: SearchableLibrary,
    kind: RequestKind,
    text: str,
    language: str,
    *,
    only: Filter | None = None,
    asked_in: str | None = None,
) -> str:
    """Return the answer to small talk, a question about the program, an overview or a count, in a language.

    Overviews and counts are limited to documents that match the filter `only`; `asked_in` is the language of the text, if that
    is another one.
    """
    match kind:
        case RequestKind.SMALLTALK:
            return small_talk(library, text, language)
        case RequestKind.CAPABILITY:
            return capability(library, language)
    catalogue = Catalogue.of(library, only)
    asked = asked_in or language
    criteria = with_kind(library, criteria_of(text, _topic(text, asked), asked), catalogue.suffixes)
    if kind == RequestKind.COUNT:
        return count(library, catalogue, criteria, language)
    return _overview(library, catalogue, criteria, language)


def _topic(text: str, language: str) -> str:
    """Return the topic of a request, "" if it is of function words alone."""
    topic = topic_of(text, shipped_weights().common_words)
    usual = packs()[language].function_words if language in packs() else frozenset()
    return "" if all(word.casefold() in usual for word in topic.split()) else topic


def _overview(library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria, language: str) -> str:
    """Return the documents that are named as the topic of a request, else those that hold its words or come near to it.

    Without a topic or a match it is an overview of the library.
    """
    if criteria == Criteria():
        return overview(library, catalogue, language)
    named = named_by_topic(library, catalogue, criteria)
    if found := list(named.documents) if criteria.topic else matching_facts(catalogue, criteria):
        lines = [phrase("overview_about", language), *listed(found, language, library)]
        near = ["", phrase("count_near", language), *listed(named.near, language, library)] if named.near else []
        return "\n".join([*lines, *near])
    told = count(library, catalogue, criteria, language)
    names_some = "\n" in told
    return told if names_some else f"{told}\n\n{overview(library, catalogue, language)}"
