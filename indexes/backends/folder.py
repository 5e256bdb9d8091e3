"""Stores a library in a folder: a SQLite file, and a FAISS file that is derived from it. There is one writer at a time."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from indexes.dense.dense_search import FaissSearch
from indexes.dense.faiss_index import problem_with
from indexes.embedding.embedder import Vectors
from indexes.embedding.vector_model import VectorModel
from indexes.errors import LibraryBusy, LibraryDamaged, StorageFull
from indexes.files.kept_parts import KeptParts
from indexes.files.locks import writer_lock
from indexes.lexical.terms import VERSION as TERMS_VERSION
from indexes.records import ChunkRow
from indexes.results.store import FILE as RESULTS
from indexes.results.store import keep_only
from indexes.search.lexical_search import BM25Search
from indexes.search.library_words import forget_gone
from indexes.sqlite.salvage import Salvaged, drop_damaged, salvage
from indexes.sqlite.store import LocalStore
from indexes.storage.check_report import FAISS_FILE, ORPHAN, PAGE, CheckReport, Problem
from indexes.storage.health import Health, rebuild_full_text
from indexes.storage.packing import pack_vectors
from indexes.storage.store import UNTIDY
from ingest.errors import AssistantError
from ingest.said import said, why

_log = logging.getLogger(__name__)
DATABASE, FAISS, PARTS, WORDS = "library.sqlite", "vectors.faiss", "parts", "words.npz"
_WASTE = 10
"""The file is rewritten if more than one in this many pages is empty."""


class FolderBackend:
    """The files of a library and their maintenance."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.kept_parts = KeptParts(folder / PARTS)
        self.word_file = folder / WORDS
        _make_private(folder)
        self._open()

    def _open(self) -> None:
        self.store = LocalStore(self.folder / DATABASE)
        self.dense = FaissSearch(self.store, self.folder / FAISS)
        self.words = BM25Search(self.store)

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer lock, which every change needs; it ends with its process. Raises `LibraryBusy` if it is held."""
        with writer_lock(self.folder):
            if self.store.meta("terms") not in (None, TERMS_VERSION):
                rebuild_full_text(self.store)
            with suppress(LibraryBusy):  # the next writer will finish the sweep
                self.sweep()
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No-op: the writer lock already excludes others."""
        yield

    @contextmanager
    def claim(self, limit: int) -> Iterator[list[tuple[bytes, ChunkRow]]]:
        """Yield up to `limit` chunks that wait for a vector, one for each key."""
        yield self.store.next_waiting(limit)

    def keep(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        """Store raw vectors of shape (keys, dimension), and assign them to the waiting chunks with these keys."""
        self.store.vectors.put(list(zip(keys, pack_vectors(rows), strict=True)))
        self.dense.keep_up(len(keys), model)

    def stage(self, keys: Sequence[bytes], rows: Vectors, model: VectorModel) -> None:
        """Store raw vectors of shape (keys, dimension) for staged chunks."""
        with self.store.database.transaction():
            self.store.vectors.insert(list(zip(keys, pack_vectors(rows), strict=True)))

    def tidy(self, model: VectorModel | None, *, removed: bool) -> str:
        """Update derived data after changes; return a line about what could not be written, "" if all was."""
        if removed or self.store.meta(UNTIDY):
            self._sweep_up()
            self._shrink()
        if model is None or self.dense.is_current(model):
            return ""
        return self.dense.rebuild(model)

    def _shrink(self) -> None:
        """Shrink the file if many of its pages are empty, unless another process is reading at that moment."""
        free, pages = (self.store.database.value(f"PRAGMA {name}") for name in ("freelist_count", "page_count"))
        if free * _WASTE > pages:
            with suppress(LibraryBusy, StorageFull):
                self.store.database.compact()

    def sweep(self) -> None:
        """Delete the remains of removed documents. After a kill the next writer does it."""
        untidy = self.store.meta(UNTIDY)
        if untidy == "removed":
            self.dense.forget_gone()
            forget_gone(self.word_file, self.store)
            drop_damaged(self.folder / DATABASE)
            self.store.vectors.drop_unused()
            self.store.full_text.optimize()
            self.store.database.compact()
            self._drop_results()
            self.store.set_meta(UNTIDY, None)
        elif untidy:
            self._sweep_up()

    def _sweep_up(self) -> None:
        self.store.vectors.drop_unused()
        self.store.full_text.optimize()
        self._drop_results()
        self.store.set_meta(UNTIDY, None)

    def _drop_results(self) -> None:
        """Delete stored results of removed documents. If that fails, the next removal tries again."""
        contents = {row.sha256 for row in self.store.documents() if row.sha256}
        try:
            keep_only(self.folder / RESULTS, contents)
            self.kept_parts.keep_only(contents)
        except LibraryDamaged:
            for name in (RESULTS, f"{RESULTS}-wal", f"{RESULTS}-shm"):  # results can be made again
                (self.folder / name).unlink(missing_ok=True)
        except (AssistantError, OSError) as problem:
            _log.warning("results of documents that are gone stay for now: %s", problem)

    # Health

    def check(self, *, full: bool, repair: bool) -> CheckReport:
        """Return the problems of the library. With `repair`, data that can be derived from the database is made again.

        A repair holds the writer lock. Raises `LibraryBusy`.
        """
        health = FolderHealth(self.store, self.dense)
        found = health.problems(full=full)
        if not repair or not found:
            return CheckReport(tuple(found), ())
        with self.writing():
            mended = [problem for problem in found if health.mend(problem)]
            if len(mended) < len(found):
                mended = [*found, self._salvage()]
            health = FolderHealth(self.store, self.dense)
            return CheckReport(tuple(health.problems(full=full)), tuple(mended))

    def _salvage(self) -> Problem:
        self.store.close()
        saved = salvage(self.folder / DATABASE)
        self._open()
        rebuild_full_text(self.store)
        self.dense.drop()
        self.word_file.unlink(missing_ok=True)  # ids of lost documents are used again
        return _told(saved)


class FolderHealth(Health):
    """The checks of a folder, which include the pages of the database and the FAISS file."""

    def __init__(self, store: LocalStore, dense: FaissSearch) -> None:
        super().__init__(store)
        self._dense = dense

    def structure(self, *, full: bool) -> Iterator[Problem]:
        """Yield damaged pages, and rows with dangling references."""
        for (line,) in self._database.rows(f"PRAGMA {'integrity' if full else 'quick'}_check"):
            if line != "ok":
                yield Problem(PAGE, str(line))
        for table, row, *_ in self._database.rows("PRAGMA foreign_key_check"):
            yield Problem(ORPHAN, f"{table} row {row}")

    def index(self) -> Iterator[Problem]:
        """Yield the problem of the FAISS file, if it has one."""
        path, saved = self._dense.path, self._dense.saved
        problem = problem_with(path, saved)
        if problem and self._dense.saved != saved:  # a writer has replaced the file meanwhile
            problem = problem_with(path, self._dense.saved)
        if problem:
            yield Problem(FAISS_FILE, problem)

    def mend(self, problem: Problem) -> bool:
        """Repair a problem from the database; return whether it was possible. The next search makes the FAISS file."""
        if problem.what != FAISS_FILE:
            return super().mend(problem)
        self._dense.drop()
        return True


def save_damaged(folder: Path) -> Problem:
    """Replace a damaged database by one with its readable content; return a report. Raises `LibraryBusy`."""
    with writer_lock(folder):
        saved = salvage(folder / DATABASE)
        store = LocalStore(folder / DATABASE)
        rebuild_full_text(store)
        FaissSearch(store, folder / FAISS).drop()
        (folder / WORDS).unlink(missing_ok=True)  # ids of lost documents are used again
        store.close()
    return _told(saved)


def _told(saved: Salvaged) -> Problem:
    lost = f", not {', '.join(saved.lost)}" if saved.lost else ""
    return Problem(
        PAGE,
        f"{saved.saved} documents were saved{lost}; the damaged database is kept as {saved.kept_as.name}: "
        "index the folders again",
    )


def _make_private(folder: Path) -> None:
    try:
        for missing in reversed([place for place in (folder, *folder.parents) if not place.exists()]):
            missing.mkdir(exist_ok=True, mode=0o700)
        if folder.stat().st_mode & 0o077:
            folder.chmod(0o700)
    except OSError as problem:
        told = "{path} can't be made ({why}): choose another place with --home"
        raise StorageFull(said("folder_unmakeable", told, path=str(folder), why=why(problem))) from None
