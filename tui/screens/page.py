"""The base class of all screens except the chat: the bar at the top, the keys at the bottom, and Esc to go back."""

import time
from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Mount
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerState

from ragassist.airgap import GUARD
from ragassist.language.durations import time_left
from tui.backend.protocol import UiBackend
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.remaining import Countdown
from tui.rendering.safe_text import Translate, problem_line
from tui.widgets.job_status import IndexStatus, PullStatus
from tui.widgets.key_hints import KeyHints
from tui.widgets.row_table import Rows
from tui.widgets.top_bar import TopBar

_SECOND_S = 1.0
"""Seconds between two paints of the time that is left."""


class Done(Message):
    """Work in a thread is done; `show` puts its result on the screen."""

    def __init__(self, show: Callable[[], None]) -> None:
        super().__init__()
        self.show = show


class PageScreen(Screen[None]):
    """A screen with a title and a line for results and errors."""

    TITLE_PHRASE = ""
    NEEDS_ROW: ClassVar[frozenset[str]] = frozenset()
    """Actions on the row at the cursor, which are offered only if the table has rows."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "key_back", key_display="Esc", id="back")]
    HORIZONTAL_BREAKPOINTS = [(0, "-single"), (80, "-double"), (130, "-triple")]  # noqa: RUF012 - as in the base class

    def __init__(self, backend: UiBackend, say: Translate) -> None:
        super().__init__()
        self.backend, self.say = backend, say
        self._counting: tuple[str, Countdown] | None = None

    @on(Mount)
    def _let_time_pass(self) -> None:
        self.set_interval(_SECOND_S, self._count_down)

    def compose(self) -> ComposeResult:
        """Yield the top bar, the body, the line for results, the status lines and the keys."""
        yield TopBar(
            self.say(self.TITLE_PHRASE), lambda: GUARD.refused, self.say, server=self.backend.preferences.settings.chat_place
        )
        yield from self.compose_body()
        yield Static(id="told", markup=False)
        yield PullStatus(self.say)
        yield IndexStatus(self.say)
        yield KeyHints(self.say)

    def compose_body(self) -> ComposeResult:
        """Yield the widgets between the top bar and the line for results."""
        raise NotImplementedError

    @property
    def online(self) -> bool:
        """Whether models are being downloaded."""
        return self.query_one(TopBar).online

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered now."""
        del parameters
        return action not in self.NEEDS_ROW or any(rows.row for rows in self.query(Rows))

    @on(Rows.Moved)
    def _offer_anew(self) -> None:
        self.refresh_bindings()

    def action_back(self) -> None:
        """Empty and leave the search input if it is in use, else close the screen."""
        line = self.query("#find").first(Input) if self.query("#find") else None
        if line is not None and (line.has_focus or line.value):
            line.value = ""
            self.query_one(Rows).focus()
        else:
            self.dismiss()

    def tell(self, line: str, *, problem: bool = False) -> None:
        """Show a line above the keys, with `problem` as an error."""
        self._counting = None
        self._tell(line, problem=problem)

    def tell_of_rest(self, line: str, seconds: float | None, parts: int) -> None:
        """Show a line with the seconds that `parts` parts of work will still take, which pass until the next line."""
        if not seconds:
            self.tell(line)
            return
        self._counting = line, Countdown(seconds, parts, time.monotonic())
        self._count_down()

    def _count_down(self) -> None:
        if self._counting is not None and self.is_attached:
            line, countdown = self._counting
            self._tell(f"{line} · {time_left(countdown.left(time.monotonic()), self.say)}")

    def _tell(self, line: str, *, problem: bool = False) -> None:
        told = self.query_one("#told", Static)
        told.set_class(problem, "-problem")
        told.set_class(begins_right_to_left(line), "-rtl")
        told.update(line)

    @work(thread=True, group="page", exit_on_error=False)
    def run_and_show(self, work: Callable[[], Callable[[], None]]) -> None:
        """Call `work` in a thread, then call the function that it returns, which shows the result, in the UI's thread."""
        self.post_message(Done(work()))

    def on_done(self, message: Done) -> None:
        """Show a result."""
        message.stop()
        message.show()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show the error of a thread in one line."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.tell(problem_line(event.worker.error, self.say), problem=True)
