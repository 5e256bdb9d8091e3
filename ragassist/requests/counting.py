"""Counts documents by type, by language and by the words that they hold, with the database and the full text."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

import regex

from indexes.hits import Wording
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.language.locale import language_name
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.requests.catalogue import Catalogue, listed
from ragassist.requests.topic import is_quoted

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

SURE, _NEAR = 0.5, 0.12
"""Probability of a document's best passage from which on it is about a topic, and from which on it may be: across languages
a single word is seldom sure."""
_OF_THE_BEST = 0.5
_MOST_NEAR = 3
_SEARCHED = 40


@dataclass(frozen=True, slots=True)
class Criteria:
    """The criteria of a count; without any, all documents count. A `quoted` topic is searched as it is written."""

    type_name: str = ""
    spoken: str = ""
    topic: str = ""
    quoted: bool = False


def criteria_of(text: str, topic: str, language: str) -> Criteria:
    """Return the criteria of a request: the type and the language that it names, and its topic without them."""
    lowered = text.casefold()
    type_name = next((name for name in _TYPES if regex.search(rf"(?<![a-z]){name}s?(?![a-z])", lowered)), "")
    names = {code: language_name(code, language).casefold() for code in languages()}
    spoken = next((code for code, name in names.items() if name and _stem(name) in lowered), "")
    left = [word for word in topic.split() if not _is_named(word.casefold(), type_name, names.get(spoken, ""))]
    return Criteria(type_name, spoken, " ".join(left), quoted=bool(left) and is_quoted(text))


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
    holding, words = _holding(library, criteria, language)
    found = _matching(catalogue, criteria, holding)
    named = [
        phrase("count_type", language, type=criteria.type_name.upper()) if criteria.type_name else "",
        phrase("count_language", language, language=language_name(criteria.spoken, language)) if criteria.spoken else "",
        phrase("count_words", language, words=words) if criteria.topic else "",
    ]
    line = phrase("count_result", language, count=len(found), total=total, criteria="; ".join(filter(None, named)))
    lines = [line, *listed(found, language, library if criteria.topic else None)]
    held = {row.path for row in found}
    if near := [row for row in near_in_meaning(library, catalogue, criteria, language) if row.path not in held]:
        lines += ["", phrase("count_near", language), *listed(near, language, library)]
    return "\n".join(lines)


def matching(library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria, language: str) -> list[DocumentRow]:
    """Return the documents that match all criteria."""
    return _matching(catalogue, criteria, _holding(library, criteria, language)[0])


def _matching(catalogue: Catalogue, criteria: Criteria, holding: set[str]) -> list[DocumentRow]:
    """Return the documents that match all criteria; `holding` are the paths of those that hold the topic's words."""
    rows = list(catalogue.documents)
    if suffixes := _TYPES.get(criteria.type_name):
        rows = [row for row in rows if PurePath(row.path).suffix.removeprefix(".").lower() in suffixes]
    if criteria.spoken:
        rows = [row for row in rows if row.language == criteria.spoken]
    if criteria.topic:
        rows = [row for row in rows if row.path in holding]
    return rows


def _holding(library: SearchableLibrary, criteria: Criteria, language: str) -> tuple[set[str], str]:
    """Return the paths of the documents that contain a topic, and the words that were searched.

    Unless the topic is quoted, translations of its words count too. If no document contains all of its words, those that
    none contains are left out, since they may be words of the request.
    """
    looked_for = {word: _said(library, word, language, quoted=criteria.quoted) for word in criteria.topic.split()}
    holding = {word: _with_any(library, wordings) for word, wordings in looked_for.items()}
    known = [word for word, found in holding.items() if found] or list(looked_for)
    found = set.intersection(*(holding[word] for word in known)) if known else set()
    return found, " ".join(" / ".join(_different(looked_for[word])) for word in known)


def _said(library: SearchableLibrary, word: str, language: str, *, quoted: bool) -> list[Wording]:
    return [Wording(word, language), *([] if quoted else library.words_for(word, language))]


def _different(wordings: Sequence[Wording]) -> Iterable[str]:
    """Return the texts of wordings, those that differ in case alone once."""
    texts: dict[str, str] = {}
    for one in wordings:
        texts.setdefault(one.text.casefold(), one.text)
    return texts.values()


def _with_any(library: SearchableLibrary, wordings: Sequence[Wording]) -> set[str]:
    return {path for one in wordings for path in library.documents_with(one.text, one.language)}


def near_in_meaning(
    library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria, language: str, least: float = _NEAR
) -> list[DocumentRow]:
    """Return the documents that match the other criteria and whose passages are nearest to the topic, in any language.

    `least` is the lowest probability of a passage. Without vectors, whose scores are probabilities, there is none.
    """
    if not (criteria.topic and library.vector_model and library.has_embedder):
        return []
    scores: defaultdict[str, float] = defaultdict(float)
    for hit in library.search(criteria.topic, language, _SEARCHED):
        scores[hit.chunk.path] = max(scores[hit.chunk.path], hit.score)
    least = max(least, _OF_THE_BEST * max(scores.values(), default=0.0))
    rows = matching(library, catalogue, replace(criteria, topic=""), language)
    best = sorted((row for row in rows if scores[row.path] >= least), key=lambda row: -scores[row.path])
    return best[:_MOST_NEAR]
