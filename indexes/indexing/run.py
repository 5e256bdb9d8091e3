"""The options, the progress and the report of an indexing run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, Protocol, runtime_checkable

from indexes.indexing.forecast import Forecast
from ingest.documents import Document
from ingest.files.rules import Rules

Pages = Callable[[int, int], None]
"""Receives the number of finished pages of a slow document, and their total."""


class DocumentReader(Protocol):
    """Reads the bytes of a file."""

    def read(self, suffix: str, data: bytes, progress: Pages | None = None) -> Document:
        """Return the document. Raises `UnreadableDocument`."""


class PendingDocument(Protocol):
    """A document that is being read; `pages` says how far a slow one is: (done, of)."""

    pages: tuple[int, int] | None

    @property
    def is_ready(self) -> bool:
        """Whether `result` returns at once."""

    def result(self, meanwhile: Callable[[], bool] = ...) -> Document:
        """Return the document; until it is there `meanwhile` is called, which returns whether it did any work."""


@runtime_checkable
class AheadReader(DocumentReader, Protocol):
    """A reader that reads files while others are stored and embedded."""

    def submit(self, suffix: str, data: bytes) -> PendingDocument:
        """Return the document that is being read."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """Options of a run.

    With `full` every file is hashed, even with the same size and time, and skipped or partial documents are read again. With
    `prune` documents are removed even if their folder seems not to be mounted.
    """

    rules: Rules = field(default_factory=Rules)
    full: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """A path, and why it was skipped or is partial."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunProgress:
    """The progress of a run: `done` of `total` files (and of bytes) while reading, or chunks while embedding.

    `current` is the file that is being read; `page` and `pages` are its progress if it takes long, as a scan does (else 0).
    `forecast` is the estimate for the whole run, while reading. `rests` tells that the run is paused.
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
    """The report of a run; `notices` are lines for the user."""

    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    partial: list[Reason] = field(default_factory=list)
    skipped: list[Reason] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    seconds: float = 0.0


Listener = Callable[[RunProgress], None]
