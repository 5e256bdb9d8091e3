"""Cells that are kept by content, field, model and language, so that a table goes on where it was broken off."""

import hashlib
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from indexes.records import DocumentRow
from indexes.results.store import KeptResults
from ragassist.extraction.fields import field_key
from ragassist.extraction.reading import moved
from ragassist.extraction.records import Cell

_log = logging.getLogger(__name__)
_CELL: TypeAdapter[Cell | None] = TypeAdapter(Cell | None)
_VERSION = 2
"""Of how a cell is read; a cell of an older version is read anew."""

Cells = Mapping[str, Cell | None]


@dataclass(frozen=True, slots=True)
class KeptCells:
    """The cells of one model, for fields in one language, with passages of `budget` tokens; without `results` none is kept."""

    results: KeptResults | None
    model: str
    language: str
    budget: int

    def of(self, document: DocumentRow, fields: Sequence[str]) -> Cells:
        """Return the cells of those fields that are known."""
        if not (self.results and document.sha256):
            return {}
        held = self.results.of(document.sha256)
        keys = {field: self._key(field) for field in fields}
        return {
            field: moved(cell, document.path) if cell else None
            for field, key in keys.items()
            if key in held
            for cell in _read(held[key])
        }

    def put(self, document: DocumentRow, field: str, cell: Cell | None) -> None:
        """Keep a cell."""
        if self.results and document.sha256:
            self.results.put(document.sha256, self._key(field), _CELL.dump_json(cell).decode())

    def keep_only(self, documents: Sequence[DocumentRow]) -> None:
        """Drop the cells of contents that the library doesn't hold any more."""
        if self.results:
            self.results.keep_only({row.sha256 for row in documents if row.sha256})

    def _key(self, field: str) -> str:
        parts = ["cell", _VERSION, field_key(field), self.model, self.language, self.budget]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _read(text: str) -> list[Cell | None]:
    """Return the cell of a kept text, [] where it can't be read: it is read from the document anew then."""
    try:
        return [_CELL.validate_json(text)]
    except ValidationError as problem:
        _log.warning("a kept cell is of no use and is read anew: %s", str(problem).splitlines()[0])
        return []
