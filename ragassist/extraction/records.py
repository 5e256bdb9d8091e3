"""The records of a table over documents, and of its progress."""

from dataclasses import dataclass

from indexes.conversations.records import Citation


@dataclass(frozen=True, slots=True)
class Cell:
    """The value of a field in a document, as written there, and its source.

    `normal` is a date, an amount or a duration in a form that is the same for all languages; "" if the value is none of these
    or is ambiguous. The citation's `supported` tells whether its sentence confirms the value of this field.
    """

    value: str
    normal: str
    citation: Citation

    @property
    def supported(self) -> bool:
        """Whether the source confirms the value."""
        return self.citation.supported


@dataclass(frozen=True, slots=True)
class Row:
    """A document with a cell for each field, None if the document has no value for it."""

    path: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that has no row, with the reason."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProgress:
    """The number of documents that are `done` out of `total`; `at` is the result of the last one, None before the first.

    `to_read` is the number of documents without stored cells; `seconds_left` is the expected time for the rest of these, an
    estimate before the first is read.
    """

    done: int
    total: int
    to_read: int
    at: Row | Skipped | None = None
    seconds_left: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table."""

    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...] = ()

    @property
    def filled(self) -> int:
        """Number of cells with a value."""
        return sum(cell is not None for row in self.rows for cell in row.cells)

    @property
    def unsupported(self) -> int:
        """Number of cells whose source doesn't confirm the value."""
        return sum(cell is not None and not cell.supported for row in self.rows for cell in row.cells)
