"""What hears how a pull goes on, and answers for the person; and what all ways of fetching share."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from ragassist.errors import PullFailed

Advance = Callable[[int], None]
_SPARE_BYTES = 200_000_000


class Listener(Protocol):
    """Hears how a pull goes on."""

    def say(self, line: str) -> None:
        """Take one line for the person who waits."""

    def track(self, label: str, total: int) -> AbstractContextManager[Advance]:
        """Return a context whose value is told how many of `total` bytes were done."""

    def agree(self, question: str) -> bool | None:
        """Return the person's answer to a question of yes or no; None where nobody can be asked."""


def need_space(folder: Path, size: int) -> None:
    """Raise `PullFailed` with the numbers if a folder's disk has no room for so many bytes and a rest."""
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE_BYTES:
        raise PullFailed(
            f"{folder} has {free / 1e9:.1f} GB free and {(size + _SPARE_BYTES) / 1e9:.1f} GB are needed: make room first"
        )
