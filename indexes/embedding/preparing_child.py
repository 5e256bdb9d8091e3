"""The process that prepares the engine of a model. Its argument is a JSON order; each line of its output is for the user."""

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
from ingest.said import packed


def main() -> None:
    """Prepare the engine; output of libraries is discarded."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    refuse_networks()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    prepare(json.loads(sys.argv[1]), lambda line: print(json.dumps(packed(line)), file=answers))


def prepare(order: dict[str, Any], say: Say) -> None:
    """Prepare the engine of an order; see `indexes/embedding/preparing.py`."""
    place, integers = Path(order.pop("place")), order.pop("integers")
    model = ModelFolder(**{**order, "path": Path(order["path"])})
    FastEmbedder(model, place, say, integers).load()


def _end_with_the_parent() -> None:
    os.read(0, 1)  # unbuffered, because a waiting thread would hold the lock of the buffer when the interpreter ends
    os._exit(1)


if __name__ == "__main__":
    main()
