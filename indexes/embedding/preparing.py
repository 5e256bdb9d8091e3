"""Prepares the engine of a model in another process, because torch takes more than a gigabyte that is only freed at its end."""

import json
import subprocess
import sys
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.preparation import Say
from ingest.isolation.environment import kept_environment
from ingest.said import said, unpacked

_COMMAND = (sys.executable, "-I", "-m", "indexes.embedding.preparing_child")


def prepare_apart(model: ModelFolder, place: Path, integers: str, say: Say) -> None:
    """Let another process make the plan of an engine; `say` receives its lines, and one if it ends early."""
    order = {
        "path": str(model.path.absolute()),
        "identity": model.identity,
        "query_prefix": model.query_prefix,
        "passage_prefix": model.passage_prefix,
        "dimensions": model.dimensions,
        "place": str(place.absolute()),
        "integers": integers,
    }
    with subprocess.Popen(
        [*_COMMAND, json.dumps(order)],
        stdin=subprocess.PIPE,  # the child ends when this pipe is closed
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept_environment({}),
    ) as child:
        try:
            for line in child.stdout or ():
                say(unpacked(json.loads(line)))
            code = child.wait()
        finally:
            child.kill()
    if code:
        told = "preparing the embedding model ended early (exit code {n}): close other programs if memory ran out"
        say(said("preparing_ended", told, n=code))
