"""A library on a server and its upkeep: no writer waits for another, and any number of machines share the embedding."""

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
    """The schema of a library on a PostgreSQL server; what is made of its documents isn't kept on the machines that ask."""

    kept_parts = NOTHING_KEPT

    def __init__(self, url: str, library: str) -> None:
        """Open a library, or make one. Raises `LibraryUnreachable`, `LibraryForeign` or `LibraryDamaged`."""
        self.database = ServerDatabase(url, library)
        self.store = ServerStore(self.database)
        self.dense = PgvectorSearch(self.store)
        self.words = BM25Search(self.store)

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold a shared lock of the library's writers. Raises `LibraryBusy` while another makes all chunks anew."""
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
        """Keep all other writers away, within `writing`. Raises `LibraryBusy` where there are any."""
        with self.database.held(_WRITERS, shared=False) as free:
            if not free:
                raise LibraryBusy(f"others are writing to the library on {self.database.where}: wait until they are done")
            yield

    @contextmanager
    def claim(self, limit: int) -> Iterator[list[tuple[bytes, ChunkRow]]]:
        """Give up to `limit` texts that wait for a vector, which no other machine is given until they have it."""
        with self.database.transaction():
            yield self.store.claimed(limit)

    def keep(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        """Store raw vectors of shape (keys, dimension) and give them to the chunks that wait; to be used within `claim`."""
        self._insert(keys, rows, model)
        self.store.vectors.mark(sorted(keys))

    def stage(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        """Store raw vectors of shape (keys, dimension) of chunks that are being prepared."""
        with self.database.transaction():
            self._insert(keys, rows, model)

    def _insert(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        order = sorted(range(len(keys)), key=lambda at: keys[at])  # the same order in every program avoids deadlocks
        keys, rows = [keys[at] for at in order], rows[order]
        packed = pack_vectors(rows)
        self.store.vectors.insert(list(zip(keys, packed, strict=True)))
        self.dense.insert(keys, unpack_vectors(packed), model)  # rounded, as when the index is built anew

    def sweep(self) -> None:
        """Delete the vectors of what was taken out, and with them their rows in the index."""
        with self.database.transaction(sweeping=True):
            if unused := self.store.vectors.take_unused():
                self.dense.take_out(unused)

    def tidy(self, model: VectorModel | None, *, removed: bool) -> str:
        """Bring what is derived up to date after changes; return ""."""
        if removed:
            self.sweep()
        self.store.full_text.fold()
        if model is None or self.dense.is_current(model):
            return ""
        with suppress(LibraryBusy):  # another program is doing it
            return self.dense.rebuild(model)
        return ""

    def check(self, *, full: bool, repair: bool) -> CheckReport:
        """Return what is wrong with the library; with `repair` what can be made again from its tables is.

        Pages and disks are the server's own to check. Raises `LibraryBusy`.
        """
        health = ServerHealth(self.store, self.dense)
        found = health.problems(full=full)
        if not repair or not found:
            return CheckReport(tuple(found), ())
        with self.writing(), self.alone():
            mended = [problem for problem in found if health.mend(problem)]
            return CheckReport(tuple(health.problems(full=full)), tuple(mended))
