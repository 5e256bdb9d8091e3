"""A library: what was indexed, and search over it."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from indexes.dense import DenseLeg, VectorModel
from indexes.embedder import Embedder, Vectors
from indexes.errors import LibraryBusy, LibraryForeign, StorageFull
from indexes.health import FAISS_FILE, PAGE, CheckReport, Health, Problem, rebuild_full_text
from indexes.hits import Filter, Hit, Mode
from indexes.language_map import LanguageMap
from indexes.lexical import VERSION as TERMS_VERSION
from indexes.lexical_leg import LexicalLeg
from indexes.lock import writer_lock
from indexes.packing import pack_vectors
from indexes.rebuilding import Rebuilding
from indexes.records import FileFacts
from indexes.salvage import Salvaged, drop_damaged, salvage
from indexes.searching import Searcher, query_vector
from indexes.store import UNTIDY, Store
from ingest.chunking import Chunker
from ingest.documents import SEPARATOR, Chunk, Document

__all__ = ["CheckReport", "Hit", "Library", "Mode", "Problem"]

DATABASE, FAISS = "library.sqlite", "vectors.faiss"
_WASTE = 10
"""One in so many pages of the file may be empty before it is written anew."""
_EMBED_AT_ONCE = 8
"""Chunks whose vectors are stored in one transaction: at most a second of work is done again after a kill."""


class Library:
    """The facade over one library's folder. One thread at a time; another thread or process opens its own."""

    def __init__(
        self,
        folder: Path,
        embedder: Embedder,
        language_map: Callable[[], LanguageMap],
        earlier: Callable[[str], VectorModel | None] = lambda _: None,
    ) -> None:
        """Open a library, or make one. `earlier` finds the model of a fingerprint that isn't the embedder's, if it is there."""
        self.folder, self.embedder = folder, embedder
        self._measure_map, self._find_earlier = language_map, earlier
        self._map: LanguageMap | None = None
        self._earlier: dict[str, VectorModel | None] = {}
        _make_private(folder)
        self._open()

    def _open(self) -> None:
        self.store = Store(self.folder / DATABASE)
        self._dense_leg = DenseLeg(self.store, self.folder / FAISS)
        self._searcher = Searcher(self.store, self._dense_leg, LexicalLeg(self.store.full_text, self.store.chunk_count))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def language_map(self) -> LanguageMap:
        """The map that takes languages out of the embedder's vectors, measured when first needed."""
        if self._map is None:
            self._map = self._measure_map()
        return self._map

    # The model of the vectors

    @property
    def vector_model(self) -> VectorModel | None:
        """The model that the stored vectors are of: the embedder, or an earlier one; None where that one is gone."""
        made_by = self.store.meta("fingerprint")
        if made_by in (None, self.embedder.fingerprint):
            return VectorModel(self.embedder, self.language_map)
        if made_by not in self._earlier:
            self._earlier[made_by] = self._find_earlier(made_by)
        return self._earlier[made_by]

    def outdated(self, chunker_version: str = "") -> str:
        """Return in what the library is behind the present model and chunks, and the way out, in a line; "" if in nothing."""
        made_by, chunked = self.store.meta("fingerprint"), self.store.meta("chunking")
        if made_by and self.embedder.fingerprint and made_by != self.embedder.fingerprint:
            use = "the old vectors go on serving" if self.vector_model else "only full text is searched"
            return (
                f"this library was made by the embedding model {_model_name(made_by)}, now there is "
                f"{_model_name(self.embedder.fingerprint)}: {use}; 'ragassist index --re-embed' changes it over"
            )
        if chunked and chunker_version and chunked != chunker_version:
            return "this library's chunks were cut by other rules than today's: 'ragassist index --re-embed' cuts them anew"
        return ""

    def note_versions(self, fingerprint: str, chunker: Chunker) -> None:
        """Note what made the vectors, chunks and terms. For use within a transaction."""
        for name, value in (("fingerprint", fingerprint), ("chunking", chunker.version), ("terms", TERMS_VERSION)):
            self.store.database.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    # Changes

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock that every change is made under; it dies with its holder. Raises `LibraryBusy` if another has it."""
        with writer_lock(self.folder):
            if self.store.meta("terms") not in (None, TERMS_VERSION):
                rebuild_full_text(self.store)
            with suppress(LibraryBusy):  # the next writer finishes it
                self._finish()
            yield

    def add(self, facts: FileFacts, document: Document, chunker: Chunker) -> int:
        """Store a document in place of what its path held; return how many chunks it has. Vectors follow with `embed`."""
        if self.store.meta("fingerprint") is None:
            with self.store.database.transaction():
                self.note_versions(self.embedder.fingerprint, chunker)
        made_by = self.store.meta("fingerprint") or ""
        chunks = [(chunk, _key(made_by, document.text, chunk)) for chunk in chunker.chunks(document)]
        self.store.put_document(facts, document, chunks)
        return len(chunks)

    def new_key(self, text: str, chunk: Chunk) -> bytes:
        """Return the key of a chunk's vector by the embedder."""
        return _key(self.embedder.fingerprint, text, chunk)

    def embed_chunks(self, text: str, chunks: Sequence[Chunk]) -> Vectors:
        """Return the embedder's vectors of some chunks of a text."""
        return self.embedder.embed_passages([_embedded(c.heading, c.header, text[c.start : c.end]) for c in chunks])

    def embed(self, advance: Callable[[int], None] = lambda _: None) -> None:
        """Give every waiting chunk its vector, batch by batch; `advance` is told how many chunks each batch had.

        Chunks go on waiting where the model of the other vectors is gone.
        """
        model = self.vector_model if self.store.vectors.waiting() else None
        while model and (waiting := self.store.next_waiting(_EMBED_AT_ONCE)):
            rows = model.embedder.embed_passages([_embedded(c.heading, c.header, c.text) for _, c in waiting])
            self.store.vectors.put([(key, packed) for (key, _), packed in zip(waiting, pack_vectors(rows), strict=True)])
            advance(len(waiting))

    def rebuild(self, chunker: Chunker, advance: Callable[[int, int], None] = lambda *_: None) -> None:
        """Make chunks and vectors anew with the present embedder; search goes on with the old ones until it is done."""
        Rebuilding(self, chunker, advance).run()
        self.tidy(removed=True)

    def tidy(self, *, removed: bool) -> str:
        """Bring what is derived up to date after changes; return what could not be written, "" if nothing.

        With `removed` no word or vector of what was taken out stays.
        """
        model = self.vector_model
        if removed or self.store.meta(UNTIDY):
            self._sweep()
            self._shrink()
        if model is None or self._dense_leg.is_current(model):
            return ""
        return self._dense_leg.rebuild(model)

    def _shrink(self) -> None:
        """Give pages back where much of the file is empty; another process that reads just then keeps it from that."""
        free, pages = (self.store.database.value(f"PRAGMA {name}") for name in ("freelist_count", "page_count"))
        if free * _WASTE > pages:
            with suppress(LibraryBusy, StorageFull):
                self.store.database.compact()

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove documents so that no byte of them stays in the library; return the paths that were there."""
        removed = self.store.wipe_out(paths)
        self._finish()
        return removed

    def _finish(self) -> None:
        """Sweep up after what was taken out; after a kill the next writer does it."""
        untidy = self.store.meta(UNTIDY)
        if untidy == "removed":
            self._dense_leg.drop()
            drop_damaged(self.folder / DATABASE)
            self.store.vectors.drop_unused()
            self.store.full_text.optimize()
            self.store.database.compact()
            self.store.set_meta(UNTIDY, None)
        elif untidy:
            self._sweep()

    def _sweep(self) -> None:
        self.store.vectors.drop_unused()
        self.store.full_text.optimize()
        self.store.set_meta(UNTIDY, None)

    # Search

    def search(self, query: str, language: str, top: int, mode: Mode = "hybrid", only: Filter | None = None) -> list[Hit]:
        """Return the best chunks for a query in a language, of the documents that a filter lets through.

        Raises `LibraryForeign` in mode `dense` if the vectors are of a model that is gone; a hybrid search is lexical then.
        """
        model = None if mode == "lexical" else self._model_to_search(mode)
        return self._searcher.search(query, language, top, mode, model, only)

    def _model_to_search(self, mode: Mode) -> VectorModel | None:
        if not self.store.chunk_count():
            return None
        model = self.vector_model
        if model is None and mode == "dense":
            raise LibraryForeign(self.outdated())
        if model and not self._dense_leg.is_usable(model):
            with suppress(LibraryBusy, StorageFull), self.writing():  # else the index that search makes stays in memory
                self._dense_leg.rebuild(model)
        return model

    def query_vector(self, query: str) -> Vectors:
        """Return the query's vector without its language, shape (1, dimension)."""
        return query_vector(query, VectorModel(self.embedder, self.language_map))

    def passage_vectors(self, texts: list[str]) -> Vectors:
        """Return the vectors of texts without their languages, shape (texts, dimension)."""
        return self.language_map.passages(self.embedder.embed_passages(texts))

    # Health

    def check(self, *, full: bool, repair: bool) -> CheckReport:
        """Return what is wrong with the library; with `repair` what can be made again from the database is.

        Repairing is a change: it is done under the lock. Raises `LibraryBusy`.
        """
        health = Health(self.store, self._dense_leg.path, lambda: self._dense_leg.saved)
        found = health.problems(full=full)
        if not repair or not found:
            return CheckReport(tuple(found), ())
        with self.writing():
            mended = [problem for problem in found if self._mend(health, problem)]
            if len(mended) < len(found):
                mended = [*found, self._salvage()]
            health = Health(self.store, self._dense_leg.path, lambda: self._dense_leg.saved)
            return CheckReport(tuple(health.problems(full=full)), tuple(mended))

    def _mend(self, health: Health, problem: Problem) -> bool:
        if problem.what != FAISS_FILE:
            return health.mend(problem)
        self._dense_leg.drop()
        return True

    def _salvage(self) -> Problem:
        self.store.close()
        saved = salvage(self.folder / DATABASE)
        self._open()
        rebuild_full_text(self.store)
        self._dense_leg.drop()
        return _told(saved)


def save_damaged(folder: Path) -> Problem:
    """Put what can be read of a library that doesn't open in its place; return what came of it. Raises `LibraryBusy`."""
    with writer_lock(folder):
        saved = salvage(folder / DATABASE)
        store = Store(folder / DATABASE)
        rebuild_full_text(store)
        DenseLeg(store, folder / FAISS).drop()
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
        raise StorageFull(f"{folder} can't be made ({problem.strerror}): choose another place with --home") from None


def _embedded(heading: str, header: str, passage: str) -> str:
    """Return what is embedded: the heading path in front, unless the passage holds its heading itself (twice costs recall).

    A part of a table has its header row in front as well.
    """
    stated = not heading or heading.rsplit(SEPARATOR, 1)[-1] in passage
    return "\n".join(part for part in ("" if stated else heading, header, passage) if part)


def _key(fingerprint: str, text: str, chunk: Chunk) -> bytes:
    embedded = _embedded(chunk.heading, chunk.header, text[chunk.start : chunk.end])
    return hashlib.sha256(f"{fingerprint}\n{embedded}".encode()).digest()[:16]


def _model_name(fingerprint: str) -> str:
    return " ".join(fingerprint.split(":")[:2])
