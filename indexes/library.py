"""A library: what was indexed, and search over it."""

import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

import numpy as np
from filelock import FileLock, Timeout

from indexes.embedder import Embedder, Vectors
from indexes.errors import LibraryBusy, LibraryForeign, StorageFull
from indexes.fusion import Candidate, fuse, most_a_question_can_score
from indexes.language_map import LanguageMap
from indexes.lexical import terms
from indexes.store import ChunkRow, FileFacts, Store
from indexes.vectors import Origin, VectorIndex, problem_with
from ingest.chunking import Chunker
from ingest.documents import SEPARATOR, Chunk, Document

Mode = Literal["hybrid", "dense", "lexical"]
_log = logging.getLogger(__name__)
_POOL = 200
"""Chunks that each leg brings to the fusion."""
_MOST_TERMS = 64
_EMBED_AT_ONCE = 16
"""Chunks whose vectors are stored in one transaction: at most a second or two of work is done again after a kill."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that a search found, `rank` from 1; `score` is comparable between questions, cosine and coverage its parts."""

    rank: int
    score: float
    cosine: float
    coverage: float
    chunk: ChunkRow


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `check` found wrong."""

    what: str
    detail: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `check` found, and what of it was mended."""

    problems: tuple[Problem, ...]
    repaired: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing wrong is left."""
        return not self.problems


class Library:
    """The facade over one library's folder. One thread at a time; another thread or process opens its own."""

    def __init__(self, folder: Path, embedder: Embedder, language_map: Callable[[], LanguageMap]) -> None:
        self.folder, self.embedder = folder, embedder
        self._measure_map = language_map
        self._map: LanguageMap | None = None
        self._index: VectorIndex | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as problem:
            raise StorageFull(f"{folder} can't be made ({problem.strerror}): choose another place with --home") from None
        self.store = Store(folder / "library.sqlite")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def _index_path(self) -> Path:
        return self.folder / "vectors.faiss"

    @property
    def language_map(self) -> LanguageMap:
        """The map that takes languages out of vectors, measured when first needed."""
        if self._map is None:
            self._map = self._measure_map()
        return self._map

    def require_same_model(self) -> None:
        """Raise `LibraryForeign` if the vectors are another embedding model's."""
        made_by = self.store.meta("fingerprint")
        if made_by and made_by != self.embedder.fingerprint:
            raise LibraryForeign(
                f"this library was made by the embedding model {_model_name(made_by)}, now there is "
                f"{_model_name(self.embedder.fingerprint)}: run 'ragassist index --re-embed' or bring the first one back"
            )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock that every change is made under; it dies with its holder. Raises `LibraryBusy` if another has it."""
        lock, holder = FileLock(self.folder / "writer.lock", timeout=0), self.folder / "writer.holder"
        try:
            lock.acquire()
            holder.write_text(f"process {os.getpid()}", encoding="utf-8")
        except Timeout:
            who = holder.read_text(encoding="utf-8") if holder.exists() else "another process"
            raise LibraryBusy(f"{who} is changing this library: wait until it is done") from None
        except OSError as problem:
            lock.release()
            raise StorageFull(f"{self.folder} can't be written ({problem.strerror}): check its disk and rights") from None
        try:
            yield
        finally:
            lock.release()

    # Changes

    def add(self, facts: FileFacts, document: Document, chunker: Chunker) -> int:
        """Store a document in place of what its path held; return how many chunks it has. Vectors follow with `embed`."""
        if self.store.meta("fingerprint") is None:
            self.store.set_meta("fingerprint", self.embedder.fingerprint)
        chunks = [(chunk, self._key(document.text, chunk)) for chunk in chunker.chunks(document)]
        self.store.put_document(facts, document, chunks)
        return len(chunks)

    def _key(self, text: str, chunk: Chunk | ChunkRow) -> bytes:
        passage = text if isinstance(chunk, ChunkRow) else text[chunk.start : chunk.end]
        return _vector_key(self.embedder.fingerprint, _embedded_text(chunk.heading, passage))

    def embed(self, advance: Callable[[int], None] = lambda _: None) -> None:
        """Give every waiting chunk its vector, batch by batch; `advance` is told how many chunks each batch had."""
        while waiting := self.store.next_waiting(_EMBED_AT_ONCE):
            rows = self.embedder.embed_passages([_embedded_text(chunk.heading, chunk.text) for _, chunk in waiting])
            blobs = [row.astype(np.float16).tobytes() for row in rows]
            self.store.put_vectors([(key, blob) for (key, _), blob in zip(waiting, blobs, strict=True)])
            advance(len(waiting))

    def change_model(self) -> None:
        """Ask for new vectors of all chunks under the present model; the next `embed` makes them."""
        keys = [(self._key(chunk.text, chunk), chunk.id) for chunk in self.store.all_chunks()]
        self.store.rekey(keys, self.embedder.fingerprint)

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove documents so that no byte of them stays in the library; return the paths that were there."""
        removed = self.store.remove(paths)
        if removed:
            self.store.drop_unused_vectors()
            self._index_path.unlink(missing_ok=True)
            self.store.compact()
        return removed

    # Search

    def search(self, query: str, language: str, top: int, mode: Mode = "hybrid") -> list[Hit]:
        """Return the best chunks for a query in a language. Raises `LibraryForeign` if the vectors are another model's."""
        bm25, bound = ({}, 0.0) if mode == "dense" else self._lexical(query, language)
        cosines = {} if mode == "lexical" else self._dense(query, bm25)
        candidates = fuse(cosines, bm25, bound, mode)[:top]
        rows = self.store.chunks([candidate.chunk_id for candidate in candidates])
        kept = [candidate for candidate in candidates if candidate.chunk_id in rows]
        return [_hit(rank, candidate, rows[candidate.chunk_id], mode) for rank, candidate in enumerate(kept, 1)]

    def _dense(self, query: str, others: Iterable[int]) -> dict[int, float]:
        """Return the cosines of the nearest chunks and of those that the other leg found."""
        self.require_same_model()
        if not self.store.chunk_count():
            return {}
        vector = self.query_vector(query)
        cosines = dict(self.index().search(vector, _POOL))
        blobs = self.store.vectors_of([identity for identity in others if identity not in cosines])
        if blobs:
            rows = self.language_map.passages(_matrix(blobs.values()))
            cosines |= dict(zip(blobs, (rows @ vector[0]).tolist(), strict=True))
        return cosines

    def query_vector(self, query: str) -> Vectors:
        """Return the query's vector without its language, shape (1, dimension)."""
        return self.language_map.queries(self.embedder.embed_queries([query]))

    def passage_vectors(self, texts: list[str]) -> Vectors:
        """Return the vectors of texts without their languages, shape (texts, dimension)."""
        return self.language_map.passages(self.embedder.embed_passages(texts))

    def _lexical(self, query: str, language: str) -> tuple[dict[int, float], float]:
        unique = list(dict.fromkeys(terms(query, language)))[:_MOST_TERMS]
        frequencies = self.store.document_frequencies(unique)
        bound = most_a_question_can_score(unique, frequencies, self.store.chunk_count())
        return dict(self.store.match([term for term in unique if term in frequencies], _POOL)), bound

    def index(self) -> VectorIndex:
        """Return the FAISS index of the present generation: the one in memory, the one on disk, or a new one."""
        origin = self._origin()
        if self._index and self._index.origin == origin:
            return self._index
        self._index = VectorIndex.load(self._index_path, origin) or self._rebuilt(origin)
        return self._index

    def _origin(self) -> Origin:
        return Origin(self.store.generation, self.store.stamp, self.embedder.fingerprint, self.language_map.digest)

    def _rebuilt(self, origin: Origin) -> VectorIndex:
        stored = self.store.all_vectors()
        rows = self.language_map.passages(_matrix(blob for _, blob in stored)) if stored else self._no_rows()
        index = VectorIndex.build(origin, [identity for identity, _ in stored], rows)
        try:
            index.save(self._index_path)
        except OSError as problem:
            _log.warning("the FAISS file could not be written (%s); it will be made again", problem)
        return index

    def _no_rows(self) -> Vectors:
        return np.zeros((0, self.language_map.passage_mean.size), np.float32)

    # Health

    def check(self, *, full: bool, repair: bool) -> CheckReport:
        """Return what is wrong with the library; with `repair` what can be made again from the database is."""
        problems = [Problem(*found) for found in self.store.problems(full=full)]
        if problem := problem_with(self._index_path, self._origin()):
            stale = problem.startswith("made from") or problem == "missing"
            problems += [] if stale else [Problem("FAISS file", problem)]
        mendable = [p for p in problems if p.what in ("FAISS file", "full text")] if repair else []
        for found in mendable:
            self._mend(found)
        return CheckReport(tuple(p for p in problems if p not in mendable), tuple(mendable))

    def _mend(self, problem: Problem) -> None:
        if problem.what == "full text":
            self.store.rebuild_lexical()
            return
        self._index_path.unlink(missing_ok=True)
        self._index = None
        self.index()


def _hit(rank: int, candidate: Candidate, row: ChunkRow, mode: Mode) -> Hit:
    score = {"hybrid": candidate.score, "dense": candidate.cosine, "lexical": candidate.coverage}[mode]
    return Hit(rank, score, candidate.cosine, candidate.coverage, row)


def _embedded_text(heading: str, passage: str) -> str:
    """Return what is embedded: the heading path in front, unless the passage holds its heading itself (twice costs recall)."""
    stated = not heading or heading.rsplit(SEPARATOR, 1)[-1] in passage
    return passage if stated else f"{heading}\n{passage}"


def _vector_key(fingerprint: str, text: str) -> bytes:
    return hashlib.sha256(f"{fingerprint}\n{text}".encode()).digest()[:16]


def _matrix(blobs: Iterable[bytes]) -> Vectors:
    rows = [np.frombuffer(blob, np.float16) for blob in blobs]
    return np.stack(rows).astype(np.float32)


def _model_name(fingerprint: str) -> str:
    return " ".join(fingerprint.split(":")[:2])
