"""Stores results of work on documents by content, so that the work isn't repeated."""

from collections.abc import Collection
from pathlib import Path

from indexes.sqlite.database import Database, DatabaseForm, explained
from indexes.sqlite.schema import create

FILE = "results.sqlite"
_TABLES = """
CREATE TABLE results (
    content TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (content, key)
) WITHOUT ROWID;
"""
_FORM = DatabaseForm(1, lambda connection, _: create(connection, _TABLES))


class KeptResults:
    """A file of results, readable by its user alone. Several processes may use it; each thread needs an instance.

    Methods raise `LibraryBusy`, `LibraryDamaged` and `StorageFull`.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; create it if it doesn't exist."""
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._database = Database(path, _FORM)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def of(self, content: str) -> dict[str, str]:
        """Return all results for a content, given by its sha256, by key."""
        return dict(self._database.rows("SELECT key, value FROM results WHERE content = ?", content))

    def put(self, content: str, key: str, value: str) -> None:
        """Store a result, replacing an older one with its key."""
        self._database.run("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", content, key, value)

    def keep_only(self, contents: Collection[str]) -> None:
        """Delete the results for all other contents, so that no byte of them stays."""
        held = {content for (content,) in self._database.rows("SELECT DISTINCT content FROM results")}
        if gone := held - set(contents):
            with self._database.transaction():
                self._database.run_many("DELETE FROM results WHERE content = ?", ((content,) for content in gone))
            self._database.compact()


def keep_only(path: Path, contents: Collection[str]) -> None:
    """Delete the results for all other contents in a file of results, if it exists."""
    if path.exists():
        kept = KeptResults(path)
        try:
            kept.keep_only(contents)
        finally:
            kept.close()
