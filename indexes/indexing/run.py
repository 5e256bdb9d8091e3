"""What a run over some folders is asked to do, tells while it goes on, and comes to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol

from indexes.indexing.forecast import Forecast
from ingest.documents import Document
from ingest.files.rules import Rules

Pages = Callable[[int, int], None]
"""Hears how many pages of a slow document are done, and of how many."""


class DocumentReader(Protocol):
    """Turns a file's bytes into a document; raises `UnreadableDocument`."""

    def read(self, suffix: str, data: bytes, progress: Pages | None = None) -> Document:
        """Return the document."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a run is done.

    With `full` every file is hashed, whatever its size and time say, and what was skipped or partial is read again. With
    `prune` documents are taken out even where it looks as if their folder were just not mounted.
    """

    rules: Rules = field(default_factory=Rules)
    full: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """A path and why it was skipped or is partial."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress:
    """How far a run is: `done` of `total` files while reading (`bytes_done` of `bytes_total`), chunks while embedding.

    `current` is the file being read, `page` and `pages` how far it is where it takes long (a scan, 0 elsewhere). `forecast` is
    what is expected of the whole run, while reading. It `rests` where it is paused.
    """

    stage: Literal["reading", "embedding"]
    done: int
    total: int
    current: str = ""
    bytes_done: int = 0
    bytes_total: int = 0
    page: int = 0
    pages: int = 0
    forecast: Forecast | None = None
    rests: bool = False


@dataclass(slots=True, kw_only=True)
class RunReport:
    """What a run did; `notices` are lines for the user."""

    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    partial: list[Reason] = field(default_factory=list)
    skipped: list[Reason] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seconds: float = 0.0


Listener = Callable[[RunProgress], None]
