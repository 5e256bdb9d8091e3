"""The store of a folder: one SQLite file."""

from pathlib import Path

from indexes.database import Database
from indexes.full_text import FullText
from indexes.store import Store
from indexes.vector_table import VectorTable


class LocalStore(Store):
    """A library's tables in one transactional file."""

    database: Database
    full_text: FullText

    def __init__(self, path: Path) -> None:
        database = Database(path)
        super().__init__(database, FullText(database), VectorTable(database))
