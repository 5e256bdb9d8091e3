"""Reads the fields of one document: selects passages, asks the model for the value, and checks it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexes.embedding.embedder import Vectors
from indexes.hits import Filter
from indexes.records import DocumentRow
from indexes.searchable import SearchableLibrary
from ragassist.extraction.asking import FieldAsker
from ragassist.extraction.fields import field_key
from ragassist.extraction.places import Occurrence, occurrences
from ragassist.extraction.records import Cell
from ragassist.grounding.claims import ClaimChecker
from ragassist.grounding.normal_form import normal_form
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.retriever import numbered, rough_tokens

_AT_ONCE = 2
"""A document of up to this many times the token budget is read whole for several fields."""
_CANDIDATES = 12
_CHUNK_TOKENS, _QUESTION_TOKENS, _VALUE_TOKENS = 200, 80, 10
"""Usual numbers of tokens of a chunk, of the question about a field, and of a value, to estimate the time of documents."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads fields of documents, with `budget` tokens of passages for each; the fields are in a `language`."""

    library: SearchableLibrary
    embed: Callable[[list[str]], Vectors]
    asker: FieldAsker
    language: str
    budget: int

    def cells(self, document: DocumentRow, fields: Sequence[str]) -> Iterator[Cell | None]:
        """Yield the cell of each field, None if the document has no value for it. Raises `Stopped`."""
        passages = self._passages(document)
        whole = sum(rough_tokens(source.text) for source in passages) <= self.budget * min(len(fields), _AT_ONCE)
        for field in fields:
            sources = passages if whole else self._found(document, passages, field)
            yield self._cell(document, field, sources) if sources else None

    def expected_s(self, documents: Sequence[DocumentRow], fields: int) -> float:
        """Return the estimated seconds for a document, before any is read."""
        most = self.budget * min(fields, _AT_ONCE)
        read = sum(min(document.chunks * _CHUNK_TOKENS, most) for document in documents) / max(1, len(documents))
        return self.asker.pace.expected_s(round(read) + fields * _QUESTION_TOKENS, fields * _VALUE_TOKENS)

    def _passages(self, document: DocumentRow) -> tuple[Source, ...]:
        rows = self.library.chunks(self.library.chunk_ids(document.id))
        return numbered([Source.of(chunk) for chunk in sorted(rows.values(), key=lambda chunk: chunk.start)])

    def _found(self, document: DocumentRow, passages: Sequence[Source], field: str) -> tuple[Source, ...]:
        """Return the passages that fit a field best and the first one, which tells what the document is, in their order."""
        hits = self.library.search(field, self.language, _CANDIDATES, only=Filter(paths=(document.path,)))
        starts = [hit.chunk.start for hit in hits if hit.chunk.path == document.path]
        best = [*passages[:1], *(source for start in starts for source in passages if source.start == start)]
        kept: dict[int, Source] = {}
        room = self.budget
        for source in best:
            room -= rough_tokens(source.text) if source.n not in kept else 0
            if room >= 0 or not kept:
                kept[source.n] = source
        return numbered(sorted(kept.values(), key=lambda source: source.start))

    def _cell(self, document: DocumentRow, field: str, sources: Sequence[Source]) -> Cell | None:
        """Return the model's value with its best place in the passages; None if it isn't in them, since it was made up then.

        A value that only repeats the name of the field, or a part of it, doesn't count.
        """
        value = self.asker.value(field, sources)
        found = [] if _says_nothing(value, field) else occurrences(value, sources, document.language)
        if not found:
            return None
        place = self._nearest(field, value, found)
        verdicts = ClaimChecker([place.alone()], field, self.embed, self.language).check(place.written)
        citation = place.citation(supported=any(verdict.supported for verdict in verdicts))
        return Cell(place.written, normal_form(place.written, place.source.language or document.language), citation)

    def _nearest(self, field: str, value: str, found: Sequence[Occurrence]) -> Occurrence:
        if len(found) == 1:
            return found[0]
        wanted, *rows = self.embed([f"{field}: {value}", *(place.sentence for place in found)])
        return found[int((np.stack(rows) @ wanted).argmax())]


def moved(cell: Cell, path: str) -> Cell:
    """Return a cell for a copy of its document at another path."""
    return replace(cell, citation=replace(cell.citation, path=path))


def _says_nothing(value: str, field: str) -> bool:
    """Whether a value only repeats words of the field's name and holds no digits."""
    said, named = field_key(value), field_key(field)
    return said == named or (set(said.split()) <= set(named.split()) and not any(map(str.isdigit, said)))
