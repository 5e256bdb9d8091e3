"""Writes a table to a file."""

import json
from pathlib import Path
from typing import Literal, get_args

from indexes.files.atomic import write_atomically
from ragassist.errors import FieldInvalid
from ragassist.extraction.records import Table
from ragassist.extraction.workbook import as_workbook
from ragassist.extraction.writers import as_csv, as_markdown, table_json

TableFormat = Literal["csv", "xlsx", "json", "md"]
_BOM = "\ufeff"
"""Put before a CSV file, because Excel reads a file without it in a national code page."""


def format_of(path: Path) -> TableFormat:
    """Return the format of a file by its suffix. Raises `FieldInvalid` for another suffix."""
    suffix = path.suffix.lower().removeprefix(".")
    found = next((form for form in get_args(TableFormat) if form == suffix), None)
    if found is None:
        raise FieldInvalid(f"'{path.name}' names no format of a table: let it end in {', '.join(get_args(TableFormat))}")
    form: TableFormat = found
    return form


def table_bytes(table: Table, form: TableFormat, language: str) -> bytes:
    """Return the content of a file with a table."""
    match form:
        case "xlsx":
            return as_workbook(table, language)
        case "csv":
            return (_BOM + as_csv(table, language)).encode()
        case "json":
            return json.dumps(table_json(table), ensure_ascii=False, indent=1).encode("utf-8", "replace")
        case "md":
            return as_markdown(table, language).encode()


def write_table(table: Table, path: Path, form: TableFormat, language: str) -> None:
    """Write a table to a file atomically. Raises `OSError`."""
    write_atomically(path, table_bytes(table, form, language))
