"""Implements `LibraryBackend`: the documents of the open library, and the list of libraries."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from threading import Event as Flag

from indexes.indexing.forecast import Forecaster
from indexes.indexing.indexer import Indexer, documents_under, normal_path
from indexes.indexing.pacing import PacedListener, go_on, pause, reader_for_run
from indexes.indexing.run import RunOptions, RunProgress, RunReport
from indexes.records import DocumentRow, Place, Totals
from ingest.errors import AssistantError
from ingest.files.discovery import discover
from ingest.files.rules import Rules
from ingest.files.snapshot import take
from ingest.files.watching import bursts_of_changes
from ingest.isolation.worker import Worker
from ragassist.app import App
from ragassist.errors import ModelMissing
from ragassist.requests.catalogue import Catalogue, suggestions
from ragassist.stopping import Stopped
from tui.backend.conversation import ProgramConversation
from tui.backend.core import Core
from tui.backend.models import missing_models
from tui.backend.outline import headings_of
from tui.backend.preferences import FilePreferences
from tui.backend.protocol import IndexingStopped
from tui.backend.records import Component, FolderCount, LibraryEntry, OutlineHeading, Page, Survey
from tui.backend.viewer import open_with

_CHECK_EVERY_S = 0.1
"""Seconds between two checks for a stop while indexing waits for an answer."""


class ProgramLibrary:
    """The library that the settings name. Each call opens it anew, so that any thread may call."""

    def __init__(self, core: Core, preferences: FilePreferences, conversation: ProgramConversation) -> None:
        self._core, self._preferences, self._conversation = core, preferences, conversation

    def survey(self) -> Survey:
        """Return the state of models and library, without loading a model."""
        parts = Survey(
            search_model=self._search_model(), chat_model=self._chat_model(), library=Component(False), to_fetch=self._to_fetch
        )
        self._core.filled = False
        if not self._exists:
            return replace(parts, others=tuple(sorted(self._names)))
        try:
            totals = self._totals()
        except AssistantError as problem:
            return replace(parts, library=Component(False, problem.line))
        self._core.filled = totals.documents > 0
        return replace(
            parts,
            library=Component(self._core.filled),
            documents=totals.documents,
            passages=totals.chunks,
            waiting=totals.waiting,
        )

    @property
    def _to_fetch(self) -> int:
        """The bytes of the default models that are missing, 0 if the settings name a model that can't be downloaded."""
        try:
            return sum(entry.size for entry in missing_models(self._core.app))
        except AssistantError:
            return 0

    @property
    def _exists(self) -> bool:
        """Whether the library exists; opening one that doesn't exist would create it."""
        return self._core.app.settings.library_url is not None or self._core.app.library_folder.exists()

    def _search_model(self) -> Component:
        try:
            _ = self._core.app.embedder
            return Component(True, self._core.app.models.embedding_title)
        except AssistantError as problem:
            return Component(False, problem.line)

    def _chat_model(self) -> Component:
        try:
            return Component(True, self._core.app.models.chat().title)
        except ModelMissing as problem:
            return Component(False, "" if self._core.app.settings.chat_model == "auto" else problem.line)
        except AssistantError as problem:
            return Component(False, problem.line)

    def documents(self) -> Sequence[DocumentRow]:
        """Return the rows of all documents, sorted by path."""
        with self._core.app.open_library_to_read() as library:
            return library.documents()

    def suggestions(self) -> Sequence[str]:
        """Return suggested questions about the newest documents, in the UI's language."""
        with self._core.app.open_library_to_read() as library:
            return suggestions(library, Catalogue.of(library), self._preferences.language)

    def page_of(self, path: str, start: int) -> Page | None:
        """Return the page that holds the offset `start` of the document's text, None if the document is gone."""
        pages = self.pages(path)
        return next((page for page in reversed(pages) if page.start <= start), pages[0] if pages else None)

    def pages(self, path: str) -> Sequence[Page]:
        """Return the pages of the stored document: its sections, joined by page number. () if the document is gone."""
        with self._core.app.open_library_to_read() as library:
            document = library.load_document(path)
        if document is None:
            return ()
        pages = []
        for number, sections in groupby(document.sections, key=lambda section: section.page):
            of_page = list(sections)
            start = of_page[0].start
            pages.append(Page(document.text[start : of_page[-1].end], start, Place(number, document.page_unit)))
        return pages

    def outline(self, path: str) -> Sequence[OutlineHeading]:
        """Return the headings of the stored document in their order; () if the document is gone."""
        with self._core.app.open_library_to_read() as library:
            document = library.load_document(path)
        return headings_of(document) if document else ()

    def picture(self, path: str, page: int, quotes: Sequence[str], width: int) -> bytes:
        """Draw the page in a guarded child process, since a PDF is untrusted input."""
        with Worker() as worker:
            return worker.picture(take(Path(path)).data, page, width, quotes)

    def open_file(self, path: str, page: int | None) -> None:
        """Open the file in the viewer that the settings name, or in the desktop's."""
        open_with(self._core.app.settings.viewer, path, page)

    # Indexing

    @property
    def _rules(self) -> Rules:
        """The rules that exclude the program's own files: models, libraries and their lock files."""
        return Rules(apart=(self._core.app.settings.home, self._core.app.library_folder))

    def count(self, folder: Path, stop: Flag) -> FolderCount:
        """Count the files of a folder by the same walk as indexing, without opening them."""
        files = size = 0
        for found in discover(normal_path(folder), self._rules):
            if stop.is_set():
                raise Stopped
            if not found.problem:
                files, size = files + 1, size + found.size
        whole_home = Path.home().resolve().is_relative_to(folder.resolve())
        return FolderCount(files, size, whole_home, self._seconds_for(files, size) if files else None)

    def _seconds_for(self, files: int, size: int) -> float | None:
        """Return the estimated seconds to index `files` files of `size` bytes in all, None if the library can't be read."""
        nothing = Totals(documents=0, skipped=0, partial=0, waiting=0, chunks=0, embedded=0, bytes=0, text_bytes=0)
        try:
            before = self._totals() if self._exists else nothing
        except AssistantError:
            return None
        return Forecaster(files=files, size=size, before=before).first().seconds_left

    def _totals(self) -> Totals:
        with self._core.app.open_library_to_read() as library:
            return library.totals()

    def index(
        self, folders: Sequence[Path], listen: Callable[[RunProgress], None], stop: Flag, *, full: bool = False
    ) -> RunReport:
        """Index folders, resuming indexing if it is paused. Between files and batches it waits while an answer is generated."""

        def step(progress: RunProgress) -> None:
            listen(progress)
            while not (stop.is_set() or self._core.idle.wait(_CHECK_EVERY_S)):
                pass
            if stop.is_set():
                raise IndexingStopped

        home = self._core.app.settings.home
        go_on(home)
        self._core.indexing.set()
        try:
            with self._core.app.open_library() as library, reader_for_run() as worker:
                options = RunOptions(self._rules, full=full)
                paced = PacedListener(step, home)
                return Indexer(library, worker, paced, paced.clock).update(list(folders), options)
        finally:
            self._core.indexing.clear()

    def toggle_pause(self) -> None:
        """Pause indexing in all processes of this home, or resume it."""
        home = self._core.app.settings.home
        if not go_on(home):
            pause(home)

    def remove(self, paths: Sequence[str]) -> int:
        """Remove the documents at or below the paths, and return their number."""
        with self._core.app.open_library_to_read() as library, library.writing():
            return len(library.remove([row.path for row in documents_under(library, list(map(Path, paths)))]))

    def changes(self, folders: Sequence[Path], stop: Flag) -> Iterator[None]:
        """Yield after each burst of changes below the folders."""
        for _ in bursts_of_changes(folders, stop, self._rules.apart):
            yield

    # Libraries

    def libraries(self) -> Sequence[LibraryEntry]:
        """Return the libraries of this home by name, with the open one even if it has no folder yet."""
        current = self._preferences.settings.library
        return [self._entry(name, current) for name in sorted({current, *self._names})]

    @property
    def _names(self) -> set[str]:
        """The names of the libraries that have a folder."""
        folder = self._preferences.settings.home / "libraries"
        return {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set()

    def _entry(self, name: str, current: str) -> LibraryEntry:
        settings = self._preferences.settings.model_copy(update={"library": name})
        try:
            with App(settings).open_library_to_read() as library:
                return LibraryEntry(name, library.totals().documents, name == current)
        except AssistantError:
            return LibraryEntry(name, None, name == current)

    def switch(self, name: str) -> None:
        """Close the conversation and open another library."""
        self._preferences.switch(name)
        self._conversation.resume(None)
        self._core.filled = False
