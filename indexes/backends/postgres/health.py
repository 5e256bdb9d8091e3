"""The checks of a library on a server: what its own tables say of each other. Pages, disks and copies are the server's."""

from collections.abc import Iterator

from indexes.backends.postgres.dense import PgvectorSearch
from indexes.backends.postgres.store import ServerStore
from indexes.storage.check_report import Problem
from indexes.storage.health import Health

INDEX = "HNSW index"


class ServerHealth(Health):
    """The same checks as a folder's, without those of files."""

    def __init__(self, store: ServerStore, dense: PgvectorSearch) -> None:
        super().__init__(store)
        self._dense = dense

    def structure(self, *, full: bool) -> Iterator[Problem]:
        """Yield nothing: the server keeps its pages and references whole, or says that it can't."""
        return iter(())

    def index(self) -> Iterator[Problem]:
        """Yield the tables of mapped vectors that lack some."""
        tables = self._dense.tables()
        for table in tables if len(tables) == 1 else ():  # of two, one is being prepared
            if count := self._dense.lacking(table):
                yield Problem(INDEX, f"{table} lacks {count} vectors")

    def mend(self, problem: Problem) -> bool:
        """Make anew what can be made from the tables; return whether it was. An index is made by the next search.

        A document that lost its text or its chunks is taken out: the next run over its folder reads it again.
        """
        if problem.what == INDEX:
            self._dense.drop()
            return True
        if problem.bare_path:
            self._store.remove([problem.bare_path])
            return True
        return super().mend(problem)
