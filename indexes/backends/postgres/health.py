"""Checks a library on a server by comparing its tables. The server itself takes care of pages, disks and copies."""

from collections.abc import Iterator

from indexes.backends.postgres.dense import PgvectorSearch
from indexes.backends.postgres.store import ServerStore
from indexes.storage.check_report import Problem
from indexes.storage.health import Health

INDEX = "HNSW index"


class ServerHealth(Health):
    """The checks of a library in a folder, without those of files."""

    def __init__(self, store: ServerStore, dense: PgvectorSearch) -> None:
        super().__init__(store)
        self._dense = dense

    def structure(self, *, full: bool) -> Iterator[Problem]:
        """Yield nothing, because the server itself checks pages and references."""
        return iter(())

    def index(self) -> Iterator[Problem]:
        """Yield the tables that lack mapped vectors."""
        tables = self._dense.tables()
        for table in tables if len(tables) == 1 else ():  # of two tables, one is being filled
            if count := self._dense.lacking(table):
                yield Problem(INDEX, f"{table} lacks {count} vectors")

    def mend(self, problem: Problem) -> bool:
        """Repair a problem from the tables; return whether it was possible. The next search makes a missing index.

        A document without its text or chunks is removed, and the next run over its folder reads it again.
        """
        if problem.what == INDEX:
            self._dense.drop()
            return True
        if problem.bare_path:
            self._store.remove([problem.bare_path])
            return True
        return super().mend(problem)
