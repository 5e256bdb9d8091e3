"""Asks for the folder to index."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.rendering.safe_text import Translate
from tui.widgets.folder_input import FolderInput
from tui.widgets.key_hints import KeyHints


class IndexScreen(ModalScreen[Path | None]):
    """One input; the result is the folder, or None where the person thought better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "key_close", key_display="Esc")]

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say

    def compose(self) -> ComposeResult:
        """Yield the input and the keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = self._say("folder_to_index")
            yield FolderInput("~/")
            yield KeyHints(self._say)

    @on(Input.Submitted)
    def _choose(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(Path(event.value.strip()).expanduser())
