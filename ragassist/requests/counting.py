"""Counts documents by type, by language and by the words that they hold, with the database and the full text."""

from dataclasses import dataclass
from pathlib import PurePath

import regex

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.language.locale import language_name
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.catalogue import Catalogue, listed

_TYPES = {
    "pdf": ("pdf",),
    "word": ("docx", "docm", "dotx", "doc", "odt"),
    "excel": ("xlsx", "xlsm", "xls", "ods"),
    "powerpoint": ("pptx", "pptm", "ppt", "odp"),
    "html": ("html", "htm", "xhtml"),
    "markdown": ("md", "markdown"),
    "csv": ("csv", "tsv"),
    "epub": ("epub",),
    "json": ("json", "jsonl"),
}
"""Names of file types, which are the same in every language, with their suffixes."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of a count; without any, all documents count."""

    type_name: str = ""
    spoken: str = ""
    topic: str = ""


def criteria_of(text: str, topic: str, language: str) -> Criteria:
    """Return the criteria of a request: the type and the language that it names, and its topic without them."""
    lowered = text.casefold()
    type_name = next((name for name in _TYPES if regex.search(rf"(?<![a-z]){name}s?(?![a-z])", lowered)), "")
    names = {code: language_name(code, language).casefold() for code in languages()}
    spoken = next((code for code, name in names.items() if name and _stem(name) in lowered), "")
    left = [word for word in topic.split() if not _is_named(word.casefold(), type_name, names.get(spoken, ""))]
    return Criteria(type_name, spoken, " ".join(left))


def _stem(name: str) -> str:
    """Return the name of a language without its ending, which differs in adjectives; short names are kept."""
    return name[:-2] if name.isascii() and len(name) > 6 else name


def _is_named(word: str, type_name: str, spoken: str) -> bool:
    return bool((type_name and word.startswith(type_name)) or (spoken and _stem(spoken) in word))


def count(library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria, language: str) -> str:
    """Return a text with the number of matching documents, the criteria, and the documents."""
    total = len(catalogue.documents)
    if criteria == Criteria():
        return phrase("request_library", language, documents=total)
    found = matching(library, catalogue, criteria, language)
    named = [
        phrase("count_type", language, type=criteria.type_name.upper()) if criteria.type_name else "",
        phrase("count_language", language, language=language_name(criteria.spoken, language)) if criteria.spoken else "",
        phrase("count_words", language, words=criteria.topic) if criteria.topic else "",
    ]
    line = phrase("count_result", language, count=len(found), total=total, criteria="; ".join(filter(None, named)))
    return "\n".join([line, *listed(found, language, library if criteria.topic else None)])


def matching(library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria, language: str) -> list[DocumentRow]:
    """Return the documents that match all criteria."""
    rows = list(catalogue.documents)
    if suffixes := _TYPES.get(criteria.type_name):
        rows = [row for row in rows if PurePath(row.path).suffix.removeprefix(".").lower() in suffixes]
    if criteria.spoken:
        rows = [row for row in rows if row.language == criteria.spoken]
    if criteria.topic:
        holding = library.documents_with(criteria.topic, language)
        rows = [row for row in rows if row.path in holding]
    return rows
