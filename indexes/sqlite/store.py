"""The store of a folder: one SQLite file."""

from pathlib import Path

from indexes.hits import Among, Filter
from indexes.sqlite.database import Database
from indexes.sqlite.full_text import FullText
from indexes.storage.store import Store
from indexes.storage.vector_table import VectorTable


class LocalStore(Store):
    """A library's tables in one file with transactions."""

    database: Database
    full_text: FullText

    def __init__(self, path: Path) -> None:
        database = Database(path)
        super().__init__(database, FullText(database), VectorTable(database))
        self._counted: tuple[tuple[int, int, int], int] | None = None
        self._passed: tuple[tuple[int, int, int], Filter, Among] | None = None

    def chunk_count(self) -> int:
        """Return the number of chunks. They are counted again after every change, which takes 20 ms for a million."""
        state = self.database.state
        if self._counted is None or self._counted[0] != state:
            self._counted = state, super().chunk_count()
        return self._counted[1]

    def among(self, only: Filter) -> Among:
        """Return the documents that match a filter, and their chunks; the last result is kept until the library changes."""
        state = self.database.state
        if self._passed is None or self._passed[:2] != (state, only):
            self._passed = state, only, super().among(only)
        return self._passed[2]
