"""A library: what was indexed, and search over it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Self

from indexes.backends.folder import FolderBackend
from indexes.backends.protocol import Backend
from indexes.contents import Contents
from indexes.embedding.embedded_text import embedded_text, vector_key
from indexes.embedding.embedder import EMBED_AT_ONCE, Embedder, MissingEmbedder, Vectors
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.vector_model import VectorModel, query_vector
from indexes.errors import LibraryBusy, LibraryForeign, StorageFull
from indexes.files.kept_parts import KeptParts
from indexes.hits import Filter, Hit, Mode, Wording
from indexes.records import FileFacts
from indexes.search.holding import documents_holding
from indexes.search.rerank_stage import RerankStages
from indexes.search.reranking import Reranker
from indexes.search.searcher import Searcher
from indexes.storage.check_report import CheckReport
from indexes.storage.store import Store
from indexes.storage.stored_models import StoredModels
from ingest.chunking import Chunker
from ingest.documents import Chunk, Document

_MOST_HITS = 1_000


class Library(Contents):
    """The facade over one library. One thread at a time; another thread or process opens its own."""

    def __init__(
        self,
        place: Path | Backend,
        embedder: Embedder,
        language_map: Callable[[], LanguageMap],
        *,
        earlier: Callable[[str], VectorModel | None] = lambda _: None,
        give_way: Callable[[], None] = lambda: None,
        reranker: Reranker | None = None,
        patience: float = 0.0,
    ) -> None:
        """Open a library, or make one, in a folder or wherever a backend keeps it.

        `earlier` finds the model of a fingerprint that isn't the embedder's, if it is there. `give_way` is called before each
        batch of passages and returns when nothing more urgent wants the processor. The second stage of search, token
        similarity by the vectors' own model unless another is given, has `patience` seconds for a query, or is left out.
        """
        self.backend: Backend = FolderBackend(place) if isinstance(place, Path) else place
        self.embedder, self._give_way = embedder, give_way
        self._models = StoredModels(lambda: self.store, embedder, language_map, earlier)
        self._reranking = RerankStages(reranker, patience)

    @property
    def folder(self) -> Path:
        """The folder of a library that lies in one."""
        if not isinstance(self.backend, FolderBackend):
            raise AttributeError("this library lies on a server")
        return self.backend.folder

    @property
    def store(self) -> Store:
        """The library's tables, for the rest of this package; others ask by the methods below."""
        return self.backend.store

    @property
    def kept_parts(self) -> KeptParts:
        """What was made of documents at length and is kept, until they are taken out."""
        return self.backend.kept_parts

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.backend.close()

    @property
    def language_map(self) -> LanguageMap:
        """The map that takes languages out of the embedder's vectors."""
        return self._models.language_map

    # The model of the vectors

    @property
    def has_embedder(self) -> bool:
        """Whether there is a model to embed questions and passages with."""
        return not isinstance(self.embedder, MissingEmbedder)

    @property
    def vector_model(self) -> VectorModel | None:
        """The model that the stored vectors are of: the embedder, or an earlier one; None where that one is gone."""
        return self._models.vector_model

    def outdated(self, chunker_version: str = "") -> str:
        """Return in what the library is behind the present model and chunks, and the way out, in a line; "" if in nothing."""
        return self._models.outdated(chunker_version)

    def note_versions(self, fingerprint: str, chunker: Chunker) -> None:
        """Note what made the vectors, chunks and terms. For use within a transaction."""
        self._models.note_versions(fingerprint, chunker.version)

    # Changes

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock that every change is made under; it dies with its holder. Raises `LibraryBusy` if another has it."""
        return self.backend.writing()

    def alone(self) -> AbstractContextManager[None]:
        """Keep all other writers away, within `writing`. Raises `LibraryBusy` where there are any."""
        return self.backend.alone()

    def add(self, facts: FileFacts, document: Document, chunker: Chunker) -> int:
        """Store a document in place of what its path held; return how many chunks it has. Vectors follow with `embed`."""
        if self._models.made_by is None:
            with self.store.database.transaction():
                self.note_versions(self.embedder.fingerprint, chunker)
        made_by = self._models.made_by or ""
        chunks = [(chunk, vector_key(made_by, document.text, chunk)) for chunk in chunker.chunks(document)]
        self.store.put_document(facts, document, chunks)
        return len(chunks)

    def embed(self, advance: Callable[[int], None] = lambda _: None) -> None:
        """Give every waiting chunk its vector, batch by batch; `advance` is told how many chunks each batch had.

        Chunks go on waiting where the model of the other vectors is gone.
        """
        model = self.vector_model if self.store.vectors.waiting() else None
        while model and (done := self._embed_some(model)):
            advance(done)

    def _embed_some(self, model: VectorModel) -> int:
        self._give_way()
        with self.backend.claim(EMBED_AT_ONCE) as waiting:
            if waiting:
                rows = model.embedder.embed_passages([embedded_text(c.heading, c.header, c.text) for _, c in waiting])
                self.backend.keep([key for key, _ in waiting], rows, model)
            return len(waiting)

    def stage(self, text: str, chunks: Mapping[bytes, Chunk]) -> None:
        """Embed some chunks of a text that are being prepared, and store their vectors by key."""
        self._give_way()
        texts = [embedded_text(c.heading, c.header, text[c.start : c.end]) for c in chunks.values()]
        self.backend.stage(list(chunks), self.embedder.embed_passages(texts), VectorModel(self.embedder, self.language_map))

    def tidy(self, *, removed: bool) -> str:
        """Bring what is derived up to date after changes; return what could not be written, "" if nothing.

        With `removed` no word or vector of what was taken out stays.
        """
        self._models.keep_map()
        return self.backend.tidy(self.vector_model, removed=removed)

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove documents so that no byte of them stays in the library; return the paths that were there."""
        removed = self.store.wipe_out(paths)
        self.backend.sweep()
        return removed

    # Search

    def search(
        self,
        query: str,
        language: str,
        top: int,
        mode: Mode = "hybrid",
        only: Filter | None = None,
        *,
        wordings: Sequence[Wording] = (),
    ) -> list[Hit]:
        """Return the best passages for a query in a language, of the documents that a filter lets through.

        `wordings` say the query in other languages of the library and find their passages too.
        Raises `LibraryForeign` in mode `dense` if the vectors are of a model that is gone; a hybrid search is lexical then.
        """
        model = None if mode == "lexical" else self._model_to_search(mode)
        closer = self._reranking.stage(model) if model else None
        searcher = Searcher(self.store, self.backend.dense, self.backend.words)
        return searcher.search(query, language, top, mode, model, only=only, closer=closer, wordings=wordings)

    def phrases_held_nowhere(self, query: str, only: Filter | None = None) -> tuple[str, ...]:
        """Return the phrases in quotes of a query that no passage holds word for word, of the documents let through."""
        with self.store.snapshot():
            return self.backend.words.phrases_held_nowhere(query, self.store.among(only) if only else None)

    def _model_to_search(self, mode: Mode) -> VectorModel | None:
        if self.store.is_empty():
            return None
        model = self.vector_model
        if model is None and mode == "dense":
            raise LibraryForeign(self.outdated())
        if model and not self.backend.dense.is_usable(model):
            with suppress(LibraryBusy, StorageFull), self.writing():  # else the index that search makes stays in memory
                self.backend.dense.rebuild(model)
        return model

    def documents_with(self, words: str, language: str) -> set[str]:
        """Return the paths of the documents that hold all of some words, in whatever form their language gives them.

        Words that stand in more chunks than a search returns are looked for in its best hits alone.
        """
        return documents_holding(words, self.search(words, language, _MOST_HITS, "lexical"))

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
        return self.backend.check(full=full, repair=repair)
