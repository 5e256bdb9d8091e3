"""Finds the documents that a request means: those that it names in any language, those of its filter, or those of its topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from indexes.lexical.folding import fold
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.language.follow_up_signs import leans
from ragassist.language.registry import packs
from ragassist.requests.catalogue import Catalogue, root_of
from ragassist.requests.counts.naming import named_as
from ragassist.requests.names import Named, best_of, documents_named, every_named, matches, named_in_full
from ragassist.requests.papers.subject import kinds_compared, subject_of
from ragassist.requests.ranking import Mention, weights_of
from ragassist.requests.router import shipped_weights

_TWO = 2
_CLEARLY = 0.06
"""The best document is meant if it has at least this much more weight than the second: of the 65 requests that `ranking` is
measured on 41 are understood rightly and eight wrongly; for 16 the person is asked, of whom 12 are offered the right one."""
_RIVALS = 0.25
"""The person chooses among the documents that have at most this much less weight than the best."""
_MOST_CHOICES = 5
"""Most documents that a person is asked to choose from, unless their names match a request equally well."""
_HALF = 0.5
_OF_BEST = 0.5
"""Share of the highest weight below which a document that has words of a request isn't a side of its comparison."""
_NUMBER = regex.compile(r"\P{N}{0,8}(?P<n>\d{1,2})\P{N}{0,8}")
_QUESTION_MARKS = ("?", "？", "؟")
_SHORT = 40
"""Most characters of a text that may be a choice."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The documents that a request means; with `is_open` the person has to choose one of them.

    If a request names a kind of papers that there are none of, `missing` are its words for them.
    """

    documents: tuple[DocumentRow, ...]
    is_open: bool = False
    missing: str = ""


def meant_documents(library: SearchableLibrary, mention: Mention) -> Meant:
    """Return the documents that a request about a document means."""
    documents = Catalogue.of(library, mention.only).documents
    named = [one.row for one in named_in_full(documents, mention.text)]
    if named and (not mention.spoken or any(row.language in mention.spoken for row in named)):
        return _open(named)
    if mention.only or len(documents) == 1:
        return Meant(documents)
    if before := _cited_before(documents, mention):
        return _open(before)
    held = matches(documents, mention.text)
    weights = weights_of(library, mention, documents, held)
    if of_kind := _of_kind(library, mention, documents, weights):
        return of_kind
    likely = _clear(documents, weights)
    return _open(_named_alike(likely[0], held) if len(likely) == 1 else likely)


def _of_kind(
    library: SearchableLibrary, mention: Mention, documents: Sequence[DocumentRow], weights: Mapping[str, float]
) -> Meant | None:
    """Return the documents of the kind of papers that a request names, None if it names none.

    If there are none, the person is asked which of the likeliest documents is meant.
    """
    words = shipped_weights()
    subject = subject_of(mention.text, mention.language, words.common_words | words.document_words)
    if not subject.kinds:
        return None
    rows = [row for row in documents if row.language in mention.spoken] or list(documents)
    found = named_as(library, rows, root_of(rows), subject.text, mention.language)
    if not found.documents:
        nearest = dict.fromkeys((*found.near, *sorted(documents, key=lambda row: -weights[row.path])))
        return Meant(tuple(nearest)[:_MOST_CHOICES], is_open=True, missing=subject.text)
    ranked = sorted(found.documents, key=lambda row: -weights[row.path])
    return _open(ranked[:_MOST_CHOICES] if found.kind else _clear(ranked, weights) or ranked[:_MOST_CHOICES])


def sides(library: SearchableLibrary, mention: Mention) -> tuple[DocumentRow, ...]:
    """Return the documents that a request compares: those that it names, else those that it most probably means.

    Of documents that it names by the same words, such as a year, and of those in one language of several that it names, the
    most probable one. There are at least two documents, or none.
    """
    documents = Catalogue.of(library, mention.only).documents
    named = [best_of(together) for together in every_named(documents, mention.text)]
    if mention.only and len(named) < _TWO <= len(documents) <= _MOST_CHOICES:
        return documents
    weights = weights_of(library, mention, documents, matches(documents, mention.text))
    least = _OF_BEST * max(weights.values(), default=0.0)
    groups = [[one.row for one in together if weights[one.row.path] >= least] for together in named]
    spoken = [[row for row in documents if row.language == code] for code in mention.spoken]
    if sum(map(bool, spoken)) >= _TWO:
        groups = spoken
    else:
        groups += _of_other_kinds(library, mention, documents, groups)
    rows = [max(group, key=lambda row: weights[row.path]) for group in groups if group]
    if len(rows) < _TWO:
        found = sorted((row for row in documents if weights[row.path] > 0), key=lambda row: -weights[row.path])
        rows = list(dict.fromkeys([*rows, *found]))[:_TWO]
    return tuple(rows[:_MOST_CHOICES]) if len(rows) >= _TWO else ()


def _of_other_kinds(
    library: SearchableLibrary, mention: Mention, documents: Sequence[DocumentRow], groups: Sequence[Sequence[DocumentRow]]
) -> list[list[DocumentRow]]:
    """Return the documents of each kind of papers that a comparison names and that none of the groups has a document of."""
    words = shipped_weights()
    asked = kinds_compared(mention.text, mention.language, words.common_words | words.document_words)
    known, found = {row.path for group in groups for row in group}, list[list[DocumentRow]]()
    for kind in asked:
        rows = list(named_as(library, documents, root_of(documents), kind, mention.language).documents)
        if rows and known.isdisjoint(row.path for row in rows):
            found.append(rows)
            known.update(row.path for row in rows)
    return found


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


def _named_alike(row: DocumentRow, held: Sequence[Named]) -> list[DocumentRow]:
    """Return the documents in the language of one that a request names as well as that one: "Minutes_2019", "Minutes_2024"."""
    own = next((one for one in held if one.row == row and one.share > _HALF), None)
    return [one.row for one in held if own and one.rank == own.rank and one.row.language == row.language] or [row]


def _clear(documents: Sequence[DocumentRow], weights: Mapping[str, float]) -> list[DocumentRow]:
    """Return the clearly best document, or the documents that are nearly as good as the best."""
    rows = sorted((row for row in documents if weights[row.path] > 0), key=lambda row: -weights[row.path])[:_MOST_CHOICES]
    best = weights[rows[0].path] if rows else 0.0
    is_clear = len(rows) < _TWO or weights[rows[1].path] <= best - _CLEARLY
    return rows[:1] if is_clear else [row for row in rows if weights[row.path] >= best - _RIVALS]
