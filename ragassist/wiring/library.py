"""Opens the library of the settings for searching, indexing or reading."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from indexes.backends.protocol import Backend
from indexes.embedding.embedder import Embedder, MissingEmbedder, NoEmbedder
from indexes.files.priority import give_way
from indexes.library import Library
from indexes.search.reranking import Reranker
from ingest.files.names import from_home
from ragassist.airgap import GUARD
from ragassist.errors import ModelDamaged, ModelMissing, SettingsInvalid
from ragassist.settings.schema import Settings
from ragassist.wiring.embedding import EmbeddingModel


@dataclass(frozen=True, slots=True)
class LibraryOpener:
    """Opens the library of the settings; each thread has to open its own."""

    settings: Settings
    embedding: EmbeddingModel

    @property
    def folder(self) -> Path:
        """The folder of the library if it is on this machine."""
        return self.settings.home / "libraries" / self.settings.library

    def place(self) -> Path | Backend:
        """Return the folder of the library, or its server, to which connections are allowed from then on.

        Raises `SettingsInvalid` if the PostgreSQL client isn't installed.
        """
        url = self.settings.library_url
        if url is None:
            return self.folder
        try:
            from indexes.backends.postgres.backend import ServerBackend  # an optional package
            from indexes.backends.postgres.connection import hosts_of
        except ModuleNotFoundError:
            raise SettingsInvalid("library_url needs PostgreSQL's client: pip install 'ragassist[postgres]'") from None
        GUARD.admit(hosts_of(url.get_secret_value()))
        return ServerBackend(url.get_secret_value(), self.settings.library)

    def open(self, embedder: Embedder | None = None) -> Library:
        """Return the library with an embedder (None: that of the settings)."""
        return Library(
            self.place(),
            embedder or self.embedding.embedder,
            self.embedding.language_map,
            earlier=self.embedding.earlier,
            give_way=partial(give_way, self.settings.home),
            reranker=self._reranker(),
            patience=self.settings.rerank_ms / 1000,
            word_encoder=self.embedding.words,
        )

    def open_to_search(self) -> Library:
        """Return the library. Without its embedding model it is searched by full text alone, with a notice."""
        try:
            return self.open()
        except (ModelMissing, ModelDamaged) as problem:
            return self.open(MissingEmbedder(problem.line))

    def open_to_read(self) -> Library:
        """Return the library for work that neither searches nor changes vectors; it needs no embedding model."""
        return self.open(NoEmbedder())

    def _reranker(self) -> Reranker | None:
        """Return the cross-encoder of the settings; None stands for the token similarity of the embedding model."""
        if not self.settings.rerank_model:
            return None
        # Imported here, because it imports sentence-transformers, which only this setting needs.
        from indexes.search.cross_encoder import CrossEncoderReranker

        return CrossEncoderReranker(from_home(self.settings.rerank_model))
