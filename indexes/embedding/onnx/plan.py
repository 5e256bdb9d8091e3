"""An export for onnxruntime as it is kept: a graph that names its weights in the model's own files, and what it was made of."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from indexes.files.atomic import write_atomically

_VERSION, _INT8_VERSION = 1, 1
_GRAPH, _PLAN = "graph.onnx", "plan.json"


class FastEngineUnusable(Exception):
    """Raised where onnxruntime can't stand in for a model: says why; the reference goes on then."""


@dataclass(frozen=True, slots=True)
class Plan:
    """An export: `stamp` names all that it was made of, `graph` is the graph's sha256, `max_tokens` where texts are cut.

    The graph's names of weight files are relative to `weights`, and that is relative to the model's folder. `refused` says why
    the model stays with the reference; there is no graph then.
    """

    stamp: str
    graph: str = ""
    max_tokens: int = 0
    weights: str = "."
    refused: str = ""


def stamp_of(model: ModelFolder, integers: str = "") -> str:
    """Return what an export is made of: the model and the versions of what makes and runs it.

    One in 8-bit integers names the processor's instructions too: it was compared on them, and others may sum otherwise.
    """
    versions = " ".join(f"{package} {version(package)}" for package in ("torch", "sentence-transformers", "onnxruntime"))
    return f"{_VERSION} {model.fingerprint} {versions}" + (f" int8 {_INT8_VERSION} {integers}" if integers else "")


def write_plan(place: Path, plan: Plan, graph: bytes) -> None:
    """Keep an export that was compared; the plan goes last, so that one without its graph never counts. Raises `OSError`."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(place / _GRAPH, graph)
    write_atomically(place / _PLAN, json.dumps(asdict(plan), indent=1).encode())


def read_plan(place: Path, stamp: str) -> Plan | None:
    """Return the export that is kept, None if there is none with this stamp."""
    try:
        plan = Plan(**json.loads((place / _PLAN).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return plan if plan.stamp == stamp else None


def drop_plan(place: Path) -> None:
    """Forget an export that doesn't work. A plan that can't be deleted is found broken again by the next run."""
    with suppress(OSError):
        (place / _PLAN).unlink()


def read_graph(place: Path, plan: Plan) -> bytes:
    """Return the graph of a plan. Raises `FastEngineUnusable` if the file is cut, another or gone."""
    try:
        graph = (place / _GRAPH).read_bytes()
    except OSError as problem:
        raise FastEngineUnusable(f"{place / _GRAPH} can't be read: {problem.strerror}") from None
    if hashlib.sha256(graph).hexdigest() != plan.graph:
        raise FastEngineUnusable(f"{place / _GRAPH} is not the graph that was written")
    return graph
