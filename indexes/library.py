"""The facade of a library: changing, searching and checking what was indexed."""

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
from indexes.search.library_words import LibraryWords
from indexes.search.rerank_stage import RerankStages
from indexes.search.reranking import Reranker
from indexes.search.searcher import Searcher
from indexes.search.translated_search import TranslatedSearch
from indexes.storage.check_report import CheckReport
from indexes.storage.store import Store
from indexes.storage.stored_models import StoredModels
from indexes.translation.encoder import WordEncoder
from ingest.chunking import Chunker
from ingest.documents import Chunk, Document


class Library(Contents):
    """The facade of one library, for one thread. Other threads and processes open the library themselves."""

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
        word_encoder: WordEncoder | None = None,
    ) -> None:
        """Open a library in a folder or in a backend; create it if it doesn't exist.

        `earlier` returns the installed model with another fingerprint than the embedder's, or None. `give_way` is called before
        each batch of passages and returns when no more urgent work needs the processor. `reranker` is the second stage of
        search (None: token similarity by the model of the vectors); it has `patience` seconds for a query, 0 switches it off.
        With `word_encoder` a search also finds passages by translations of the query's words.
        """
        self.backend: Backend = FolderBackend(place) if isinstance(place, Path) else place
        self.embedder, self._give_way = embedder, give_way
        self._models = StoredModels(lambda: self.store, embedder, language_map, earlier)
        self._reranking = RerankStages(reranker, patience)
        self._words = LibraryWords(self.backend.word_file, word_encoder)

    @property
    def folder(self) -> Path:
        """The folder of the library. Raises `AttributeError` if it is on a server."""
        if not isinstance(self.backend, FolderBackend):
            raise AttributeError("this library lies on a server")
        return self.backend.folder

    @property
    def store(self) -> Store:
        """The tables of the library, for this package only; other packages use the methods below."""
        return self.backend.store

    @property
    def kept_parts(self) -> KeptParts:
        """Stored results, such as parts of summaries, which are kept until their documents are removed."""
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
        """The map that removes the language from vectors of the embedder."""
        return self._models.language_map

    # The model of the vectors

    @property
    def has_embedder(self) -> bool:
        """Whether there is a model that embeds questions and passages."""
        return not isinstance(self.embedder, MissingEmbedder)

    @property
    def vector_model(self) -> VectorModel | None:
        """The model that made the stored vectors: the embedder, or an earlier model; None if that isn't available."""
        return self._models.vector_model

    def outdated(self, chunker_version: str = "") -> str:
        """Return one line that says which parts of the library are out of date and what to do; "" if none are."""
        return self._models.outdated(chunker_version)

    def note_versions(self, fingerprint: str, chunker: Chunker) -> None:
        """Store the versions that made the vectors, chunks and terms. For use within a transaction."""
        self._models.note_versions(fingerprint, chunker.version)

    # Changes

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writer lock, which every change needs; it ends with its process. Raises `LibraryBusy` if it is held."""
        return self.backend.writing()

    def alone(self) -> AbstractContextManager[None]:
        """Exclude all other writers, within `writing`. Raises `LibraryBusy` if there are any."""
        return self.backend.alone()

    def add(self, facts: FileFacts, document: Document, chunker: Chunker) -> int:
        """Store a document, replacing an older one at its path, and return the number of its chunks. `embed` adds vectors."""
        if self._models.made_by is None:
            with self.store.database.transaction():
                self.note_versions(self.embedder.fingerprint, chunker)
        made_by = self._models.made_by or ""
        chunks = [(chunk, vector_key(made_by, document.text, chunk)) for chunk in chunker.chunks(document)]
        self.store.put_document(facts, document, chunks)
        return len(chunks)

    def embed(self, advance: Callable[[int], None] = lambda _: None) -> None:
        """Embed all waiting chunks in batches; `advance` receives the number of chunks of each batch.

        Chunks stay waiting if the model of the stored vectors isn't available.
        """
        while done := self.embed_some():
            advance(done)

    def embed_some(self) -> int:
        """Embed a batch of waiting chunks; return their number, 0 if none waits or none can be embedded."""
        model = self.vector_model if self.store.vectors.waiting() else None
        return self._embed_batch(model) if model else 0

    def _embed_batch(self, model: VectorModel) -> int:
        self._give_way()
        with self.backend.claim(EMBED_AT_ONCE) as waiting:
            if waiting:
                rows = model.embedder.embed_passages([embedded_text(c.heading, c.header, c.text) for _, c in waiting])
                self.backend.keep([key for key, _ in waiting], rows, model)
            return len(waiting)

    def stage(self, text: str, chunks: Mapping[bytes, Chunk]) -> None:
        """Embed chunks of a text for a later version of the library, and store their vectors by key."""
        self._give_way()
        texts = [embedded_text(c.heading, c.header, text[c.start : c.end]) for c in chunks.values()]
        self.backend.stage(list(chunks), self.embedder.embed_passages(texts), VectorModel(self.embedder, self.language_map))

    def tidy(self, *, removed: bool) -> str:
        """Update derived data after changes; return a line about what could not be written, "" if all was.

        With `removed` all words and vectors of removed documents are deleted.
        """
        self._models.keep_map()
        problems = (self.backend.tidy(self.vector_model, removed=removed), self._words.bring_up(self.store, self._give_way))
        return "; ".join(filter(None, problems))

    def remove(self, paths: Iterable[str]) -> list[str]:
        """Remove documents so that no byte of them stays in the library; return the removed paths."""
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
        """Return the best passages for a query in a language, from the documents that match a filter.

        `wordings` are translations of the query, which find passages in their languages. If the model of the vectors isn't
        available, mode `dense` raises `LibraryForeign`, and a hybrid search is only lexical.
        """
        model = None if mode == "lexical" else self._model_to_search(mode)
        closer = self._reranking.stage(model) if model else None
        searcher = Searcher(self.store, self.backend.dense, self.backend.words, self._translated)
        return searcher.search(query, language, top, mode, model, only=only, closer=closer, wordings=wordings)

    def phrases_held_nowhere(self, query: str, only: Filter | None = None) -> tuple[str, ...]:
        """Return the quoted phrases of a query that no passage of the matching documents holds word for word."""
        with self.store.snapshot():
            return self.backend.words.phrases_held_nowhere(query, self.store.among(only) if only else None)

    def _model_to_search(self, mode: Mode) -> VectorModel | None:
        if self.store.is_empty():
            return None
        model = self.vector_model
        if model is None and mode == "dense":
            raise LibraryForeign(self.outdated())
        if model and not self.backend.dense.is_usable(model):
            with suppress(LibraryBusy, StorageFull), self.writing():  # otherwise the index stays in memory only
                self.backend.dense.rebuild(model)
        return model

    def documents_with(self, words: str) -> set[str]:
        """Return the paths of the documents that hold all words, each in a form of the language of its passage."""
        with self.store.snapshot():
            return documents_holding(words, self.store)

    def words_for(self, word: str, language: str) -> list[Wording]:
        """Return the translations of a word in the library's other large languages."""
        return self._translated.words_for(word, language)

    def name_similarities(self, text: str, names: Sequence[str]) -> list[float]:
        """Return how far each name says what a text says, in any languages, from -1 to 1; [] without a model for it."""
        return self._words.similarities(text, names)

    def similarity_table(self, texts: Sequence[str], names: Sequence[str]) -> Vectors | None:
        """Return the similarity of each text to each name, shape (texts, names); None without a model for it."""
        return self._words.similarity_table(texts, names)

    @property
    def _translated(self) -> TranslatedSearch:
        return TranslatedSearch(self.store, self.backend.words, self._words)

    def query_vector(self, query: str) -> Vectors:
        """Return the vector of a query with the language removed, shape (1, dimension)."""
        return query_vector(query, VectorModel(self.embedder, self.language_map))

    def passage_vectors(self, texts: list[str]) -> Vectors:
        """Return the vectors of texts with the languages removed, shape (texts, dimension)."""
        return self.language_map.passages(self.embedder.embed_passages(texts))

    # Health

    def check(self, *, full: bool, repair: bool) -> CheckReport:
        """Return the problems of the library. With `repair`, data that can be derived from the database is made again.

        A repair holds the writer lock. Raises `LibraryBusy`.
        """
        return self.backend.check(full=full, repair=repair)
