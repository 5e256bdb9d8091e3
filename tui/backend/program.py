"""The program itself behind the UI's seam."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event as Flag
from threading import Lock
from typing import TYPE_CHECKING

from ingest.errors import AssistantError
from ragassist.retrieval.question import MOST_CHARACTERS
from ragassist.stopping import Stopped
from tui.backend import models as model_work
from tui.backend.export import exported
from tui.backend.protocol import DatabaseForm, IndexingStopped, Model, Page, Part, Survey
from tui.backend.viewer import open_with

if TYPE_CHECKING:
    from indexes.conversations.records import Exchange, Summary
    from indexes.hits import Hit
    from indexes.indexing.run import RunProgress, RunReport
    from indexes.records import DocumentRow
    from ragassist.answering.session import Session
    from ragassist.app import App
    from ragassist.events import Event
    from ragassist.settings.schema import Settings

_GLANCE_S = 0.1
"""How often indexing that gives way to an answer looks whether it was stopped."""
_SETTLE_MS = 2_000
"""A file that is being written changes many times; this long without a change it is taken for finished."""
_HITS = 20


def _assembled(settings: "Settings") -> "App":
    from ragassist.app import App

    return App(settings)


class AppBackend:
    """The program itself. Its conversation may be used by any thread; every other call opens its own library."""

    def __init__(
        self,
        settings: "Settings",
        *,
        private: bool = False,
        can_pull: bool = False,
        assemble: "Callable[[Settings], App]" = _assembled,
    ) -> None:
        self.settings, self.can_pull = settings, can_pull
        self._private = private
        self._assemble = assemble
        self._made: App | None = None
        self._say: Callable[[str], None] = lambda _: None
        self._assembling = Lock()
        self._session: Session | None = None
        self._wanted: str | None = None
        self._opening = Lock()
        self._idle = Flag()
        self._idle.set()

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Let a listener hear what the app says."""
        self._say = listener

    @property
    def app(self) -> "App":
        """The parts of the program: the first thread that needs them puts them together, while the UI is there already."""
        with self._assembling:
            if self._made is None:
                self._made = self._assemble(self.settings)
                self._made.say = self._tell
            return self._made

    def _tell(self, line: str) -> None:
        self._say(line)

    @property
    def language(self) -> str:
        """The settings' language, or the locale's."""
        from ragassist.language.locale import from_locale

        return self.settings.language or from_locale()

    @property
    def most_characters(self) -> int:
        """The session's limit."""
        return MOST_CHARACTERS

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        """Write the file, then read the settings anew; flags of the command line stay."""
        from ragassist.settings.file import change_settings
        from ragassist.settings.schema import load_settings

        before = self.settings
        change_settings(before.home, changes)
        self.settings = self.app.settings = load_settings(home=before.home, library=before.library)

    def survey(self) -> Survey:
        """Return what there is; nothing is loaded for it."""
        search_model, chat_model = self._search_model(), self._chat_model()
        if not search_model.there:
            return Survey(search_model, chat_model, Part(False))
        try:
            with self.app.open_library() as library:
                totals = library.totals()
        except AssistantError as problem:
            return Survey(search_model, chat_model, Part(False, str(problem)))
        return Survey(search_model, chat_model, Part(totals.documents > 0), totals.documents, totals.chunks)

    def _search_model(self) -> Part:
        try:
            _ = self.app.embedder
            return Part(True, self.app.models.embedding_title)
        except AssistantError as problem:
            return Part(False, str(problem))

    def _chat_model(self) -> Part:
        from ragassist.errors import ModelMissing

        try:
            return Part(True, self.app.models.chat().title)
        except ModelMissing as problem:
            return Part(False, "" if self.settings.chat_model == "auto" else str(problem))
        except AssistantError as problem:
            return Part(False, str(problem))

    # Asking

    def ask(self, question: str, stop: Flag) -> Iterator["Event"]:
        """Yield the events of an answer; indexing waits meanwhile, for both want the same cores."""
        self._idle.clear()
        try:
            for event in self._conversation().ask(question, self.app.ask_options(), stop):
                if stop.is_set():
                    raise Stopped
                yield event
        finally:
            self._idle.set()

    def prepare(self, text: str, stop: Flag) -> None:
        """Let the session evaluate what is likely to be asked, where there is a library to ask."""
        if self.survey().library.there and not stop.is_set():
            self._conversation().prepare(text, self.app.ask_options(), stop)

    def settle(self, stop: Flag) -> None:
        """Let the session put its last answer into the history."""
        if self._session is not None:
            self._session.settle(stop)

    def _conversation(self) -> "Session":
        with self._opening:
            if self._session is None:
                library = self.app.open_library()
                self._session = self.app.open_session(library, conversation=self._wanted, private=self._private)
            return self._session

    def look_up(self, question: str) -> Sequence["Hit"]:
        """Search as an answer does."""
        from ragassist.language.detection import language_for

        session, fixed = self._session, self.settings.language
        with self.app.open_library_to_search() as library:
            language = fixed or (session.language_of(question) if session else language_for(question, None))
            return library.search(question, language, _HITS)

    def page_of(self, path: str, start: int) -> Page | None:
        """Return the page around an offset, by the sections of the stored document."""
        with self.app.open_library_to_read() as library:
            document = library.load_document(path)
        if document is None:
            return None
        number = next((s.page for s in document.sections if s.start <= start < s.end), None)
        of_page = [s for s in document.sections if s.page == number]
        if not of_page:
            return None
        first = of_page[0].start
        return Page(document.text[first : of_page[-1].end], first)

    def open_file(self, path: str, page: int | None) -> None:
        """Start the viewer of the settings, or the desktop's."""
        open_with(self.settings.viewer, path, page)

    # The library

    def documents(self) -> Sequence["DocumentRow"]:
        """Return the rows of the store."""
        with self.app.open_library_to_read() as library:
            return library.documents()

    def index(self, folders: Sequence[Path], listen: Callable[["RunProgress"], None], stop: Flag) -> "RunReport":
        """Index folders, giving way to answers between files and batches."""
        from indexes.indexing.indexer import Indexer
        from ingest.isolation.worker import Worker

        def step(progress: "RunProgress") -> None:
            listen(progress)
            while not (stop.is_set() or self._idle.wait(_GLANCE_S)):
                pass
            if stop.is_set():
                raise IndexingStopped

        with self.app.open_library() as library, Worker() as worker:
            return Indexer(library, worker, step).update(list(folders))

    def remove(self, paths: Sequence[str]) -> int:
        """Take out what is one of the paths or lies under one."""
        from indexes.indexing.indexer import documents_under

        with self.app.open_library_to_read() as library, library.writing():
            return len(library.remove([row.path for row in documents_under(library, list(map(Path, paths)))]))

    def changes(self, folders: Sequence[Path], stop: Flag) -> Iterator[None]:
        """Yield after each burst of changes."""
        from watchfiles import watch

        yield from (None for _ in watch(*folders, debounce=_SETTLE_MS, stop_event=stop, raise_interrupt=False))

    # Conversations

    @property
    def conversation(self) -> str | None:
        """The session's id, or the one that was asked for."""
        return self._session.conversation if self._session else self._wanted

    def sessions(self, text: str) -> Sequence["Summary"]:
        """Search the file of conversations."""
        with self.app.conversations() as kept:
            return kept.find(text) if text.strip() else kept.recent()

    def resume(self, conversation: str | None) -> Sequence["Exchange"]:
        """Close the present conversation; the other one is opened by the first question."""
        exchanges: Sequence[Exchange] = ()
        if conversation is not None:
            with self.app.conversations() as kept:
                exchanges = kept.exchanges(conversation)
        self.close()
        self._wanted = conversation
        return exchanges

    def rename(self, conversation: str, title: str) -> None:
        """Rename it in the file."""
        with self.app.conversations() as kept:
            kept.rename(conversation, title)

    def forget(self, conversation: str) -> None:
        """Delete it from the file; the present conversation begins anew if it is that."""
        if conversation == self.conversation:
            self.resume(None)
        with self.app.conversations() as kept:
            kept.delete(conversation)

    def export(self, conversation: str, form: DatabaseForm) -> Path:
        """Write into the folder that the program was started in."""
        with self.app.conversations() as kept:
            return exported(kept, conversation, form)

    # Models

    def models(self) -> Sequence[Model]:
        """Return the registry with what is in the model store."""
        return model_work.models(self.app.model_store)

    def verify(self, name: str, advance: Callable[[int], None]) -> None:
        """Hash the files of a model."""
        model_work.verify(self.app.model_store, name, advance)

    def pull(self, advance: Callable[[str, int, int], object]) -> None:
        """Go online for the usual models, then never again."""
        if not self.can_pull:
            raise AssistantError("this process can't go online: leave with Ctrl+Q and run 'ragassist models pull'")
        try:
            model_work.pull(self.app, advance)
        finally:
            self.app.forget_models()  # what was found missing is looked for again
        self.can_pull = False

    def close(self) -> None:
        """Close the conversation's library."""
        with self._opening:
            if self._session is not None:
                self._session.close()
                self._session.library.close()
            self._session = None
