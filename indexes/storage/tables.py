"""The tables that a store works on, in the SQL that SQLite and PostgreSQL share."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from indexes.lexical.bm25 import Ids, Postings, Values


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


class TermTable(Protocol):
    """The words of chunks, in the terms of `indexes/lexical/terms.py`."""

    def add(self, chunk_id: int, text: str, language: str) -> None:
        """Index a chunk's words. For use within a transaction."""

    def take_out(self, chunk_id: int, text: str, language: str) -> None:
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
