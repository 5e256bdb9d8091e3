"""Two small dialogs: yes or no, and a line of text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.rendering.safe_text import Translate, safe, size_in_words
from tui.widgets.key_hints import KeyHints
from tui.widgets.line_input import LineInput


class ConfirmScreen(ModalScreen[bool]):
    """A question that is answered by Y or Esc; Enter alone does nothing that can't be undone."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "key_yes", key_display="Y"),
        Binding("escape,n", "dismiss(False)", "key_no", key_display="Esc"),
    ]

    def __init__(self, title: str, question: str, say: Translate) -> None:
        super().__init__()
        self._title, self._question, self._say = title, question, say

    def compose(self) -> ComposeResult:
        """Yield question and keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._title)
            yield Static(safe(self._question), markup=False)
            yield KeyHints(self._say)


class LineScreen(ModalScreen[str | None]):
    """Asks for a line of text; the result is None where the dialog was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "key_close", key_display="Esc")]

    def __init__(self, title: str, value: str, say: Translate) -> None:
        super().__init__()
        self._title, self._value, self._say = title, value, say

    def compose(self) -> ComposeResult:
        """Yield the input and the keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._title)
            yield LineInput(self._value)
            yield KeyHints(self._say)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())


def pull_question(size: int, say: Translate) -> ConfirmScreen:
    """Return the question that is asked before so many bytes are fetched."""
    return ConfirmScreen(say("key_pull"), say("pull_question", size=size_in_words(size, say)), say)
