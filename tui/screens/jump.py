"""The jump: a letter at each pane, which moves the focus there."""

from collections.abc import Sequence
from string import ascii_lowercase

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from tui.rendering.safe_text import Translate


class JumpScreen(ModalScreen[Widget | None]):
    """Shows letters over the screen below. The result is the pane whose letter was pressed, None for any other key."""

    def __init__(self, targets: Sequence[Widget], say: Translate) -> None:
        super().__init__()
        self._targets, self._say = dict(zip(ascii_lowercase, targets, strict=False)), say

    def compose(self) -> ComposeResult:
        """Yield the letters, each in the corner of its pane, and the hint."""
        for letter, target in self._targets.items():
            label = Static(f" {letter} ", classes="letter", markup=False)
            label.styles.offset = (target.region.x + 1, target.region.y)
            yield label
        yield Static(self._say("jump_hint"), id="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Close with the pane of the letter, None for any other key."""
        event.stop()
        self.dismiss(self._targets.get(event.key))

    def on_click(self) -> None:
        """Close without a pane, since the mouse needs no letters."""
        self.dismiss(None)
