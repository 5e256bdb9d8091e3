"""The process that prepares a model's engine: its only argument says which, each line of its output is for the user."""

import json
import os
import sys
import threading
from pathlib import Path
from typing import Any

from indexes.embedding.fast_embedder import FastEmbedder
from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.preparation import Say
from ingest.isolation.sandbox import refuse_networks


def main() -> None:
    """Make the engine ready; what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    refuse_networks()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    prepare(json.loads(sys.argv[1]), lambda line: print(json.dumps(line), file=answers))


def prepare(order: dict[str, Any], say: Say) -> None:
    """Make the engine of an order ready; see `indexes/embedding/preparing.py`."""
    place, integers = Path(order.pop("place")), order.pop("integers")
    model = ModelFolder(**{**order, "path": Path(order["path"])})
    FastEmbedder(model, place, say, integers).load()


def _end_with_the_parent() -> None:
    os.read(0, 1)  # without Python's buffer, whose lock a thread that waits here would hold at the interpreter's end
    os._exit(1)


if __name__ == "__main__":
    main()
