"""What is going on while there is nothing to read yet."""

import time

from textual.content import Content
from textual.widgets import Static

from tui.rendering.safe_text import Translate

_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_FRAMES_A_SECOND = 10


class StageLine(Static):
    """A turning sign, the name of the stage and its seconds; hidden between stages."""

    def __init__(self, say: Translate) -> None:
        super().__init__(markup=False)
        self._say = say
        self._label, self._since = "", 0.0

    def on_mount(self) -> None:
        """Start to turn; a hidden line costs nothing."""
        self.display = bool(self._label)
        self.set_interval(1 / _FRAMES_A_SECOND, self._turn)

    def enter(self, stage: str) -> None:
        """Show a stage by its phrase."""
        self.announce(self._say(stage))

    def announce(self, label: str) -> None:
        """Show a line of its own; the seconds go on where it is the same."""
        if label == self._label:
            return
        self._label, self._since, self.display = label, time.monotonic(), True
        self._turn()

    def leave(self) -> None:
        """Show nothing any more."""
        self._label, self.display = "", False

    def _turn(self) -> None:
        if not self.display:
            return
        elapsed = time.monotonic() - self._since
        frame = _FRAMES[int(elapsed * _FRAMES_A_SECOND) % len(_FRAMES)]
        self.update(Content.assemble((frame, "$primary"), " ", self._label, (f"  {elapsed:.0f} s", "$secondary")))
