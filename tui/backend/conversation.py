"""Implements `ConversationBackend`: answers, and the stored conversations."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event as Flag
from threading import Lock

from indexes.conversations.records import Exchange, Summary
from indexes.errors import DocumentUnknown
from indexes.hits import Filter, Hit
from indexes.records import DocumentRow
from indexes.storage.path_globs import PathGlobs
from ingest.errors import AssistantError
from ingest.said import said
from ragassist.answering.options import DEEP_SECONDS, AskOptions
from ragassist.answering.session import Session
from ragassist.events import Event
from ragassist.extraction.fields import checked_fields
from ragassist.extraction.records import Table, TableProgress
from ragassist.language.detection import language_for
from ragassist.stopping import Stopped
from tui.backend.core import Core
from tui.backend.export import exported, exported_table, exported_text
from tui.backend.preferences import FilePreferences
from tui.backend.protocol import ConversationForm, TableForm

_HITS = 20
"""Number of hits that `look_up` returns at most."""


class ProgramConversation:
    """One conversation with the open library. Any thread may call it; the session and its library are opened once, when needed.

    Methods that need the model clear `Core.idle` while they run, so that indexing waits: both use the same cores.
    """

    def __init__(self, core: Core, preferences: FilePreferences, *, private: bool) -> None:
        self._core, self._preferences, self._private = core, preferences, private
        self._session: Session | None = None
        self._wanted: str | None = None
        self._scope: tuple[str, ...] = ()
        self._opening = Lock()

    @property
    def conversation(self) -> str | None:
        """The id of the open session's conversation, else of the one to be resumed; None where there is neither."""
        return self._session.conversation if self._session else self._wanted

    def ask(self, question: str, stop: Flag, *, deep: bool = False) -> Iterator[Event]:
        """Yield the events of an answer. Raises `Stopped` once `stop` is set, or an `AssistantError`."""
        self._core.idle.clear()
        try:
            options = replace(self._options, deep_seconds=DEEP_SECONDS if deep else None)
            for event in self._open().ask(question, options, stop):
                if stop.is_set():
                    raise Stopped
                yield event
        finally:
            self._core.idle.set()

    def summarize(self, path: str, stop: Flag) -> Iterator[Event]:
        """Yield the events of a document's summary, which is in the UI's language."""
        yield from self._of_document(path, lambda session, row, options: session.summarize(row, options, stop))

    def translate(self, path: str, into: str, stop: Flag) -> Iterator[Event]:
        """Yield the events of a document's translation; the notices beside it are in the UI's language."""
        yield from self._of_document(path, lambda session, row, options: session.translate(row, into, "", options, stop))

    def _of_document(self, path: str, work: Callable[[Session, DocumentRow, AskOptions], Iterator[Event]]) -> Iterator[Event]:
        """Yield the events of `work` on the document at `path`. Raises `DocumentUnknown` if the library doesn't hold it."""
        self._core.idle.clear()
        try:
            session = self._open()
            document = next((row for row in session.library.documents() if row.path == path), None)
            if document is None:
                told = "{path}: nothing of it is in the library; F2 shows what is"
                raise DocumentUnknown(said("document_not_held", told, path=path))
            yield from work(session, document, replace(self._core.app.ask_options(), language=self._preferences.language))
        finally:
            self._core.idle.set()

    @property
    def _options(self) -> AskOptions:
        return replace(self._core.app.ask_options(), only=Filter(paths=self._scope) if self._scope else None)

    def keep_to(self, paths: Sequence[str]) -> None:
        """Search only the documents at or below `paths` from the next question on; () searches all."""
        self._scope = tuple(paths)

    def prepare(self, text: str, stop: Flag) -> None:
        """Let the session evaluate the prompt in advance, unless documents are being indexed, which needs the same cores."""
        if self._core.filled and not self._core.indexing.is_set() and not stop.is_set():
            self._open().prepare(text, self._options, stop)

    def settle(self, stop: Flag) -> None:
        """Let the session evaluate its last answer as a part of the history."""
        if self._session is not None:
            self._session.settle(stop)

    def _open(self) -> Session:
        with self._opening:
            if self._session is None:
                app = self._core.app
                library = app.open_library_to_search()
                self._session = app.open_session(library, conversation=self._wanted, private=self._private)
            return self._session

    def extract(self, fields: Sequence[str], stop: Flag) -> Iterator[TableProgress]:
        """Yield the rows of a table with the given fields over the documents that questions are limited to."""
        self._core.idle.clear()
        try:
            session, globs = self._open(), PathGlobs(self._scope)
            documents = [row for row in session.library.documents() if not self._scope or globs.fit(row.path)]
            yield from session.extract(documents, checked_fields(fields), self._options, stop)
        finally:
            self._core.idle.set()

    def save_table(self, table: Table, form: TableForm) -> Path:
        """Write a table to the current folder and return the file."""
        return exported_table(table, form, self._preferences.language)

    def save_text(self, title: str, text: str) -> Path:
        """Write a text to the current folder and return the file."""
        return exported_text(title, text)

    def look_up(self, question: str) -> Sequence[Hit]:
        """Return the `_HITS` best hits, searched with the question's language as `ask` does."""
        session, fixed = self._session, self._core.app.settings.language
        language = fixed or (session.language_of(question) if session else language_for(question, None))
        with self._core.app.open_library_to_search() as library:
            return library.search(question, language, _HITS)

    def sessions(self, text: str) -> Sequence[Summary]:
        """Return the stored conversations with all words of `text`, or the most recent ones for a blank text."""
        with self._core.app.conversations() as kept:
            return kept.find(text) if text.strip() else kept.recent()

    def resume(self, conversation: str | None) -> Sequence[Exchange]:
        """Close the present conversation and return the exchanges of the other one.

        Switches to the library of that conversation, whose session the first question opens. Raises `AssistantError` if the
        library no longer exists.
        """
        exchanges: Sequence[Exchange] = ()
        library = self._preferences.settings.library
        if conversation is not None:
            with self._core.app.conversations() as kept:
                library, exchanges = kept.summary(conversation).library, kept.exchanges(conversation)
        self.close()
        if library != self._preferences.settings.library:
            self._switch(library)
        self._wanted = conversation
        return exchanges

    def _switch(self, library: str) -> None:
        settings = self._preferences.settings
        if settings.library_url is None and not (settings.home / "libraries" / library).exists():
            told = "library {library} of this conversation is gone: begin a new conversation with Ctrl+N"
            raise AssistantError(said("library_gone", told, library=library))
        self._preferences.switch(library)
        self._core.filled = True  # a library with a conversation holds documents

    def rename(self, conversation: str, title: str) -> None:
        """Give a stored conversation another title."""
        with self._core.app.conversations() as kept:
            kept.rename(conversation, title)

    def forget(self, conversation: str) -> None:
        """Delete a stored conversation; if it is the present one, a new conversation begins."""
        if conversation == self.conversation:
            self.resume(None)
        with self._core.app.conversations() as kept:
            kept.delete(conversation)

    def export(self, conversation: str, form: ConversationForm) -> Path:
        """Write a stored conversation to the current folder and return the file."""
        with self._core.app.conversations() as kept:
            return exported(kept, conversation, form)

    def release(self) -> None:
        """Close session and library; the next question opens them again and continues the same conversation."""
        wanted = self.conversation
        self.close()
        self._wanted = wanted

    def close(self) -> None:
        """Close the session and its library, if they are open."""
        with self._opening:
            if self._session is not None:
                self._session.close()
                self._session.library.close()
            self._session = None
