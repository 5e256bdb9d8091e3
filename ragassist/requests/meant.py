"""Which document a request means: one that it names, or the one that holds what it speaks of."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePath

import regex

from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.requests.catalogue import Catalogue

_PARTS = regex.compile(r"[\p{L}\p{M}]{3,}|\p{N}{2,}|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]{2,}")
_STEM = 5
"""Letters by which a word of a name is found in another form: "Pumpenhandbuchs"."""
_CANDIDATES = 20
_CLEARLY_BEST = 1.2
"""How many times the second's weight the best document of a search has to have where no name is meant."""


def meant_documents(library: SearchableLibrary, catalogue: Catalogue, text: str, language: str) -> list[DocumentRow]:
    """Return the document that a request means; several where it may mean each of them, [] where there is none."""
    named = _named(catalogue.documents, text)
    return named or _held(library, catalogue, text, language)


def _named(documents: Sequence[DocumentRow], text: str) -> list[DocumentRow]:
    """Return the documents with the most words of their names in the request, at least half of a name's."""
    lowered = text.casefold()
    shares = {row.path: _share(PurePath(row.path).stem.casefold(), lowered) for row in documents}
    best = max(shares.values(), default=(0.0, 0))
    return [row for row in documents if shares[row.path] == best] if best[0] >= 0.5 else []


def _share(name: str, text: str) -> tuple[float, int]:
    """Return the share of a name's words that stand in a text, and how many they are."""
    words = _PARTS.findall(name)
    held = sum((word[:_STEM] if len(word) > _STEM + 2 else word) in text for word in words)
    return (held / len(words) if words else 0.0), held


def _held(library: SearchableLibrary, catalogue: Catalogue, text: str, language: str) -> list[DocumentRow]:
    weights: defaultdict[str, float] = defaultdict(float)
    for hit in library.search(text, language, _CANDIDATES):
        weights[hit.chunk.path] += hit.score / hit.rank
    ranked = sorted(weights, key=lambda path: -weights[path])
    clear = [path for path in ranked[:_CANDIDATES] if weights[path] * _CLEARLY_BEST >= weights[ranked[0]]]
    return [row for row in catalogue.documents if row.path in clear]
