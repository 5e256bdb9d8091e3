"""Small dialogs: a confirmation, a line of text, and the choice of a language."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from ragassist.language.locale import language_name
from ragassist.language.registry import languages
from tui.rendering.safe_text import Translate, size_in_words
from tui.rendering.text_lines import text_line
from tui.widgets.key_hints import KeyHints
from tui.widgets.line_input import LineInput
from tui.widgets.row_table import Column, Row, Rows


class ConfirmScreen(ModalScreen[bool]):
    """A question that is answered by Y, or by N or Esc. Enter does nothing, so that it can't confirm by accident."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "dismiss(True)", "key_yes", key_display="Y"),
        Binding("escape,ctrl+c,n", "dismiss(False)", "key_no", key_display="Esc"),
    ]

    def __init__(self, title: str, question: str, say: Translate) -> None:
        super().__init__()
        self._title, self._question, self._say = title, question, say

    def compose(self) -> ComposeResult:
        """Yield question and keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._title)
            yield from map(text_line, self._question.split("\n"))
            yield KeyHints(self._say)


class LineScreen(ModalScreen[str | None]):
    """Asks for a line of text; the result is the stripped text, None if the dialog was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "key_close", key_display="Esc")]

    class Line(LineInput):
        """An input that names in the line of keys what Enter does."""

        BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "submit", "key_save_text", key_display="Enter")]

    def __init__(self, title: str, value: str, say: Translate) -> None:
        super().__init__()
        self._title, self._value, self._say = title, value, say

    def compose(self) -> ComposeResult:
        """Yield the input and the keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._title)
            yield self.Line(self._value)
            yield KeyHints(self._say)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())


class LanguageScreen(ModalScreen[str | None]):
    """Asks for one of the program's languages; the result is its code, None if the dialog was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "key_use", key_display="Enter"),
        Binding("escape,ctrl+c", "dismiss(None)", "key_close", key_display="Esc"),
    ]

    def __init__(self, title: str, first: str, say: Translate) -> None:
        super().__init__()
        self._title, self._say = title, say
        self._codes = sorted(languages(), key=lambda code: code != first)

    def compose(self) -> ComposeResult:
        """Yield a row for each language and the keys."""
        with Vertical(classes="dialog -short") as dialog:
            dialog.border_title = Content(self._title)
            yield Rows((Column(self._say("set_language")), Column("", 4)))
            yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Show the languages, each by its own name for itself."""
        self.query_one(Rows).show([Row(code, (language_name(code, code), code)) for code in self._codes])
        self.query_one(Rows).focus()

    @on(Rows.Chosen)
    def action_choose(self) -> None:
        """Close with the language at the cursor."""
        if row := self.query_one(Rows).row:
            self.dismiss(row.key)


def pull_question(size: int, say: Translate) -> ConfirmScreen:
    """Return the dialog that asks for a confirmation before `size` bytes are downloaded."""
    return ConfirmScreen(say("key_pull"), say("pull_question", size=size_in_words(size, say)), say)
