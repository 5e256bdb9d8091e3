"""The dialog that asks for the folder to index, and counts its files first."""

from pathlib import Path
from threading import Event as Flag
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from ingest.files.names import from_home
from ragassist.stopping import Stopped
from tui.backend.protocol import UiBackend
from tui.backend.records import FolderCount
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.safe_text import Translate, counted, problem_line, size_in_words
from tui.screens.dialogs import ConfirmScreen
from tui.widgets.folders.line import FolderInput
from tui.widgets.folders.tree import FolderTree
from tui.widgets.key_hints import KeyHints

_PAUSE_S = 0.4
"""Seconds without a key after which the folder is counted."""
_MANY = 5_000
"""More files than this are indexed only after a confirmation, since their passages take hours to embed on a laptop."""

_IN_HOURS = 180
"""Minutes from which on hours are told: smaller units would look more certain than they are."""


class Counted(Message):
    """A folder was counted."""

    def __init__(self, folder: Path, count: FolderCount) -> None:
        super().__init__()
        self.folder, self.count = folder, count


class IndexScreen(ModalScreen[Path | None]):
    """An input for a path, the number of files in that folder, and a tree to choose from.

    The result is the folder, None if the dialog was closed. Why a folder can't be read is shown here, and the input stays. The
    home folder, a folder above it, or more than `_MANY` files need a confirmation.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "key_close", key_display="Esc")]

    def __init__(self, backend: UiBackend, say: Translate) -> None:
        super().__init__()
        self._backend, self._say = backend, say
        self._counting = Flag()
        self._pause: Timer | None = None
        self._known: tuple[Path, FolderCount] | None = None
        self._submitted = False

    def compose(self) -> ComposeResult:
        """Yield the input, the count, the tree and the keys."""
        with Vertical(classes="dialog -tall") as dialog:
            dialog.border_title = self._say("folder_to_index")
            yield FolderInput("~/")
            yield Static(id="told", markup=False)
            yield FolderTree(Path.home())
            yield KeyHints(self._say)

    def on_unmount(self) -> None:
        """Stop counting."""
        self._counting.set()

    @property
    def _folder(self) -> Path | None:
        text = self.query_one(FolderInput).value.strip()
        return from_home(text) if text else None

    @on(Input.Changed)
    def _wait_for_a_pause(self) -> None:
        self._counting.set()
        self._submitted = False
        if self._pause is not None:
            self._pause.stop()
        self._tell("")
        self._pause = self.set_timer(_PAUSE_S, self._begin_count) if self._folder else None

    def _begin_count(self) -> None:
        if folder := self._folder:
            self._counting.set()
            self._counting = Flag()
            self._tell(f"{self._say('counting')} …")
            self._count(folder, self._counting)

    @work(thread=True, group="count", exit_on_error=False)
    def _count(self, folder: Path, stop: Flag) -> None:
        try:
            self.post_message(Counted(folder, self._backend.library.count(folder, stop)))
        except Stopped:  # the path was changed meanwhile
            return

    @on(Counted)
    def _take(self, message: Counted) -> None:
        if message.folder != self._folder:
            return
        self._known = (message.folder, message.count)
        tree = self.query_one(FolderTree)
        if not tree.has_focus and Path(tree.path) != message.folder:
            tree.path = message.folder  # so that the tree continues from the typed path
        self._tell(self._in_words(message.count), problem=not message.count.files)
        if self._submitted:
            self._begin(message.folder, message.count)

    def _in_words(self, count: FolderCount) -> str:
        if not count.files:
            return self._say("nothing_to_index")
        told = [counted("files", count.files, self._say), size_in_words(count.size, self._say)]
        if count.seconds is not None:
            told.append(self._time_in_words(count.seconds))
        return " · ".join(told)

    def _time_in_words(self, seconds: float) -> str:
        minutes = round(seconds / 60)
        if minutes >= _IN_HOURS:
            return self._say("about_hours", count=round(minutes / 60))
        return self._say("about_minutes", count=minutes) if minutes else self._say("below_a_minute")

    def action_to_tree(self) -> None:
        """Move the focus to the tree."""
        self.query_one(FolderTree).focus()

    @on(FolderTree.LeftAtTheTop)
    def _to_line(self) -> None:
        self.query_one(FolderInput).focus()

    @on(FolderTree.Moved)
    def _follow_tree(self, message: FolderTree.Moved) -> None:
        line = self.query_one(FolderInput)
        line.value = str(message.folder)
        line.cursor_position = len(line.value)

    @on(FolderTree.Chosen)
    @on(Input.Submitted)
    def _submit(self) -> None:
        folder = self._folder
        if folder is None:
            return
        if self._known and self._known[0] == folder:
            self._begin(*self._known)
        elif not self._submitted:
            if self._pause is not None:
                self._pause.stop()
            self._submitted = True
            self._begin_count()

    def _begin(self, folder: Path, count: FolderCount) -> None:
        self._submitted = False
        if not count.files:
            return
        if not (count.whole_home or count.files > _MANY):
            self.dismiss(folder)
            return
        asked = self._say("whole_home_question" if count.whole_home else "many_files_question")
        question = f"{folder}\n{self._in_words(count)}\n\n{asked}"
        dialog = ConfirmScreen(self._say("folder_to_index"), question, self._say)
        self.app.push_screen(dialog, lambda yes: self._close_with(folder, yes=bool(yes)))

    def _close_with(self, folder: Path, *, yes: bool) -> None:
        if yes:
            self.dismiss(folder)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say why a folder can't be counted; the input stays."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self._submitted = False
            self._tell(problem_line(event.worker.error, self._say), problem=True)

    def _tell(self, line: str, *, problem: bool = False) -> None:
        told = self.query_one("#told", Static)
        told.set_class(problem, "-problem")
        told.set_class(begins_right_to_left(line), "-rtl")
        told.update(Content(line))
