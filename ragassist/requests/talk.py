"""Answers small talk, and questions about the program itself."""

from indexes.searchable import SearchableLibrary
from ragassist.language.locale import language_name
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.catalogue import Catalogue, suggestions

_REPLIES = {"greeting_example": "greeting", "thanks_example": "thanks", "goodbye_example": "goodbye"}
"""Example phrases of small talk, and the phrases that answer them."""


def small_talk(library: SearchableLibrary, text: str, language: str) -> str:
    """Return a reply to a greeting, to thanks or to a goodbye; the reply to a greeting suggests questions."""
    reply = _nearest(library, text, language) if library.has_embedder else "greeting"
    said = phrase(reply, language)
    return f"{said} {_holdings(library, language)}" if reply == "greeting" else said


def _nearest(library: SearchableLibrary, text: str, language: str) -> str:
    examples = library.passage_vectors([phrase(name, language) for name in _REPLIES])
    cosines = examples @ library.query_vector(text)[0]
    return list(_REPLIES.values())[int(cosines.argmax())]


def capability(library: SearchableLibrary, language: str) -> str:
    """Return what the program does and doesn't do, and suggested questions."""
    spoken = ", ".join(language_name(code, language) for code in languages())
    return f"{phrase('request_capability', language, languages=spoken)}\n\n{_holdings(library, language)}"


def _holdings(library: SearchableLibrary, language: str) -> str:
    catalogue = Catalogue.of(library)
    held = phrase("request_library", language, documents=len(catalogue.documents))
    if not (asked := suggestions(library, catalogue, language)):
        return held
    return "\n".join([held, phrase("request_try", language), *(f"- {question}" for question in asked)])
