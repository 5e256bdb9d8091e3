"""Indexing and watching folders. The app runs both, so that they go on when another screen is opened."""

import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event as Flag
from typing import TypeVar

from textual import on, work
from textual.app import App
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from tui import workers
from tui.backend.protocol import UiBackend
from tui.messages import FoldersChanged, IndexingAdvanced, IndexingEnded, IndexingWanted, WatchToggled, WorkAnnounced
from tui.rendering.safe_text import Translate, problem_line
from tui.screens.index import IndexScreen
from tui.screens.library import LibraryScreen
from tui.widgets.job_status import IndexStatus

_COUNT_EVERY_S = 5.0
"""Seconds between two readings of the library's counts while it is being indexed."""
Kind = TypeVar("Kind", bound=Widget)


class IndexingApp(App[None]):
    """An app that runs at most one indexing at a time and shows its progress on every screen."""

    backend: UiBackend
    say: Translate
    indexing: Flag | None = None
    """Stops the current run when it is set; None while nothing is indexed."""
    watching: Flag | None = None
    """Ends watching when it is set; None while nothing is watched."""
    _advanced: IndexingAdvanced | None = None
    _announced = ""
    _counted = 0.0

    def report(self, ended: IndexingEnded | str) -> None:
        """Show the result of a run, or the line that says why it ended early."""
        raise NotImplementedError

    def recount(self) -> None:
        """Read the counts of the library again on every screen that shows them."""
        for screen in self.screen_stack:
            if isinstance(screen, LibraryScreen):
                screen.reload()

    def everywhere(self, kind: type[Kind]) -> list[Kind]:
        """Return all widgets of the class `kind` on the open screens."""
        return [found for screen in self.screen_stack for found in screen.query(kind)]

    def action_index(self) -> None:
        """Ask for a folder to index."""
        if not isinstance(self.screen, ModalScreen):
            self.push_screen(IndexScreen(self.backend, self.say), self._begin_with)

    def _begin_with(self, folder: Path | None) -> None:
        if folder is not None:
            self.begin_indexing([folder])

    @on(IndexingWanted)
    def _index_wanted(self, message: IndexingWanted) -> None:
        self.begin_indexing(message.folders, full=message.full)

    def begin_indexing(self, folders: Sequence[Path], *, full: bool = False) -> None:
        """Index some folders, or do nothing if a run is in progress; with `full` skipped and partial files are read again."""
        if not folders or self.indexing is not None:
            return
        self.indexing = Flag()
        self.catch_up()
        self.refresh_bindings()
        self._index(folders, self.indexing, full=full)

    @work(thread=True, group="index", exit_on_error=False)
    def _index(self, folders: Sequence[Path], stop: Flag, *, full: bool) -> None:
        workers.index(self.backend, folders, stop, self.post_message, full=full)

    def catch_up(self) -> None:
        """Bring the status lines of all screens up to date; a screen that was just opened shows the present state."""
        for status in self.everywhere(IndexStatus):
            if self.indexing is None:
                status.end()
                continue
            status.begin()
            if self._advanced is not None:
                status.show(self._advanced.progress)
            elif self._announced:
                status.announce(self._announced)

    @on(WorkAnnounced)
    def _show_work(self, message: WorkAnnounced) -> None:
        """Show a preparation step that has no progress to count."""
        if self.indexing is not None:
            self._announced = message.line
            for status in self.everywhere(IndexStatus):
                status.announce(message.line)

    @on(IndexingAdvanced)
    def _show_progress(self, message: IndexingAdvanced) -> None:
        before, self._advanced = self._advanced, message
        for status in self.everywhere(IndexStatus):
            status.show(message.progress)
        next_stage = before is None or before.progress.stage != message.progress.stage
        if next_stage or time.monotonic() - self._counted > _COUNT_EVERY_S:
            self._counted = time.monotonic()
            self.recount()

    @on(IndexingEnded)
    def _indexing_ended(self, message: IndexingEnded) -> None:
        self.report(message)

    def action_stop_indexing(self) -> None:
        """Stop indexing after the current file or batch; what is stored stays."""
        if self.indexing is not None:
            self.indexing.set()

    def action_pause_indexing(self) -> None:
        """Pause indexing in all processes of this home, or resume it."""
        if self.indexing is None:
            return
        try:
            self.backend.library.toggle_pause()
        except OSError as problem:
            self.notify(problem_line(problem, self.say), severity="error", markup=False)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Offer the actions again that a run or watching excluded, and report its error, if any."""
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR) or event.worker.group not in ("index", "watch"):
            return
        if event.worker.group == "index":
            self.indexing, self._advanced, self._announced = None, None, ""
            self.catch_up()
        else:
            self.watching = None
        self.refresh_bindings()
        if event.worker.error:
            self.report(problem_line(event.worker.error, self.say))
        self.recount()

    # Watching

    @on(WatchToggled)
    def _toggle_watch(self, message: WatchToggled) -> None:
        if self.watching is not None:
            self.watching.set()
        elif message.folders:
            self.watching = Flag()
            self._watch(message.folders, self.watching)
            self.recount()

    @work(thread=True, group="watch", exit_on_error=False)
    def _watch(self, folders: Sequence[Path], stop: Flag) -> None:
        for _ in self.backend.library.changes(folders, stop):
            self.post_message(FoldersChanged(folders))

    @on(FoldersChanged)
    def _follow(self, message: FoldersChanged) -> None:
        self.begin_indexing(message.folders)
