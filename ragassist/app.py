"""The composition root: settings become a library, a chat model and a session."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from indexes.backends.protocol import Backend
from indexes.conversations.store import Conversations
from indexes.embedding.embedder import Embedder, MissingEmbedder, NoEmbedder
from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.language_map import LanguageMap
from indexes.embedding.language_map_fitting import map_key, measured_map
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.parallel_texts import calibration_texts
from indexes.embedding.vector_model import VectorModel
from indexes.files.priority import answering, give_way
from indexes.library import Library
from indexes.search.reranking import Reranker
from ragassist.airgap import GUARD
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.engine.process import ModelProcess
from ragassist.engine.tuning import load_tuning
from ragassist.errors import ModelDamaged, ModelMissing, SettingsInvalid
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.entries import Role
from ragassist.models.memory import require_memory
from ragassist.models.selection import ModelSelection
from ragassist.models.store import ModelStore
from ragassist.settings.schema import Settings

LoadProgress = Callable[[float], None]


@dataclass
class App:
    """The parts of the program for some settings, each made when first asked for."""

    settings: Settings
    say: Callable[[str], None] = lambda _: None
    """Hears of work that takes a while."""

    @cached_property
    def model_store(self) -> ModelStore:
        """The models on disk."""
        return ModelStore(self.settings.home / "models")

    @property
    def models(self) -> ModelSelection:
        """The models that the settings mean."""
        settings = self.settings
        return ModelSelection(self.model_store, settings.chat_model, settings.embedding_model, settings.embedding_dimensions)

    @cached_property
    def embedding_folder(self) -> ModelFolder:
        """The embedding model's folder. Raises `ModelMissing` or `ModelDamaged`."""
        return self.models.embedding()

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, not loaded yet. Raises `ModelMissing` or `ModelDamaged`."""
        return self._engine_of(self.embedding_folder)

    @property
    def embedding_engine(self) -> str:
        """What runs the embedding model, in words. Raises `ModelMissing` or `ModelDamaged`."""
        return self._engine_of(self.embedding_folder).engine

    def _engine_of(self, model: ModelFolder) -> FastEmbedder:
        return FastEmbedder(model, self.models.export_folder(model), self.say)

    @property
    def library_folder(self) -> Path:
        """Where the library of the settings lies."""
        return self.settings.home / "libraries" / self.settings.library

    def library_place(self) -> Path | Backend:
        """Return where the library lies: its folder, or the server of the settings, which the guard lets through then."""
        url = self.settings.library_url
        if url is None:
            return self.library_folder
        try:
            from indexes.backends.postgres.backend import ServerBackend  # nobody else needs its client
            from indexes.backends.postgres.connection import hosts_of
        except ModuleNotFoundError:
            raise SettingsInvalid("library_url needs PostgreSQL's client: pip install 'ragassist[postgres]'") from None
        GUARD.admit(hosts_of(url.get_secret_value()))
        return ServerBackend(url.get_secret_value(), self.settings.library)

    def open_library(self, embedder: Embedder | None = None) -> Library:
        """Return the library of the settings; each thread needs its own."""
        return Library(
            self.library_place(),
            embedder or self.embedder,
            self.language_map,
            self._earlier_model,
            self._give_way,
            self._reranker(),
            self.settings.rerank_ms / 1000,
        )

    def _reranker(self) -> Reranker | None:
        """Return the cross-encoder of the settings; None stands for the embedding model's token similarity."""
        if not self.settings.rerank_model:
            return None
        from indexes.search.cross_encoder import CrossEncoderReranker

        return CrossEncoderReranker(Path(self.settings.rerank_model).expanduser())

    def open_library_to_search(self) -> Library:
        """Return the library of the settings; without its embedding model it is searched by full text and says so."""
        try:
            return self.open_library()
        except (ModelMissing, ModelDamaged) as problem:
            return self.open_library(MissingEmbedder(str(problem)))

    def open_library_to_read(self) -> Library:
        """Return the library for commands that neither search nor change vectors; works without an embedding model."""
        return self.open_library(NoEmbedder())

    def language_map(self) -> LanguageMap:
        """Return the embedding model's language map, measured once for each model: 20 languages, half a minute."""
        return self._map_of(self.models.embedding_key, self.embedder)

    def _earlier_model(self, fingerprint: str) -> VectorModel | None:
        """Return the installed embedding model of a fingerprint, if there is one: it serves until vectors are made anew."""
        for installed in self.model_store.installed(Role.EMBEDDING):
            embedder = self._engine_of(installed.as_model_folder())
            if embedder.fingerprint == fingerprint:
                with suppress(ModelDamaged):  # as good as gone: full text serves alone
                    self.model_store.check(installed, full=False)
                    return VectorModel(embedder, self._map_of(installed.entry.name, embedder))
        return None

    def _map_of(self, name: str, embedder: Embedder) -> LanguageMap:
        path = self.settings.home / "models" / f"{name}.languages.json"
        key = map_key(embedder.fingerprint)
        if found := LanguageMap.load(path, key):
            return found
        self.say("measuring the languages of the embedding model, once (half a minute)")
        measured = measured_map(embedder, calibration_texts())
        measured.save(path, key)
        return measured

    def load_chat_model(self, progress: LoadProgress = lambda _: None) -> LoadedModel:
        """Return the chat model in memory, loading it the first time. Raises `ModelMissing` or `ModelDamaged`."""
        if self._chat is None:
            chosen, size = self.models.chat(), self.settings.context_size
            if tight := require_memory(chosen.path, chosen.title, chosen.entry, self.model_store, size):
                self.say(tight)
            tuning, states = load_tuning(self.settings.home, chosen.path), self.settings.home / "states"
            model = ModelProcess(chosen.path, chosen.title, chosen.context(size), progress, tuning=tuning, states=states)
            self._chat = LoadedModel.of(model, chosen.entry)
        return self._chat

    _chat: LoadedModel | None = None

    def close(self) -> None:
        """Free the chat model, if one was loaded; a later question loads it again."""
        if self._chat is not None:
            self._chat.model.close()
            self._chat = None

    def conversations(self) -> Conversations:
        """Return the conversations that were kept; each thread needs its own."""
        return Conversations(self.settings.home / "conversations.sqlite", self.say)

    def ask_options(self) -> AskOptions:
        """Return how a question is answered where its asker says nothing of that: as the settings say."""
        settings = self.settings
        return AskOptions(
            settings.language,
            settings.think,
            settings.think_budget,
            settings.context_tokens,
            think_seconds=settings.think_seconds,
            follow_up=settings.follow_up,
        )

    def open_session(
        self,
        library: Library,
        progress: LoadProgress = lambda _: None,
        conversation: str | None = None,
        private: bool = False,
    ) -> Session:
        """Return a conversation with a library: a new one, or the kept one of an id; nothing is kept of a private one.

        Raises `ConversationUnknown`. The session's `close` closes the file of conversations, not the library.
        """
        session = Session(library, lambda: self.load_chat_model(progress), lambda: answering(self.settings.home))
        session.library_name = self.settings.library
        if not private:
            session.store = self.conversations()
            if conversation:
                session.conversation = session.store.summary(conversation).id
                session.resume(session.store.exchanges(session.conversation))
        return session

    def _give_way(self) -> None:
        give_way(self.settings.home)
