"""What is going on while there is nothing to read yet."""

import time

from textual.content import Content
from textual.widgets import Static

from tui.rendering.remaining import time_left
from tui.rendering.safe_text import Translate

_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_FRAMES_A_SECOND = 10
_BAR = 12


class StageLine(Static):
    """A turning sign, the name of the stage and its seconds; hidden between stages."""

    def __init__(self, say: Translate) -> None:
        super().__init__(markup=False)
        self._say = say
        self._label, self._since = "", 0.0
        self._expected: float | None = None

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
        self._label, self._since, self._expected, self.display = label, time.monotonic(), None, True
        self._turn()

    def expect(self, seconds: float | None) -> None:
        """Show how far the stage is of so many seconds; with None, or once those are over, the seconds alone are shown."""
        self._expected = seconds

    def leave(self) -> None:
        """Show nothing any more."""
        self._label, self.display = "", False

    def _turn(self) -> None:
        if not self.display:
            return
        elapsed = time.monotonic() - self._since
        frame = _FRAMES[int(elapsed * _FRAMES_A_SECOND) % len(_FRAMES)]
        told = (f"  {self._far(elapsed)}", "$secondary")
        self.update(Content.assemble((frame, "$primary"), " ", self._label, told))

    def _far(self, elapsed: float) -> str:
        if self._expected is None or elapsed >= self._expected:
            return self._say("whole_seconds", count=f"{elapsed:.0f}")
        share = elapsed / self._expected
        bar = "█" * round(share * _BAR) + "░" * (_BAR - round(share * _BAR))
        return f"{bar} {share:.0%}  {time_left(self._expected - elapsed, self._say)}"
