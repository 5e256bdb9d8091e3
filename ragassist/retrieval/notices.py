"""Notices about a library that a person needs to judge the results of a search."""

from indexes.hits import Filter
from indexes.searchable import SearchableLibrary
from ingest.said import said
from ragassist.language.detection import other_language
from ragassist.language.locale import language_name
from ragassist.language.phrases import phrase, said_in


def library_notices(library: SearchableLibrary, language: str, only: Filter | None = None) -> tuple[str, ...]:
    """Return a line for each limitation of the search.

    These are an empty library, documents without vectors, a missing embedding model, and a filter that matches no
    document.
    """
    totals = library.totals()
    empty = "" if totals.documents or totals.waiting else phrase("request_library", language, documents=0)
    share = totals.coverage
    partly = phrase("partly_indexed", language, percent=int(share * 100)) if share < 1 else ""
    about = (said_in(line, language) for line in (library.outdated(), nothing_let_through(library, only)))
    return tuple(line for line in (empty, partly, *about) if line)


def phrases_not_found(library: SearchableLibrary, question: str, language: str, only: Filter | None = None) -> tuple[str, ...]:
    """Return a line for each phrase in quotes that no passage holds word for word."""
    missing = library.phrases_held_nowhere(question, only)
    return tuple(phrase("phrase_not_found", language, phrase=words) for words in missing)


def ninth_language(question: str, language: str) -> tuple[str, ...]:
    """Return a line if a question is in a language in which the program doesn't answer, else ()."""
    code = other_language(question)
    return (phrase("ninth_language", language, name=language_name(code, language)),) if code else ()


def nothing_let_through(library: SearchableLibrary, only: Filter | None) -> str:
    """Return a line if the filter matches no document, with what the library holds; else ""."""
    if not only or library.lets_through(only):
        return ""
    rows = [row for row in library.documents() if row.chunks]
    if not rows:
        return ""
    languages = " ".join(sorted({row.language for row in rows if row.language}))
    if not languages:
        told = "no document of the library fits the filter (it holds {count} documents): 'ragassist list' shows them all"
        return said("filter_fits_none", told, count=len(rows))
    told = (
        "no document of the library fits the filter (it holds {count} documents in {languages}): "
        "'ragassist list' shows them all"
    )
    return said("filter_fits_none_in", told, count=len(rows), languages=languages)
