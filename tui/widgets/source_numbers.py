"""Collects the digits of a source's number."""

from collections.abc import Callable, Sequence

from textual import events
from textual.timer import Timer
from textual.widget import Widget

_NEXT_DIGIT_S = 0.6
"""Seconds to wait for the next digit of a number that may be incomplete, such as 1 if there are twelve sources."""


class SourceNumbers:
    """Collects the digits that a widget receives, and calls `go_to` with their number."""

    def __init__(self, widget: Widget, go_to: Callable[[int], None]) -> None:
        self._widget, self._go_to = widget, go_to
        self._typed = ""
        self._waiting: Timer | None = None

    def take(self, event: events.Key, numbers: Sequence[int]) -> None:
        """Take a key if it is a digit; wait for another one if a longer one of the `numbers` begins with the digits so far."""
        if not (event.character or "").isdecimal():
            return
        event.stop()
        self._typed += str(int(event.character or "0"))
        if self._waiting is not None:
            self._waiting.stop()
        if any(n >= int(self._typed) * 10 for n in numbers if str(n).startswith(self._typed)):
            self._waiting = self._widget.set_timer(_NEXT_DIGIT_S, self._end)
        else:
            self._end()

    def _end(self) -> None:
        n, self._typed = int(self._typed or "0"), ""
        self._go_to(n)
