"""Describes the result of a table in words."""

from collections.abc import Iterator

from ragassist.extraction.records import Table
from ragassist.language.phrases import phrase

DOUBT = "?"
"""Marks a value that its source doesn't confirm."""


def share_in_words(table: Table, language: str) -> Iterator[str]:
    """Yield a line about the filled cells of a table, and one about the values that no source confirms."""
    yield phrase(
        "table_done", language, documents=len(table.rows), filled=table.filled, cells=len(table.rows) * len(table.fields)
    )
    if table.unsupported:
        percent = round(100 * table.unsupported / table.filled)
        yield phrase("table_unsupported", language, count=table.unsupported, percent=percent)
