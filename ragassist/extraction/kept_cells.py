"""Stores cells by content, field, model and language, so that an interrupted table can be continued."""

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
"""Version of the way in which cells are read; stored cells of another version are read again."""

Cells = Mapping[str, Cell | None]


@dataclass(frozen=True, slots=True)
class KeptCells:
    """The stored cells of one model, for fields in one language, with passages of `budget` tokens. Without `results` no cell
    is stored."""

    results: KeptResults | None
    model: str
    language: str
    budget: int

    def of(self, document: DocumentRow, fields: Sequence[str]) -> Cells:
        """Return the stored cells of a document for the fields that have one."""
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
        """Store a cell."""
        if self.results and document.sha256:
            self.results.put(document.sha256, self._key(field), _CELL.dump_json(cell).decode())

    def keep_only(self, documents: Sequence[DocumentRow]) -> None:
        """Drop the cells of documents that aren't in the library any more."""
        if self.results:
            self.results.keep_only({row.sha256 for row in documents if row.sha256})

    def _key(self, field: str) -> str:
        parts = ["cell", _VERSION, field_key(field), self.model, self.language, self.budget]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _read(text: str) -> list[Cell | None]:
    """Return the stored cell in a list; [] if its text is damaged, and the cell has to be read again."""
    try:
        return [_CELL.validate_json(text)]
    except ValidationError as problem:
        _log.warning("a kept cell is of no use and is read anew: %s", str(problem).splitlines()[0])
        return []
