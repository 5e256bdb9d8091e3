"""What a library asks of the place that it lies in: the tables under its store, the legs of its search, its upkeep.

`indexes/backends/folder.py` gives it for a folder of one machine, `indexes/postgres/` for a server that many write to.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
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
    """The place that a library lies in."""

    @property
    def store(self) -> "Store":
        """The library's documents, texts and chunks."""

    @property
    def dense(self) -> DenseSearch:
        """The leg of search that goes by vectors."""

    @property
    def words(self) -> LexicalSearch:
        """The leg of search that goes by words."""

    @property
    def kept_parts(self) -> "KeptParts":
        """What was made of documents at length and is kept, until they are taken out."""

    def close(self) -> None:
        """Close what is open."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold what every change is made under. Raises `LibraryBusy` where another keeps it from that."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep all other writers away, within `writing`. Raises `LibraryBusy` where there are any."""

    def claim(self, limit: int) -> AbstractContextManager[list[tuple[bytes, ChunkRow]]]:
        """Give up to `limit` texts that wait for a vector, one chunk for each key, which nobody else is given meanwhile."""

    def keep(self, keys: Sequence[bytes], rows: Vectors, model: "VectorModel") -> None:
        """Store raw vectors of shape (keys, dimension), and give them to the chunks that wait for them."""

    def stage(self, keys: Sequence[bytes], rows: Vectors, model: "VectorModel") -> None:
        """Store raw vectors of shape (keys, dimension) of chunks that are being prepared."""

    def sweep(self) -> None:
        """Finish what taking documents out began: no word or vector of theirs stays."""

    def tidy(self, model: "VectorModel | None", *, removed: bool) -> str:
        """Bring what is derived up to date after changes; return what could not be written, "" if nothing."""

    def check(self, *, full: bool, repair: bool) -> "CheckReport":
        """Return what is wrong, and with `repair` what of it was mended. Raises `LibraryBusy`."""
