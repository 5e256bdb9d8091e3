"""What hears how a pull goes on, and answers for the person; and what all ways of fetching share."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

Advance = Callable[[int], None]


class Listener(Protocol):
    """Hears how a pull goes on."""

    def say(self, line: str) -> None:
        """Take one line for the person who waits."""

    def track(self, label: str, total: int) -> AbstractContextManager[Advance]:
        """Return a context whose value is told how many of `total` bytes were done."""

    def agree(self, question: str) -> bool | None:
        """Return the person's answer to a question of yes or no; None where nobody can be asked."""
