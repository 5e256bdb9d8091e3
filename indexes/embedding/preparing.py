"""Prepares a model's engine in a process of its own: torch takes two gigabytes, which only the end of a process gives back."""

import json
import subprocess
import sys
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.preparation import Say
from ingest.isolation.environment import kept_environment

_COMMAND = (sys.executable, "-I", "-m", "indexes.embedding.preparing_child")


def prepare_apart(model: ModelFolder, place: Path, integers: str, say: Say) -> None:
    """Let another process make the engine's plan at its place; `say` hears what it says, and of its end if that came early."""
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
        stdin=subprocess.PIPE,  # its end tells the child that this process is gone
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=kept_environment({}),
    ) as child:
        try:
            for line in child.stdout or ():
                say(json.loads(line))
            code = child.wait()
        finally:
            child.kill()
    if code:
        say(f"preparing the embedding model ended early (exit code {code}): close other programs if memory ran out")
