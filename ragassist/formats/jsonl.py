"""Reads files with one JSON object per line."""

import json
from pathlib import Path
from typing import Any

from ingest.errors import AssistantError
from ingest.files.names import printable


class RowInvalid(AssistantError):
    """Raised when a line is invalid. The message names the line by its `number`, but not the file."""

    def __init__(self, number: int, problem: str) -> None:
        super().__init__(f"line {number}: {problem}")
        self.number, self.problem = number, problem


def numbered_lines(path: Path) -> list[tuple[int, bytes]]:
    """Return the lines of a file that aren't blank, each with its number from 1. Raises `AssistantError`."""
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as problem:
        raise AssistantError(f"{printable(path)} can't be opened ({problem.strerror}): check its name") from None
    return [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]


def parsed(number: int, line: bytes) -> dict[str, Any]:
    """Return the object of a line. Raises `RowInvalid`."""
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        raise RowInvalid(number, "not UTF-8") from None
    except (ValueError, RecursionError):
        raise RowInvalid(number, "not a JSON object") from None
    if not isinstance(row, dict):
        raise RowInvalid(number, "not a JSON object")
    return row


def batch_rows(path: Path, key: str) -> list[dict[str, Any]]:
    """Return the objects of a file, each with a text at `key`. Raises `AssistantError`, which names an invalid line."""
    return [_with_text(path, number, line, key) for number, line in numbered_lines(path)]


def _with_text(path: Path, number: int, line: bytes, key: str) -> dict[str, Any]:
    try:
        row = parsed(number, line)
    except RowInvalid as problem:
        raise AssistantError(f"{printable(path)}, {problem}") from None
    if not isinstance(row.get(key), str | int | float):
        raise AssistantError(f'{printable(path)}, line {number}: not a JSON object with "{key}"')
    return {**row, key: str(row[key])}
