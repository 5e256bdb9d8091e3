"""The dialog that lists the libraries, to open one of them or a new one."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from tui.backend.protocol import UiBackend
from tui.backend.records import LibraryEntry
from tui.rendering.safe_text import Translate, counted, heading, problem_line
from tui.widgets.key_hints import KeyHints
from tui.widgets.line_input import LineInput
from tui.widgets.row_table import Column, Row, Rows


class LibrariesListed(Message):
    """The libraries were read."""

    def __init__(self, entries: Sequence[LibraryEntry]) -> None:
        super().__init__()
        self.entries = entries


class LibraryInput(LineInput):
    """An input whose Enter opens the library at the cursor; unlike the base class it tells so in the line of keys."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "key_open_library", key_display="Enter")]


class LibrariesScreen(ModalScreen[str | None]):
    """An input that finds a library or names a new one, and the list.

    The result is the name of the library to open, None if the dialog was closed or the open library was chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "key_close", key_display="Esc"),
        Binding("enter", "choose", "key_open_library", key_display="Enter"),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, backend: UiBackend, say: Translate) -> None:
        super().__init__()
        self._backend, self._say = backend, say
        self._all: Sequence[LibraryEntry] = ()

    def compose(self) -> ComposeResult:
        """Yield input, list, problem and keys."""
        with Vertical(classes="dialog -tall") as dialog:
            dialog.border_title = Content(self._say("key_libraries"))
            yield LibraryInput(placeholder=self._say("find_library"))
            yield Rows((Column(self._say("library")), Column(heading(self._say("documents")), 18, right=True)))
            yield Static(id="told", markup=False)
            yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Read the list of libraries."""
        self.query_one(LineInput).focus()
        self._list()

    @work(thread=True, group="libraries", exit_on_error=False)
    def _list(self) -> None:
        self.post_message(LibrariesListed(self._backend.library.libraries()))

    @on(LibrariesListed)
    def _take(self, message: LibrariesListed) -> None:
        self._all = message.entries
        self._show()

    @on(Input.Changed)
    def _show(self) -> None:
        wanted = self.query_one(LineInput).value.strip()
        found = [entry for entry in self._all if wanted.casefold() in entry.name.casefold()]
        rows = [self._row(entry) for entry in found]
        if wanted and all(entry.name != wanted for entry in self._all):
            rows.append(Row(wanted, (f"+ {wanted}", self._say("new_library"))))
        self.query_one(Rows).show(rows)

    def _row(self, entry: LibraryEntry) -> Row:
        counts = "–" if entry.documents is None else counted("documents", entry.documents, self._say)
        return Row(entry.name, (f"{'●' if entry.current else ' '} {entry.name}", counts), "good" if entry.current else "")

    def action_move(self, step: int) -> None:
        """Move the cursor of the list; the input keeps the focus."""
        self.query_one(Rows).action_move(step)

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def _choose(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """Close with the library at the cursor."""
        if row := self.query_one(Rows).row:
            current = any(entry.current and entry.name == row.key for entry in self._all)
            self.dismiss(None if current else row.key)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show the error of the thread."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.query_one("#told", Static).update(problem_line(event.worker.error, self._say))
