"""The interface of a library's storage: its tables, dense and lexical search, and maintenance.

`indexes/backends/folder.py` implements it for a folder on one machine, `indexes/backends/postgres/` for a server with many
writers.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from indexes.embedding.embedder import Vectors
from indexes.records import ChunkRow
from indexes.search.protocols import DenseSearch, LexicalSearch

if TYPE_CHECKING:
    from indexes.embedding.vector_model import VectorModel
    from indexes.files.kept_parts import KeptParts
    from indexes.storage.check_report import CheckReport
    from indexes.storage.store import Store


class Backend(Protocol):
    """The storage of a library."""

    @property
    def store(self) -> "Store":
        """The documents, texts and chunks of the library."""

    @property
    def dense(self) -> DenseSearch:
        """The search by vectors."""

    @property
    def words(self) -> LexicalSearch:
        """The search by words."""

    @property
    def kept_parts(self) -> "KeptParts":
        """Stored results, such as parts of summaries, which are kept until their documents are removed."""

    @property
    def word_file(self) -> Path | None:
        """The file with the words of the documents and their vectors, None if they aren't stored."""

    def close(self) -> None:
        """Close files and connections."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the lock that every change needs. Raises `LibraryBusy` if another process holds it."""

    def alone(self) -> AbstractContextManager[None]:
        """Exclude all other writers, within `writing`. Raises `LibraryBusy` if there are any."""

    def claim(self, limit: int) -> AbstractContextManager[list[tuple[bytes, ChunkRow]]]:
        """Yield up to `limit` chunks that wait for a vector, one for each key, which no other program gets meanwhile."""

    def keep(self, keys: Sequence[bytes], rows: Vectors, model: "VectorModel") -> None:
        """Store raw vectors of shape (keys, dimension), and assign them to the waiting chunks with these keys."""

    def stage(self, keys: Sequence[bytes], rows: Vectors, model: "VectorModel") -> None:
        """Store raw vectors of shape (keys, dimension) for staged chunks."""

    def sweep(self) -> None:
        """Delete the words and vectors of removed documents."""

    def tidy(self, model: "VectorModel | None", *, removed: bool) -> str:
        """Update derived data after changes; return a line about what could not be written, "" if all was."""

    def check(self, *, full: bool, repair: bool) -> "CheckReport":
        """Return the problems, and with `repair` those that were repaired. Raises `LibraryBusy`."""
