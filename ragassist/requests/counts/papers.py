"""Finds the papers that a request for a table is about: "the tenant and the rent of all leases"."""

from collections.abc import Sequence

import regex

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.requests.catalogue import Catalogue
from ragassist.requests.counts.naming import named_as
from ragassist.requests.names import every_named
from ragassist.requests.router import shipped_weights
from ragassist.requests.topic import topic_of


def papers_named(library: SearchableLibrary, catalogue: Catalogue, text: str, fields: Sequence[str]) -> Sequence[DocumentRow]:
    """Return the documents that a request for a table names, else all documents of the catalogue.

    They are named by words of the names of their files, or by what they are in any language: "the leases". Documents whose
    names match the same words are all named. The name of a field names no document.
    """
    documents, text = catalogue.documents, " ".join(text.split())
    for field in fields:
        text = regex.sub(regex.escape(field), " ", text, count=1, flags=regex.IGNORECASE)
    named = {one.row.path for together in every_named(documents, text) for one in together}
    return [row for row in documents if row.path in named] or _of_kind(library, catalogue, text) or documents


def _of_kind(library: SearchableLibrary, catalogue: Catalogue, text: str) -> Sequence[DocumentRow]:
    """Return the documents whose folder, name or title says what is left of a request without its usual words."""
    weights = shipped_weights()
    words = [word for word in topic_of(text, weights.common_words | weights.table_words).split() if len(word) > 1]
    whole = named_as(library, catalogue.documents, catalogue.root, " ".join(words))
    if whole.documents or len(words) == 1:
        return whole.documents or whole.near
    each = (named_as(library, catalogue.documents, catalogue.root, word).documents for word in words)
    return next(filter(None, each), whole.near)
