"""What the judgements of chat models were measured to be worth on this machine, by the sha256 of their files."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from indexes.files.atomic import write_atomically
from ragassist.models.entries import Judging

FILE = "judging.json"
"""The file in the home folder."""
_FORM = 1
"""Raised whenever the question to the model or the search's coefficients change: earlier measurements then don't count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredJudging:
    """The measurement of one model; `judging` is None if its judgement doesn't help, so that it isn't asked.

    `questions` were judged, `answerable` of them have an answer. `loss` and `search_loss` are nats per question, with the
    model's judgement and by the search alone.
    """

    judging: Judging | None
    questions: int
    answerable: int
    loss: float
    search_loss: float


def load_measured(home: Path, sha256: str, say: Callable[[str], None]) -> MeasuredJudging | None:
    """Return the measurement for a model file, None if there is none or if its hash isn't known ("").

    `say` receives a notice if the stored measurements are damaged.
    """
    if not sha256:
        return None
    path = home / FILE
    try:
        row = _rows(path).get(sha256)
        if row is None or (isinstance(row, dict) and row.get("form", _FORM) != _FORM):
            return None
        return _measured(row)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as problem:
        say(
            f"{path} can't be read ({type(problem).__name__}): the model's judgement of sources isn't asked for; "
            "'ragassist models tune' measures it anew"
        )
        return None


def save_measured(home: Path, sha256: str, measured: MeasuredJudging) -> None:
    """Store the measurement for a model file; a damaged file is replaced. Raises `OSError` on a full disk."""
    path = home / FILE
    try:
        known = _rows(path)
    except (OSError, ValueError):
        known = {}
    write_atomically(path, json.dumps({**known, sha256: {"form": _FORM, **asdict(measured)}}, indent=1).encode())


def _rows(path: Path) -> dict[str, Any]:
    data = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError("no object")
    return data


def _measured(row: dict[str, Any]) -> MeasuredJudging:
    values = {name: row[name] for name in MeasuredJudging.__dataclass_fields__ if name != "judging"}
    judging = None if row["judging"] is None else Judging(**row["judging"])
    for value in (*values.values(), *(asdict(judging).values() if judging else ())):
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ValueError("no number")
    return MeasuredJudging(judging=judging, **values)
