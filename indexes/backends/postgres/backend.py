"""The storage of a library on a server. Writers don't wait for each other, and machines share the work of embedding."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from indexes.backends.postgres.connection import ServerDatabase, hosts_of
from indexes.backends.postgres.dense import PgvectorSearch
from indexes.backends.postgres.health import ServerHealth
from indexes.backends.postgres.store import ServerStore
from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel
from indexes.errors import LibraryBusy
from indexes.files.kept_parts import NOTHING_KEPT
from indexes.lexical.terms import VERSION as TERMS_VERSION
from indexes.records import ChunkRow
from indexes.search.lexical_search import BM25Search
from indexes.storage.check_report import CheckReport
from indexes.storage.health import rebuild_full_text
from indexes.storage.packing import pack_vectors, unpack_vectors

__all__ = ["ServerBackend", "hosts_of"]

_WRITERS = "writers"


class ServerBackend:
    """The schema of a library on a PostgreSQL server. Results from its documents aren't stored on the machines that ask."""

    kept_parts = NOTHING_KEPT
    word_file = None

    def __init__(self, url: str, library: str) -> None:
        """Open a library; create it if it doesn't exist. Raises `LibraryUnreachable`, `LibraryForeign` or `LibraryDamaged`."""
        self.database = ServerDatabase(url, library)
        self.store = ServerStore(self.database)
        self.dense = PgvectorSearch(self.store)
        self.words = BM25Search(self.store)

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold a shared lock of the writers. Raises `LibraryBusy` while another program rebuilds all chunks."""
        with self.database.held(_WRITERS, shared=True) as free:
            if not free:
                raise LibraryBusy(f"another program is making the library on {self.database.where} anew: wait until it is done")
            if self.store.meta("terms") not in (None, TERMS_VERSION):
                with self.alone():
                    rebuild_full_text(self.store)
            yield
            self.store.full_text.fold()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Exclude all other writers, within `writing`. Raises `LibraryBusy` if there are any."""
        with self.database.held(_WRITERS, shared=False) as free:
            if not free:
                raise LibraryBusy(f"others are writing to the library on {self.database.where}: wait until they are done")
            yield

    @contextmanager
    def claim(self, limit: int) -> Iterator[list[tuple[bytes, ChunkRow]]]:
        """Yield up to `limit` chunks that wait for a vector; no other machine gets them until the context ends."""
        with self.database.transaction():
            yield self.store.claimed(limit)

    def keep(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        """Store raw vectors of shape (keys, dimension) and assign them to the waiting chunks. For use within `claim`."""
        self._insert(keys, rows, model)
        self.store.vectors.mark(sorted(keys))

    def stage(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        """Store raw vectors of shape (keys, dimension) for staged chunks."""
        with self.database.transaction():
            self._insert(keys, rows, model)

    def _insert(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        order = sorted(range(len(keys)), key=lambda at: keys[at])  # the same order in every program avoids deadlocks
        keys, rows = [keys[at] for at in order], rows[order]
        packed = pack_vectors(rows)
        self.store.vectors.insert(list(zip(keys, packed, strict=True)))
        self.dense.insert(keys, unpack_vectors(packed), model)  # rounded like vectors of a rebuilt index

    def sweep(self) -> None:
        """Delete the vectors of removed documents and their rows in the index."""
        with self.database.transaction(sweeping=True):
            if unused := self.store.vectors.take_unused():
                self.dense.take_out(unused)

    def tidy(self, model: VectorModel | None, *, removed: bool) -> str:
        """Update derived data after changes; return ""."""
        if removed:
            self.sweep()
        self.store.full_text.fold()
        if model is None or self.dense.is_current(model):
            return ""
        with suppress(LibraryBusy):  # another program is doing it
            return self.dense.rebuild(model)
        return ""

    def check(self, *, full: bool, repair: bool) -> CheckReport:
        """Return the problems of the library. With `repair`, data that can be derived from its tables is made again.

        The server itself checks pages and disks. Raises `LibraryBusy`.
        """
        health = ServerHealth(self.store, self.dense)
        found = health.problems(full=full)
        if not repair or not found:
            return CheckReport(tuple(found), ())
        with self.writing(), self.alone():
            mended = [problem for problem in found if health.mend(problem)]
            return CheckReport(tuple(health.problems(full=full)), tuple(mended))
