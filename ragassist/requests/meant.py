"""Finds the documents that a request means: those that it names in any language, those of its filter, or those of its topic."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import regex

from indexes.hits import Filter
from indexes.lexical.folding import fold
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ingest.documents import SEPARATOR
from ragassist.language.follow_up_signs import leans
from ragassist.language.registry import packs
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.names import best_of, documents_named, every_named, matches

_CANDIDATES = 40
_ALL_NAMES = 60
"""Most documents whose names are all compared with a request; a name takes some 15 ms, once."""
_SEARCHED = 0.15
"""Weight of a document's share of what a search finds, beside the cosine of its name: of 88 requests in eight languages for
documents of the sample library the right one stands first for 82; by the search alone for 66, by names alone for 77."""
_TWO, _HALF = 2, 0.5
_LIKELY = 0.9
"""A document of whose name a request has few words, such as "manual", is meant if it has this share of the best weight."""
_CLEARLY_BEST = 1.1
"""The best document is meant if it has at least this many times the weight of the second: 80 of these requests are understood
rightly, one wrongly, and for seven the person is asked."""
_MOST_CHOICES = 5
"""Most documents that a person is asked to choose from if they come from the search."""
_NUMBER = regex.compile(r"\P{N}{0,8}(?P<n>\d{1,2})\P{N}{0,8}")
_QUESTION_MARKS = ("?", "？", "؟")
_SHORT = 40
"""Most characters of a text that may be a choice."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The documents that a request means; with `is_open` the person has to choose one of them."""

    documents: tuple[DocumentRow, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A request in a language, its filter, and the documents that the previous answer has cited."""

    text: str
    language: str
    only: Filter | None = None
    cited: Collection[str] = ()


def meant_documents(library: SearchableLibrary, mention: Mention) -> Meant:
    """Return the documents that a request about a document means."""
    documents = Catalogue.of(library, mention.only).documents
    named = matches(documents, mention.text)
    if sure := [one.row for one in best_of(named) if one.share > _HALF]:
        return _open(sure)
    if mention.only or len(documents) == 1:
        return Meant(documents)
    if before := _cited_before(documents, mention):
        return _open(before)
    weights = _weights(library, mention, documents)
    if likely := [one.row for one in best_of(named) if weights[one.row.path] >= _LIKELY * max(weights.values(), default=0.0)]:
        return _open(likely)
    return _open(_clear(documents, weights)[:_MOST_CHOICES])


def sides(library: SearchableLibrary, mention: Mention) -> tuple[DocumentRow, ...]:
    """Return the documents that a request compares: those that it names, else those that its topic is in.

    Of documents that it names by the same words, such as a year, the one that its topic is in most. There are at least two
    documents, or none.
    """
    documents = Catalogue.of(library, mention.only).documents
    named = [best_of(together) for together in every_named(documents, mention.text)]
    if mention.only and len(named) < _TWO <= len(documents) <= _MOST_CHOICES:
        return documents
    if len(named) >= _TWO and all(len(together) == 1 for together in named):
        return tuple(together[0].row for together in named[:_MOST_CHOICES])
    weights = _weights(library, mention, documents)
    rows = [max((one.row for one in together), key=lambda row: weights[row.path]) for together in named]
    if len(rows) < _TWO:
        found = sorted((row for row in documents if weights[row.path]), key=lambda row: -weights[row.path])
        rows = list(dict.fromkeys([*rows, *found]))[:_TWO]
    return tuple(rows[:_MOST_CHOICES]) if len(rows) >= _TWO else ()


def chosen(rows: Sequence[DocumentRow], text: str, language: str) -> DocumentRow | None:
    """Return the document of a list that a short text chooses, by its name, its number or "the second one"; else None.

    A question chooses none, because it may be about one of them.
    """
    if len(text) > _SHORT or text.rstrip().endswith(_QUESTION_MARKS):
        return None
    named = documents_named(rows, text)
    if len(named) == 1:
        return named[0]
    number = _NUMBER.fullmatch(fold(text))
    at = int(number["n"]) - 1 if number else _ordinal(text, language)
    return rows[at] if at is not None and 0 <= at < len(rows) else None


def _ordinal(text: str, language: str) -> int | None:
    patterns = packs()[language].ordinals if language in packs() else ()
    folded = fold(text)
    return next((at for at, pattern in enumerate(patterns) if regex.search(fold(pattern), folded)), None)


def _open(rows: Sequence[DocumentRow]) -> Meant:
    return Meant(tuple(rows), is_open=len(rows) > 1)


def _cited_before(documents: Sequence[DocumentRow], mention: Mention) -> list[DocumentRow]:
    if not mention.cited or not leans(mention.text, mention.language):
        return []
    return [row for row in documents if row.path in mention.cited]


def _clear(documents: Sequence[DocumentRow], weights: Mapping[str, float]) -> list[DocumentRow]:
    """Return the clearly best document, or all documents that are nearly as good as the best."""
    best = max(weights.values(), default=0.0)
    return [row for row in documents if weights.get(row.path, 0.0) * _CLEARLY_BEST >= best > 0]


def _weights(library: SearchableLibrary, mention: Mention, documents: Sequence[DocumentRow]) -> defaultdict[str, float]:
    """Return by path how probably a request means a document: by its name and title, and by what a search finds.

    In a large library only the names of documents that the search finds are compared.
    """
    found: defaultdict[str, float] = defaultdict(float)
    for hit in library.search(mention.text, mention.language, _CANDIDATES, only=mention.only):
        found[hit.chunk.path] += hit.score / hit.rank
    whole = sum(found.values()) or 1.0
    weights: defaultdict[str, float] = defaultdict(float)
    weights.update({path: _SEARCHED * weight / whole for path, weight in found.items()})
    rows = documents if len(documents) <= _ALL_NAMES else [row for row in documents if row.path in found]
    names = [(row.path, name) for row in rows for name in _names(library, row)]
    cosines = library.name_similarities(mention.text, [name for _, name in names])
    best: dict[str, float] = {}
    for (path, _), cosine in zip(names, cosines, strict=False):
        best[path] = max(cosine, best.get(path, 0.0))
    for path, cosine in best.items():
        weights[path] += cosine
    return weights


def _names(library: SearchableLibrary, row: DocumentRow) -> list[str]:
    """Return the name of a document's file and the title above its headings; what is only a number or a date is no name."""
    first = library.chunks(library.chunk_ids(row.id)[:1])
    titles = [chunk.heading.split(SEPARATOR)[0] for chunk in first.values()]
    return [text for text in (PurePath(row.path).stem.replace("_", " "), *titles) if any(map(str.isalpha, text))]
