"""The seam to everything that touches models, the database or documents. Its methods block: threads call them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Protocol

from ingest.errors import AssistantError
from ragassist.stopping import Stopped

if TYPE_CHECKING:
    from indexes.runs import Outcome, Progress
    from ragassist.assemble import Assembly
    from ragassist.events import Event
    from ragassist.session import AskOptions, Session

_GLANCE_S = 0.1
"""How often indexing that gives way to an answer looks whether it was stopped."""


class IndexingStopped(Exception):
    """Raised when the person stopped indexing; what was stored stays. Not an error."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that answers need: what it is called if it is there, else why it isn't (empty: there is just none)."""

    there: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Survey:
    """What there is: the models, the library and its counts."""

    search_model: Part
    chat_model: Part
    library: Part
    documents: int = 0
    passages: int = 0


class Backend(Protocol):
    """What the UI asks of the program."""

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Let a listener hear, from any thread, of work that takes a while."""

    @property
    def library_name(self) -> str:
        """The library's name."""

    @property
    def language(self) -> str:
        """The UI's language."""

    @property
    def most_characters(self) -> int:
        """The length of the longest question."""

    def survey(self) -> Survey:
        """Return what there is; problems are part of it."""

    def ask(self, question: str, stop: Flag) -> Iterator["Event"]:
        """Yield what happens until the answer is there. Raises `Stopped`, or an `AssistantError`."""

    def index(self, folder: Path, listen: Callable[["Progress"], None], stop: Flag) -> "Outcome":
        """Bring the library to the state of a folder. Raises `IndexingStopped`, or an `AssistantError`."""


class AssemblyBackend:
    """The program itself. One conversation, used by one thread at a time; every other call opens its own library."""

    def __init__(self, assembly: "Assembly") -> None:
        self.assembly = assembly
        self._session: Session | None = None
        self._idle = Flag()
        self._idle.set()

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Let a listener hear what the assembly says."""
        self.assembly.say = listener

    @property
    def library_name(self) -> str:
        """The library's name in the settings."""
        return self.assembly.settings.library

    @property
    def language(self) -> str:
        """The settings' language, or the locale's."""
        from ragassist.languages import from_locale

        return self.assembly.settings.language or from_locale()

    @property
    def most_characters(self) -> int:
        """The session's limit."""
        from ragassist.session import MOST_CHARACTERS

        return MOST_CHARACTERS

    def survey(self) -> Survey:
        """Return what there is; nothing is loaded for it."""
        search_model, chat_model = self._search_model(), self._chat_model()
        if not search_model.there:
            return Survey(search_model, chat_model, Part(False))
        try:
            with self.assembly.open_library() as library:
                totals = library.store.totals()
        except AssistantError as problem:
            return Survey(search_model, chat_model, Part(False, str(problem)))
        return Survey(search_model, chat_model, Part(totals.documents > 0), totals.documents, totals.chunks)

    def _search_model(self) -> Part:
        try:
            _ = self.assembly.embedder
            return Part(True, self.assembly.embedding_title)
        except AssistantError as problem:
            return Part(False, str(problem))

    def _chat_model(self) -> Part:
        from ragassist.errors import ModelMissing

        try:
            return Part(True, self.assembly.chat_entry()[2])
        except ModelMissing as problem:
            return Part(False, "" if self.assembly.settings.chat_model == "auto" else str(problem))
        except AssistantError as problem:
            return Part(False, str(problem))

    def ask(self, question: str, stop: Flag) -> Iterator["Event"]:
        """Yield the events of an answer; indexing waits meanwhile, for both want the same cores."""
        self._idle.clear()
        try:
            for event in self._conversation().ask(question, self._options(), stop):
                if stop.is_set():
                    raise Stopped
                yield event
        finally:
            self._idle.set()

    def _options(self) -> "AskOptions":
        from ragassist.session import AskOptions

        settings = self.assembly.settings
        return AskOptions(settings.language, settings.think, settings.think_budget, settings.context_tokens)

    def _conversation(self) -> "Session":
        if self._session is None:
            self._session = self.assembly.open_session(self.assembly.open_library())
        return self._session

    def index(self, folder: Path, listen: Callable[["Progress"], None], stop: Flag) -> "Outcome":
        """Index a folder, giving way to answers between files and batches."""
        from indexes.indexing import Indexer
        from ingest.worker import Worker

        def step(progress: "Progress") -> None:
            listen(progress)
            while not (stop.is_set() or self._idle.wait(_GLANCE_S)):
                pass
            if stop.is_set():
                raise IndexingStopped

        with self.assembly.open_library() as library, Worker() as worker:
            return Indexer(library, worker, step).update([folder])

    def close(self) -> None:
        """Close the conversation's library."""
        if self._session is not None:
            self._session.library.store.close()
