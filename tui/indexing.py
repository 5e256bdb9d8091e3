"""Indexing and watching go on whatever screen is shown: the app runs them, and tells every screen that has a line for it."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event as Flag

from textual import on, work
from textual.app import App
from textual.screen import ModalScreen
from textual.worker import Worker, WorkerState

from tui import workers
from tui.backend.protocol import UiBackend
from tui.messages import FoldersChanged, IndexingAdvanced, IndexingEnded, IndexingWanted, WatchToggled
from tui.rendering.safe_text import Translate, problem_line
from tui.screens.index import IndexScreen
from tui.screens.library import LibraryScreen
from tui.widgets.index_status import IndexStatus


class IndexingApp(App[None]):
    """An app that indexes one run at a time."""

    backend: UiBackend
    say: Translate
    indexing: Flag | None = None
    """Stops the run that goes on."""
    watching: Flag | None = None
    """Ends watching."""

    def report(self, ended: IndexingEnded | str) -> None:
        """Show what a run came to, or why there is no more of it."""
        raise NotImplementedError

    def action_index(self) -> None:
        """Ask for a folder to index."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(IndexScreen(self.say), self._begin_with)

    def _begin_with(self, folder: Path | None) -> None:
        if folder is not None:
            self.begin_indexing([folder])

    @on(IndexingWanted)
    def _index_wanted(self, message: IndexingWanted) -> None:
        self.begin_indexing(message.folders)

    def begin_indexing(self, folders: Sequence[Path]) -> None:
        """Index some folders, unless a run goes on already."""
        if not folders or self.indexing is not None:
            return
        self.indexing = Flag()
        for status in self._statuses():
            status.begin()
        self.refresh_bindings()
        self._index(folders, self.indexing)

    @work(thread=True, group="index", exit_on_error=False)
    def _index(self, folders: Sequence[Path], stop: Flag) -> None:
        workers.index(self.backend, folders, stop, self.post_message)

    def _statuses(self) -> list[IndexStatus]:
        return [status for screen in self.screen_stack for status in screen.query(IndexStatus)]

    @on(IndexingAdvanced)
    def _show_progress(self, message: IndexingAdvanced) -> None:
        for status in self._statuses():
            status.show(message.progress)

    @on(IndexingEnded)
    def _indexing_ended(self, message: IndexingEnded) -> None:
        self.report(message)

    def action_stop_indexing(self) -> None:
        """Stop indexing after the file or batch at hand; what is stored stays."""
        if self.indexing is not None:
            self.indexing.set()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Offer again what could not be done while a run went on, and say what it ran into."""
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR) or event.worker.group not in ("index", "watch"):
            return
        if event.worker.group == "index":
            self.indexing = None
            for status in self._statuses():
                status.end()
        else:
            self.watching = None
        self.refresh_bindings()
        if event.worker.error:
            self.report(problem_line(event.worker.error))
        self._reload()

    def _reload(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.reload()

    # Watching

    @on(WatchToggled)
    def _toggle_watch(self, message: WatchToggled) -> None:
        if self.watching is not None:
            self.watching.set()
        elif message.folders:
            self.watching = Flag()
            self._watch(message.folders, self.watching)
            self._reload()

    @work(thread=True, group="watch", exit_on_error=False)
    def _watch(self, folders: Sequence[Path], stop: Flag) -> None:
        for _ in self.backend.changes(folders, stop):
            self.post_message(FoldersChanged(folders))

    @on(FoldersChanged)
    def _follow(self, message: FoldersChanged) -> None:
        self.begin_indexing(message.folders)
