"""The interface through which a pull reports its progress and asks the person."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

Advance = Callable[[int], None]
"""Takes the number of bytes that were done since the last call."""


class Listener(Protocol):
    """Receives the progress of a pull."""

    def say(self, line: str) -> None:
        """Show one line to the person."""

    def track(self, label: str, total: int) -> AbstractContextManager[Advance]:
        """Return a context manager for a progress bar of `total` bytes; its value advances the bar."""

    def agree(self, question: str) -> bool | None:
        """Return the person's answer to a yes-or-no question; None where nobody can be asked."""
