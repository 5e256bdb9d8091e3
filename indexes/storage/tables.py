"""The interface of a store's tables, in SQL for both SQLite and PostgreSQL."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from indexes.lexical.bm25 import Ids, Postings, Values


class Tables(Protocol):
    """A connection to tables, in SQL for both SQLite and PostgreSQL, with `?` for values."""

    def close(self) -> None:
        """Close the connection."""

    def transaction(self, *paths: str) -> AbstractContextManager[None]:
        """Make all changes inside or none of them. Of two transactions that change the same path, one waits."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Make all reads inside see one state of the library, whatever other processes change meanwhile."""

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Return all rows of a query."""

    def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401  columns have many types
        """Return the value of a query with one row and one column."""

    def run(self, sql: str, *values: object) -> None:
        """Run a statement."""

    def insert(self, sql: str, *values: object) -> int:
        """Insert one row and return its id."""

    def run_many(self, sql: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a statement for each row of values."""


class TermTable(Protocol):
    """The words of chunks, as terms of `indexes/lexical/terms.py`."""

    def add(self, chunk_id: int, text: str, language: str) -> None:
        """Index the words of a chunk. For use within a transaction."""

    def take_out(self, chunk_id: int, text: str, language: str) -> None:
        """Remove the words of a chunk. For use within a transaction."""

    def flush(self) -> None:
        """Write the added words if `add` hasn't done so. For use within a transaction."""

    def empty(self) -> None:
        """Remove all words. For use within a transaction."""

    def problem(self) -> str:
        """Return what is wrong with the table, "" if nothing is."""

    def postings(self, query_terms: Sequence[str]) -> dict[str, Postings]:
        """Return the postings of terms without the most frequent ones; a term that never occurs has empty postings."""

    def lengths(self, ids: Ids) -> Values:
        """Return the numbers of terms of chunks, 0 for a chunk that doesn't exist."""

    def with_phrase(self, variants: Iterable[Sequence[str]], limit: int) -> Ids:
        """Return the sorted ids of chunks that contain one of the sequences of terms as a phrase."""
