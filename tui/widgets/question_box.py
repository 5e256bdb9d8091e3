"""Where questions are written."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea

from ragassist.untrusted import for_terminal
from tui.rendering.bidi import TURNED, at_the_right, begins_right_to_left
from tui.rendering.completion import being_written
from tui.rendering.safe_text import Translate, number, unix_lines

_FOR_CANDIDATES = frozenset(("up", "down", "enter", "tab", "escape"))
_PAUSE_S = 0.4
"""How long nothing is typed before what stands there is worth a search."""


class QuestionBox(TextArea):
    """A text area that sends with Enter, begins a line with Shift+Enter or Ctrl+J, and remembers what was sent."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
        Binding("pageup", "turn_page(-1)", show=False),
        Binding("pagedown", "turn_page(1)", show=False),
    ]

    class Sent(Message):
        """The person asked a question; with `deep` the model is to search several times for it."""

        def __init__(self, question: str, *, deep: bool = False) -> None:
            super().__init__()
            self.question, self.deep = question, deep

    class PageTurned(Message):
        """The person wants to read on (1) or back (-1) without leaving the box."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    class Paused(Message):
        """The person stopped writing for a moment, in the middle of a question."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Completing(Message):
        """The person is writing behind a sign: `written` is `@` or `/` and the letters so far, None elsewhere."""

        def __init__(self, written: tuple[str, str] | None) -> None:
            super().__init__()
            self.written = written

    class CompletionKey(Message):
        """A key for the candidates that are offered."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class JumpWanted(Message):
        """The person wants to go to another pane."""

    class TakenBack(Message):
        """The person pressed Backspace in the empty box."""

    def __init__(self, most_characters: int, say: Translate) -> None:
        super().__init__(soft_wrap=True, compact=True, highlight_cursor_line=False, placeholder=Content(say("ask_here")))
        self._most, self._say = most_characters, say
        self._sent: list[str] = []
        self._back = 0
        """How many questions back the box shows; 0 is what is being written."""
        self._pause: Timer | None = None
        self._busy = False
        self.suggested: Sequence[str] = ()
        """Questions that Down brings into the empty box, one after the other."""
        self.offering = False
        """Whether candidates are shown, which some keys are for then."""

    @property
    def busy(self) -> bool:
        """Whether an answer runs: nothing is sent then, and what is written stays."""
        return self._busy

    @busy.setter
    def busy(self, busy: bool) -> None:
        self._busy = busy
        if not busy:
            self._tell("")

    def edit_again(self, question: str) -> None:
        """Show a question that was asked; what was being written becomes the newest of the questions, a key away."""
        draft = self.text.strip()
        if draft and draft != question:
            self._sent.append(draft)
            self._back = 2
        self._show(question)
        if draft and draft != question:
            self.call_after_refresh(self._tell, self._say("draft_kept"))

    def take_out(self, written: str) -> None:
        """Take out what was written behind a sign: it was understood."""
        row, column = self.cursor_location
        self.delete((row, max(0, column - len(written))), (row, column))

    def give_back(self, question: str) -> None:
        """Put a question that was not answered into the box again, unless something else was begun there."""
        if not self.text.strip():
            self._show(question)

    def remember(self, questions: Sequence[str]) -> None:
        """Take the questions of another conversation for those that were sent."""
        self._sent, self._back = [*questions], 0

    async def _on_key(self, event: events.Key) -> None:
        # Not as bindings: those are looked at before or after the keys that wait for this widget, and in fast typing
        # Enter would send half a question.
        if self.offering and event.key in _FOR_CANDIDATES:
            event.stop()
            event.prevent_default()
            self.post_message(self.CompletionKey(event.key))
        elif event.key == "backspace" and not self.text:
            self.post_message(self.TakenBack())
        elif event.key in ("enter", "shift+enter", "ctrl+j"):
            event.stop()
            event.prevent_default()
            if event.key == "enter":
                self._send()
            elif event.key == "ctrl+j" and not self.text:
                self.post_message(self.JumpWanted())
            else:
                self.insert("\n")

    def _send(self) -> None:
        question = self.text.strip()
        if not question:
            return
        if self.busy:
            self._tell(self._say("still_answering"))
            return
        self._sent.append(question)
        self._back = 0
        self.clear()
        if self._pause is not None:
            self._pause.stop()
        self.post_message(self.Sent(question))

    def action_older(self) -> None:
        """Show the question before, where up has no other meaning."""
        if (self.text and not self._back) or self._back == len(self._sent):
            self.action_cursor_up()
            return
        self._back += 1
        self._show(self._sent[-self._back])

    def action_newer(self) -> None:
        """Show the question after, in the end an empty box."""
        if not self._back:
            if not self._next_suggestion():
                self.action_cursor_down()
            return
        self._back -= 1
        self._show(self._sent[-self._back] if self._back else "")

    def _next_suggestion(self) -> bool:
        """Put the next suggestion into a box that is empty or holds one; return whether there was one."""
        if not self.suggested or (self.text and self.text not in self.suggested):
            return False
        at = self.suggested.index(self.text) + 1 if self.text else 0
        self.take_suggestion(at % len(self.suggested))
        return True

    def take_suggestion(self, at: int) -> None:
        """Put a suggested question into the box."""
        self._show(self.suggested[at])

    def action_turn_page(self, direction: int) -> None:
        """Ask for another page of the transcript."""
        self.post_message(self.PageTurned(direction))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # the base class would insert the text as it came
        if len(event.text) + len(self.text) > self._most:
            self._tell(self._say("too_long", most=number(self._most)))
            return
        self.replace(for_terminal(unix_lines(event.text)), *self.selection, maintain_selection_offset=False)

    def on_text_area_changed(self) -> None:
        """Take back what was told: the person goes on."""
        self._tell("")
        self.post_message(self.Completing(being_written(self.get_text_range((0, 0), self.cursor_location))))
        if not self.text:
            self._back = 0
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE_S, self._say_pause) if self.text.strip() else None

    def render_line(self, y: int) -> Strip:
        """Return a line; one that is read from right to left stands at the right edge, its caret at its left end."""
        strip = super().render_line(y)
        if not self.app.has_class(TURNED) or not begins_right_to_left(strip.text):
            return strip
        strip = strip.extend_cell_length(self.content_size.width, self.rich_style)  # a placeholder's line ends with its text
        cells = [(char, segment.style) for segment in strip for char in segment.text]
        return Strip([Segment(char, style) for char, style in at_the_right(cells)], strip.cell_length)

    def _say_pause(self) -> None:
        self.post_message(self.Paused(self.text.strip()))

    def _show(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)

    def _tell(self, line: str) -> None:
        self.border_subtitle = line
