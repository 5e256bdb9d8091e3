"""Finds the papers that a request for a table is about: "the tenant and the rent of all leases"."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.language.registry import packs
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.counts.naming import NamedAs, named_as
from ragassist.requests.names import every_named, named_in_full
from ragassist.requests.papers.kinds import usual_names
from ragassist.requests.papers.subject import Subject, subject_of
from ragassist.requests.router import shipped_weights

_TWO = 2


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents that a request for a table is about.

    If it names papers that there are none of, `missing` are its words for them, and `documents` those that come near to them.
    """

    documents: Sequence[DocumentRow]
    missing: str = ""


def papers_named(library: SearchableLibrary, catalogue: Catalogue, text: str, fields: Sequence[str], language: str) -> Papers:
    """Return the documents that a request for a table names, all documents of the catalogue if it names none.

    They are named by words of the names of their files, or by what they are in any language: "the leases". Documents whose
    names match the same words are all named. The name of a field names no document.
    """
    documents, text = catalogue.documents, " ".join(text.split())
    for field in fields:
        text = regex.sub(regex.escape(field), " ", text, count=1, flags=regex.IGNORECASE)
    weights = shipped_weights()
    subject = subject_of(text, language, weights.common_words | weights.table_words)
    if full := {one.row.path for one in named_in_full(documents, text)}:
        return Papers([row for row in documents if row.path in full])
    found = _of_subject(library, catalogue, subject, language) if subject.kinds else NamedAs()
    if found.documents or found.kind:
        return Papers(found.documents or found.near, "" if found.documents else subject.text)
    if named := {one.row.path for together in every_named(documents, subject.text) for one in together}:
        return Papers([row for row in documents if row.path in named])
    found = found if subject.kinds else _of_subject(library, catalogue, subject, language)
    if found.documents:
        return Papers(found.documents)
    is_any = not subject.text or (not subject.kinds and _names_documents(text, language))
    return Papers(documents) if is_any else Papers(found.near, subject.text)


def _of_subject(library: SearchableLibrary, catalogue: Catalogue, subject: Subject, language: str) -> NamedAs:
    """Return the documents that are what a subject says, or of the kinds of papers that it names, else of a word of it."""
    whole = named_as(library, catalogue.documents, catalogue.root, subject.text, language)
    if whole.documents or whole.kind or not subject.text:
        return whole
    words = [usual_names(kind)[language] for kind in subject.kinds] if len(subject.kinds) >= _TWO else subject.text.split()
    if len(subject.kinds) == 1 or len(words) < _TWO:
        return whole
    each = [named_as(library, catalogue.documents, catalogue.root, word, language).documents for word in words]
    if subject.kinds:
        return NamedAs(tuple(dict.fromkeys(row for rows in each for row in rows)), whole.near)
    return NamedAs(next(filter(None, each), ()), whole.near)


def _names_documents(text: str, language: str) -> bool:
    """Whether a request is about documents of whatever kind: "all files"."""
    return language in packs() and regex.search(packs()[language].material, text.casefold()) is not None
