"""What a library asks of the place that it lies in: the tables under its store, the legs of its search, its upkeep.

`indexes/folder.py` gives it for a folder of one machine, `indexes/postgres/` for a server that many write to.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from indexes.coverage import Ids, Postings, Values
from indexes.embedder import Vectors
from indexes.hits import Among, Words
from indexes.records import ChunkRow

if TYPE_CHECKING:
    from indexes.dense import VectorModel
    from indexes.health import CheckReport
    from indexes.store import Store


class Tables(Protocol):
    """A connection to tables, in the SQL that SQLite and PostgreSQL share, with `?` for values."""

    def close(self) -> None:
        """Close the connection."""

    def transaction(self, *paths: str) -> AbstractContextManager[None]:
        """Make all changes inside happen together or not at all; of two that put a document at one path, one waits."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Let all reads inside see one state of the library, whatever others change meanwhile."""

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return all rows of a query."""

    def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401  columns have many types
        """Return the one value of a query of one row."""

    def run(self, sql: str, *values: object) -> None:
        """Run a statement."""

    def insert(self, sql: str, *values: object) -> int:
        """Run an INSERT of one row and return its id."""

    def run_many(self, sql: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each row of values."""


class WordTable(Protocol):
    """The words of chunks, in the terms of `indexes/lexical.py`."""

    def add(self, chunk_id: int, header: str, text: str, language: str) -> None:
        """Index a chunk's words. For use within a transaction."""

    def take_out(self, chunk_id: int, header: str, text: str, language: str) -> None:
        """Take a chunk's words out again. For use within a transaction."""

    def flush(self) -> None:
        """Write what was added, where that wasn't done at once. For use within a transaction."""

    def empty(self) -> None:
        """Take all words out. For use within a transaction."""

    def problem(self) -> str:
        """Return what is wrong with the words, "" if nothing is."""

    def postings(self, query_terms: Sequence[str]) -> dict[str, Postings]:
        """Return where terms stand, without those that are too frequent to say much; one that never occurs stands nowhere."""

    def lengths(self, ids: Ids) -> Values:
        """Return how many terms chunks have, those that are there."""

    def with_phrase(self, variants: Iterable[Sequence[str]], limit: int) -> Ids:
        """Return the chunks, sorted, that hold one of some sequences of terms, each as neighbours in its order."""


class DenseSearch(Protocol):
    """Nearest chunks by cosine, over an index that can be made again from the stored vectors."""

    def search(self, vector: Vectors, top: int, model: "VectorModel", among: Among | None = None) -> dict[int, float]:
        """Return cosines of the nearest chunks to a mapped query of shape (1, dimension), of those in `among` if given."""

    def cosines(self, vector: Vectors, ids: Iterable[int], model: "VectorModel") -> dict[int, float]:
        """Return the cosines of given chunks, of those that have vectors."""

    def is_usable(self, model: "VectorModel") -> bool:
        """Whether there is an index that may be searched."""

    def rebuild(self, model: "VectorModel") -> str:
        """Build the index anew; return why it could not be written, "" if it was."""


class WordSearch(Protocol):
    """Best chunks by their words."""

    def search(self, query: str, language: str, top: int, among: Among | None = None) -> dict[int, Words]:
        """Return what full text knows of the best chunks for a query in a language, of those in `among` if it is given."""


class Backend(Protocol):
    """The place that a library lies in."""

    @property
    def store(self) -> "Store":
        """The library's documents, texts and chunks."""

    @property
    def dense(self) -> DenseSearch:
        """The leg of search that goes by vectors."""

    @property
    def words(self) -> WordSearch:
        """The leg of search that goes by words."""

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
