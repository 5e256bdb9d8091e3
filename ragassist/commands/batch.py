"""Questions from a JSONL file, one JSON object a line."""

from pathlib import Path
from typing import Any

import typer


def require_one(text: str | None, batch: Path | None, name: str) -> None:
    """Raise a usage error unless exactly one of a text and a batch file is given; `name` is the argument's."""
    if (text is None) == (batch is None):
        raise typer.BadParameter("give either a text or --batch FILE", param_hint=name)


def with_id(row: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Return what was found for a row of a batch, with the row's id if it has one."""
    return {"id": row["id"], **found} if "id" in row else found
