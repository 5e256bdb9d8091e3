"""A stored export for onnxruntime: a graph that refers to weights in the files of the model, and its plan."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from indexes.files.atomic import write_atomically

IDS, ROWS = "input_ids", "word_rows"
"""The inputs of a graph: the ids of a text's tokens, and their word vectors if the plan has a table of them."""

_VERSION, _INT8_VERSION = 1, 2
_GRAPH, _PLAN = "graph.onnx", "plan.json"


class FastEngineUnusable(Exception):
    """Raised with the reason if onnxruntime can't run a model, for which the reference is used then."""


@dataclass(frozen=True, slots=True)
class WordTable:
    """The place of word vectors: `rows` of `width` 32-bit floats from `offset` in a file, which is relative to `weights`."""

    file: str
    offset: int
    rows: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan of an export: its `stamp`, the sha256 of its `graph`, and the number of tokens at which texts are truncated.

    The weight files of the graph are relative to `weights`, which is relative to the model's folder. If there are `words`, the
    graph takes their rows as an input. `refused` is the reason why the model can't be exported; there is no graph then.
    """

    stamp: str
    graph: str = ""
    max_tokens: int = 0
    weights: str = "."
    words: WordTable | None = None
    refused: str = ""


def stamp_of(model: ModelFolder, integers: str = "") -> str:
    """Return an id of everything that an export depends on: the model and the versions of the libraries.

    For 8-bit integers it includes the instructions of the processor, because others may give different sums.
    """
    versions = " ".join(f"{package} {version(package)}" for package in ("torch", "sentence-transformers", "onnxruntime"))
    return f"{_VERSION} {model.fingerprint} {versions}" + (f" int8 {_INT8_VERSION} {integers}" if integers else "")


def write_plan(place: Path, plan: Plan, graph: bytes) -> None:
    """Store a verified export; the plan is written last, so that there is no plan without its graph. Raises `OSError`."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_atomically(place / _GRAPH, graph)
    write_atomically(place / _PLAN, json.dumps(asdict(plan), indent=1).encode())


def read_plan(place: Path, stamp: str) -> Plan | None:
    """Return the stored plan, None if there is none with this stamp."""
    try:
        fields = json.loads((place / _PLAN).read_text(encoding="utf-8"))
        words = fields.pop("words", None)
        plan = Plan(**fields, words=words and WordTable(**words))
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    return plan if plan.stamp == stamp else None


def drop_plan(place: Path) -> None:
    """Delete the plan of an export that doesn't work. If that fails, the next run finds it again."""
    with suppress(OSError):
        (place / _PLAN).unlink()


def read_graph(place: Path, plan: Plan) -> bytes:
    """Return the graph of a plan. Raises `FastEngineUnusable` if the file is missing or has another hash."""
    try:
        graph = (place / _GRAPH).read_bytes()
    except OSError as problem:
        raise FastEngineUnusable(f"{place / _GRAPH} can't be read: {problem.strerror}") from None
    if hashlib.sha256(graph).hexdigest() != plan.graph:
        raise FastEngineUnusable(f"{place / _GRAPH} is not the graph that was written")
    return graph
