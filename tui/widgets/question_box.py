"""The text area in which questions are written."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import TextArea

from ragassist.untrusted import for_terminal
from tui.rendering.bidi import TURNED, turned
from tui.rendering.completion import being_written
from tui.rendering.safe_text import Translate, number, unix_lines

_FOR_CANDIDATES = frozenset(("up", "down", "enter", "tab", "escape"))
"""Keys that act on the completions while they are shown."""
_PAUSE_S = 0.4
"""Seconds without a key after which the prompt is prepared for the text in the box."""


class QuestionBox(TextArea):
    """A text area that sends with Enter, inserts a line break with Shift+Enter or Ctrl+J, and keeps a history of questions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", show=False),
        Binding("down", "newer", show=False),
        Binding("pageup", "turn_page(-1)", show=False),
        Binding("pagedown", "turn_page(1)", show=False),
    ]

    class Sent(Message):
        """The person asked a question; with `deep` the model shall search several times before it answers."""

        def __init__(self, question: str, *, deep: bool = False) -> None:
            super().__init__()
            self.question, self.deep = question, deep

    class PageTurned(Message):
        """The person wants to scroll the transcript by a page down (1) or up (-1)."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    class Paused(Message):
        """The person has typed nothing for `_PAUSE_S`, and `text` is in the box."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Completing(Message):
        """The text has changed; `written` is the sign (`@` or `/`) before the cursor and its letters, None without a sign."""

        def __init__(self, written: tuple[str, str] | None) -> None:
            super().__init__()
            self.written = written

    class CompletionKey(Message):
        """The person pressed a key that acts on the completions."""

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
        """The position in the history, counted from its end; 0 is the text that is being written."""
        self._pause: Timer | None = None
        self._busy = False
        self._written: tuple[str, str] | None = None
        """The text that was last reported for completion."""
        self.suggested: Sequence[str] = ()
        """Suggested questions, which Down puts into the empty box one after the other."""
        self.offering = False
        """Whether completions are shown; the keys in `_FOR_CANDIDATES` then act on them."""

    @property
    def busy(self) -> bool:
        """Whether an answer is being generated; Enter then sends nothing and the text stays."""
        return self._busy

    @busy.setter
    def busy(self, busy: bool) -> None:
        self._busy = busy
        if not busy:
            self._tell("")

    def edit_again(self, question: str) -> None:
        """Show an earlier question for editing; the text that was in the box becomes the newest entry of the history."""
        draft = self.text.strip()
        if draft and draft != question:
            self._sent.append(draft)
            self._back = 2
        self._show(question)
        if draft and draft != question:
            self.call_after_refresh(self._tell, self._say("draft_kept"))

    def take_out(self, written: str) -> None:
        """Delete the sign and its letters, because a completion was picked for them; text that was typed after them stays."""
        row, column = self.cursor_location
        start = self.document.get_line(row).rfind(written, 0, column)
        if start >= 0:
            self.delete((row, start), (row, start + len(written)))

    def give_back(self, question: str) -> None:
        """Put a question that failed back into the box, unless the box holds another text."""
        if not self.text.strip():
            self._show(question)

    def remember(self, questions: Sequence[str]) -> None:
        """Replace the history by the questions of another conversation."""
        self._sent, self._back = [*questions], 0

    async def _on_key(self, event: events.Key) -> None:
        # These keys aren't bindings, because Textual may handle a binding before the letters that are still queued for this
        # widget, and Enter would then send an incomplete question.
        # Enter may be handled before earlier letters are reported, while old candidates or none are shown.
        unreported = event.key == "enter" and self._report_written() and self._written is not None
        if unreported or (self.offering and event.key in _FOR_CANDIDATES):
            event.stop()
            event.prevent_default()
            self.press_for_candidates(event.key)
        elif event.key == "backspace" and not self.text:
            self.post_message(self.TakenBack())
        elif event.key in ("enter", "shift+enter", "ctrl+j"):
            event.stop()
            event.prevent_default()
            if event.key == "enter":
                self.send()
            elif event.key == "ctrl+j" and not self.text:
                self.post_message(self.JumpWanted())
            else:
                self.insert("\n")

    def press_for_candidates(self, key: str) -> None:
        """Report a key for the candidates of the text that is before the cursor now."""
        self._report_written()
        self.post_message(self.CompletionKey(key))

    def _report_written(self) -> bool:
        """Report the text to complete unless it has been reported; return whether it was reported now."""
        written = being_written(self.get_text_range((0, 0), self.cursor_location))
        if written == self._written:
            return False
        self._written = written
        self.post_message(self.Completing(written))
        return True

    def send(self) -> None:
        """Send the text in the box as a question, unless an answer is being generated."""
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
        """Show the previous question of the history, or move the cursor up in a text that was edited."""
        if (self.text and not self._back) or self._back == len(self._sent):
            self.action_cursor_up()
            return
        self._back += 1
        self._show(self._sent[-self._back])

    def action_newer(self) -> None:
        """Show the next question of the history, after the last one an empty box; there, show the next suggestion."""
        if not self._back:
            if not self._next_suggestion():
                self.action_cursor_down()
            return
        self._back -= 1
        self._show(self._sent[-self._back] if self._back else "")

    def _next_suggestion(self) -> bool:
        """Put the next suggestion into a box that is empty or holds a suggestion; return whether that was possible."""
        if not self.suggested or (self.text and self.text not in self.suggested):
            return False
        at = self.suggested.index(self.text) + 1 if self.text else 0
        self.take_suggestion(at % len(self.suggested))
        return True

    def take_suggestion(self, at: int) -> None:
        """Put the suggested question number `at` into the box."""
        self._show(self.suggested[at])

    def action_turn_page(self, direction: int) -> None:
        """Report that the transcript shall scroll by a page."""
        self.post_message(self.PageTurned(direction))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()  # the base class would insert the text unfiltered
        if len(event.text) + len(self.text) > self._most:
            self._tell(self._say("too_long", most=number(self._most)))
            return
        self.replace(for_terminal(unix_lines(event.text)), *self.selection, maintain_selection_offset=False)

    def on_text_area_changed(self) -> None:
        """Remove the note, report what may be completed, and restart the timer of `Paused`."""
        self._tell("")
        self._report_written()
        if not self.text:
            self._back = 0
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE_S, self._say_pause) if self.text.strip() else None

    def render_line(self, y: int) -> Strip:
        """Return line `y`; a right-to-left line is aligned to the right edge, with the caret at its left end."""
        strip = super().render_line(y)
        return turned(strip, self.content_size.width, self.rich_style) if self.app.has_class(TURNED) else strip

    def _say_pause(self) -> None:
        self.post_message(self.Paused(self.text.strip()))

    def _show(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)

    def _tell(self, line: str) -> None:
        self.border_subtitle = line
