"""Counts documents by type, language and year, by names and folders, and by the words that they hold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

import regex

from indexes.hits import Wording
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.language.locale import language_name
from ragassist.language.phrases import phrase
from ragassist.language.registry import built_once, packs
from ragassist.requests.catalogue import Catalogue, listed
from ragassist.requests.counts.criteria import TYPES, Criteria
from ragassist.requests.counts.naming import NamedAs, named_as
from ragassist.untrusted import without_forged_marks

_WORDINGS_TOLD = 8
"""Most wordings of a word that are named."""

_NEAR = 0.12
"""Lowest probability of the best passage of a document that may be about a topic: across languages a single word is seldom
sure."""
_OF_THE_BEST = 0.5
_MOST_NEAR = 3
_SEARCHED = 40
_NANOSECONDS = 1e9


def count(library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria, language: str) -> str:
    """Return a text with the number of matching documents, the criteria, and the documents.

    Documents that are named or filed as the topic come before those that hold its words.
    """
    if criteria == Criteria():
        return phrase("request_library", language, documents=len(catalogue.documents))
    lines: list[str] = []
    told: set[str] = set()
    named = named_by_topic(library, catalogue, criteria)
    for by_topic, rows in _by_topic(library, catalogue, criteria, language, named):
        conditions = "; ".join(filter(None, (*_by_facts(catalogue, criteria, language), by_topic)))
        line = phrase("count_result", language, count=len(rows), total=len(catalogue.documents), criteria=conditions)
        new = [row for row in rows if row.path not in told]
        lines += [*([""] if lines else []), line, *listed(new, language, library if criteria.topic else None)]
        told.update(row.path for row in new)
    nearest = dict.fromkeys((*named.near, *near_in_meaning(library, catalogue, criteria)))
    if near := [row for row in nearest if row.path not in told]:
        lines += ["", phrase("count_near", language), *listed(near, language, library)]
    return "\n".join(lines)


def _by_topic(
    library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria, language: str, named: NamedAs
) -> Iterator[tuple[str, Sequence[DocumentRow]]]:
    """Yield by what documents match the topic, with the documents: by name or folder, if any do, and by words.

    Translations of the words count only if none is named so, since a word may have several meanings.
    """
    filed = named.documents
    holding, words = _holding(library, replace(criteria, quoted=criteria.quoted or bool(filed)), whole=bool(named.kind))
    by_words = phrase("count_words", language, words=without_forged_marks(words)) if criteria.topic else ""
    found = _matching(catalogue, criteria, holding)
    by_name = phrase("count_filed", language, words=without_forged_marks(criteria.topic))
    if (filed or named.kind) and {row.path for row in filed} == {row.path for row in found}:
        yield f"{by_name}; {by_words}", filed
        return
    if filed or named.kind:
        yield by_name, filed
    yield by_words, found


def _by_facts(catalogue: Catalogue, criteria: Criteria, language: str) -> Iterator[str]:
    if criteria.type_name or criteria.suffixes:
        held = [suffix for suffix in criteria.suffixes if suffix in catalogue.suffixes] or list(criteria.suffixes[:1])
        yield phrase("count_type", language, type=(criteria.type_name or ", ".join(held)).upper())
    if criteria.spoken:
        yield phrase("count_language", language, language=language_name(criteria.spoken, language))
    if criteria.year:
        yield phrase("count_year", language, year=criteria.year)


def named_by_topic(library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria) -> NamedAs:
    """Return the documents that match the other criteria and whose folder, name or title says the topic, in any language."""
    rows = matching_facts(catalogue, criteria)
    return NamedAs() if criteria.quoted else named_as(library, rows, catalogue.root, criteria.topic, criteria.asked_in)


def matching_facts(catalogue: Catalogue, criteria: Criteria) -> list[DocumentRow]:
    """Return the documents that match the criteria besides the topic."""
    return _matching(catalogue, replace(criteria, topic=""), set())


def _matching(catalogue: Catalogue, criteria: Criteria, holding: set[str]) -> list[DocumentRow]:
    """Return the documents that match all criteria; `holding` are the paths of those that hold the topic's words."""
    rows = list(catalogue.documents)
    if suffixes := criteria.suffixes or TYPES.get(criteria.type_name):
        rows = [row for row in rows if PurePath(row.path).suffix.removeprefix(".").lower() in suffixes]
    if criteria.spoken:
        rows = [row for row in rows if row.language == criteria.spoken]
    if criteria.year:
        rows = [row for row in rows if _is_of(row, criteria.year)]
    if criteria.topic:
        rows = [row for row in rows if row.path in holding]
    return rows


def _is_of(row: DocumentRow, year: str) -> bool:
    """Whether a document was changed in a year, or has it in its name."""
    return _year_of_change(row) == year or year in regex.findall(r"\p{N}+", PurePath(row.path).stem)


def _year_of_change(row: DocumentRow) -> str:
    """Return the year of a document's last change, "" for a time that the system's calendar doesn't have."""
    try:
        return str(datetime.fromtimestamp(row.mtime_ns / _NANOSECONDS).year)
    except (ValueError, OverflowError, OSError):
        return ""


def _holding(library: SearchableLibrary, criteria: Criteria, *, whole: bool) -> tuple[set[str], str]:
    """Return the paths of the documents that contain a topic, and the words that were searched.

    Unless the topic is quoted, translations of its words count too. If no document contains all of its words, those that
    none contains are left out, since they may be words of the request, but not out of a `whole` name of a kind of papers.
    """
    looked_for = {word: _wordings(library, word, criteria.asked_in, quoted=criteria.quoted) for word in criteria.topic.split()}
    holding = {word: _with_any(library, wordings) for word, wordings in looked_for.items()}
    known = [word for word, found in holding.items() if found or whole] or list(looked_for)
    found = set.intersection(*(holding[word] for word in known)) if known else set()
    return found, " ".join(_told(looked_for[word]) for word in known)


def _wordings(library: SearchableLibrary, word: str, language: str, *, quoted: bool) -> list[Wording]:
    """Return a word with its translations in the library, without function words, which say nothing about a document."""
    others = [] if quoted else library.words_for(word, language)
    return [Wording(word, language), *(one for one in others if one.text.casefold() not in _function_words())]


@built_once
def _function_words() -> frozenset[str]:
    return frozenset().union(*(pack.function_words for pack in packs().values()))


def _told(wordings: Sequence[Wording]) -> str:
    """Return the first texts of wordings, those that differ in case alone once."""
    texts: dict[str, str] = {}
    for one in wordings:
        texts.setdefault(one.text.casefold(), one.text)
    more = ["…"] if len(texts) > _WORDINGS_TOLD else []
    return " / ".join([*list(texts.values())[:_WORDINGS_TOLD], *more])


def _with_any(library: SearchableLibrary, wordings: Sequence[Wording]) -> set[str]:
    return {path for one in wordings for path in library.documents_with(one.text)}


def near_in_meaning(library: SearchableLibrary, catalogue: Catalogue, criteria: Criteria) -> list[DocumentRow]:
    """Return the documents that match the other criteria and whose passages are nearest to the topic, in any language.

    Without vectors, whose scores are probabilities, there is none.
    """
    if not (criteria.topic and library.vector_model and library.has_embedder):
        return []
    scores: defaultdict[str, float] = defaultdict(float)
    for hit in library.search(criteria.topic, criteria.asked_in, _SEARCHED):
        scores[hit.chunk.path] = max(scores[hit.chunk.path], hit.score)
    least = max(_NEAR, _OF_THE_BEST * max(scores.values(), default=0.0))
    rows = matching_facts(catalogue, criteria)
    best = sorted((row for row in rows if scores[row.path] >= least), key=lambda row: -scores[row.path])
    return best[:_MOST_NEAR]
