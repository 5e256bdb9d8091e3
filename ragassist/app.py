"""The composition root: builds the library, the models and the session from the settings."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from threading import Event as StopEvent

from indexes.conversations.store import Conversations
from indexes.embedding.embedder import Embedder
from indexes.embedding.language_map import LanguageMap
from indexes.files.priority import answering
from indexes.library import Library
from indexes.results.store import FILE as RESULTS
from indexes.results.store import KeptResults
from ragassist.airgap import GUARD
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.generation.loaded_model import LoadedModel
from ragassist.models.selection import ModelSelection
from ragassist.models.store import ModelStore
from ragassist.settings.schema import Settings
from ragassist.wiring.chat_model import ChatModelLoader, LoadProgress
from ragassist.wiring.embedding import EmbeddingModel
from ragassist.wiring.library import LibraryOpener


@dataclass
class App:
    """The parts of the program for some settings; each is created when it is first used."""

    settings: Settings
    say: Callable[[str], None] = lambda _: None
    """Receives a line before work that takes long."""

    def __post_init__(self) -> None:
        """Allow connections to the chat server if the settings name one."""
        if server := self.settings.chat_server:
            GUARD.admit_port(server.host, server.port)

    @cached_property
    def model_store(self) -> ModelStore:
        """The installed models."""
        return ModelStore(self.settings.home / "models")

    @property
    def models(self) -> ModelSelection:
        """The models that the settings name."""
        settings = self.settings
        return ModelSelection(self.model_store, settings.chat_model, settings.embedding_model, settings.embedding_dimensions)

    @cached_property
    def embedding(self) -> EmbeddingModel:
        """The embedding model of the settings."""
        return EmbeddingModel(self.models, self.say)

    @property
    def libraries(self) -> LibraryOpener:
        """The opener of the library."""
        return LibraryOpener(self.settings, self.embedding)

    @cached_property
    def _chat(self) -> ChatModelLoader:
        return ChatModelLoader(self.settings, self.say)

    @property
    def embedder(self) -> Embedder:
        """The embedder, whose weights are loaded with the first text. Raises `ModelMissing` or `ModelDamaged`."""
        return self.embedding.embedder

    def language_map(self) -> LanguageMap:
        """Return the language map of the embedding model; the first time it is measured, which takes half a minute."""
        return self.embedding.language_map()

    @property
    def library_folder(self) -> Path:
        """The folder of the library if it is on this machine."""
        return self.libraries.folder

    def open_library(self) -> Library:
        """Return the library; each thread needs its own. Raises `ModelMissing` or `ModelDamaged`."""
        return self.libraries.open()

    def open_library_to_search(self) -> Library:
        """Return the library for searching. Without its embedding model it is searched by full text alone, with a notice."""
        return self.libraries.open_to_search()

    def open_library_to_read(self) -> Library:
        """Return the library for work that neither searches nor changes vectors; it needs no embedding model."""
        return self.libraries.open_to_read()

    def load_chat_model(self, progress: LoadProgress = lambda _: None, stop: StopEvent | None = None) -> LoadedModel:
        """Return the chat model; load it the first time.

        Raises `ModelMissing`, `ModelDamaged` or `MemoryShort`, and `Stopped` once `stop` is set while it loads.
        """
        return self._chat.load(self.models, progress, stop)

    def close(self) -> None:
        """Free the chat model if it is loaded; a later question loads it again."""
        self._chat.close()

    def forget_models(self) -> None:
        """Look up the models again when they are next needed, because the settings or the installed models have changed."""
        self.close()
        self.__dict__.pop("embedding", None)

    def conversations(self) -> Conversations:
        """Return the store of conversations; each thread needs its own."""
        return Conversations(self.settings.home / "conversations.sqlite", self.say)

    def results(self) -> KeptResults:
        """Return the store of results made from the library's documents; each thread needs its own."""
        settings = self.settings
        beside = self.library_folder if settings.library_url is None else settings.home / "results" / settings.library
        return KeptResults(beside / RESULTS)

    def ask_options(self) -> AskOptions:
        """Return the options of the settings."""
        settings = self.settings
        return AskOptions(
            language=settings.language,
            think=settings.think,
            think_budget=settings.think_budget,
            think_seconds=settings.think_seconds,
            context_tokens=settings.context_tokens,
            follow_up=settings.follow_up,
            wordings=settings.wordings,
        )

    def open_session(
        self,
        library: Library,
        progress: LoadProgress = lambda _: None,
        *,
        conversation: str | None = None,
        private: bool = False,
        urgent: bool = True,
    ) -> Session:
        """Return a new conversation with a library, or the stored one with an id; a private one isn't stored.

        Indexing pauses in all processes while an `urgent` conversation answers. Raises `ConversationUnknown`. Closing the
        session closes the store of conversations, but not the library.
        """
        session = Session(
            library,
            load_model=partial(self.load_chat_model, progress),
            answering=partial(answering, self.settings.home) if urgent else nullcontext,
            library_name=self.settings.library,
            results=self.results,
        )
        if not private:
            session.store = self.conversations()
            if conversation:
                session.conversation = session.store.summary(conversation).id
                session.resume(session.store.exchanges(session.conversation))
        return session
