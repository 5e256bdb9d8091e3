"""The records of a table over documents, and what happens while it is made."""

from dataclasses import dataclass

from indexes.conversations.records import Citation


@dataclass(frozen=True, slots=True)
class Cell:
    """What a document says of a field: `value` as it is written there, and its source.

    `normal` is a date, an amount or a duration in one form for all languages, "" where the value is none of these or may be
    read in two ways. The citation's `supported` tells whether its sentence says the value of this field.
    """

    value: str
    normal: str
    citation: Citation

    @property
    def supported(self) -> bool:
        """Whether its source says it."""
        return self.citation.supported


@dataclass(frozen=True, slots=True)
class Row:
    """A document with a cell for each field, None where the document says nothing of it."""

    path: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A document that has no row, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableProgress:
    """Of `total` documents so many are `done`; `at` is what became of the last one, None before the first.

    `to_read` of them aren't known from an earlier run; `seconds_left` is how long the rest of those will take, None before the
    first is read.
    """

    done: int
    total: int
    to_read: int
    at: Row | Skipped | None = None
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table."""

    fields: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[Skipped, ...] = ()

    @property
    def filled(self) -> int:
        """How many cells hold a value."""
        return sum(cell is not None for row in self.rows for cell in row.cells)

    @property
    def unsupported(self) -> int:
        """How many of those their source doesn't confirm."""
        return sum(cell is not None and not cell.supported for row in self.rows for cell in row.cells)
