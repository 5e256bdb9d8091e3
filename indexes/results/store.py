"""Results of work on documents, by the content that they were made of: what was read once isn't read again."""

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
    """A file of results, private to its user; two processes may use it, one thread an instance.

    Methods raise `LibraryBusy`, `LibraryDamaged` and `StorageFull`.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, making it if it isn't there."""
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._database = Database(path, _FORM)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def of(self, content: str) -> dict[str, str]:
        """Return all results of a content, which is named by its sha256, by their keys."""
        return dict(self._database.rows("SELECT key, value FROM results WHERE content = ?", content))

    def put(self, content: str, key: str, value: str) -> None:
        """Keep a result in place of the one that its key had."""
        self._database.run("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", content, key, value)

    def keep_only(self, contents: Collection[str]) -> None:
        """Drop the results of all other contents, so that no byte of them stays."""
        held = {content for (content,) in self._database.rows("SELECT DISTINCT content FROM results")}
        if gone := held - set(contents):
            with self._database.transaction():
                self._database.run_many("DELETE FROM results WHERE content = ?", ((content,) for content in gone))
            self._database.compact()


def keep_only(path: Path, contents: Collection[str]) -> None:
    """Drop the results of contents that left a library, where there is a file of results."""
    if path.exists():
        kept = KeptResults(path)
        try:
            kept.keep_only(contents)
        finally:
            kept.close()
