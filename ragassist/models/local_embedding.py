"""An embedding model in any sentence-transformers folder: its prompts, and a hash of its content."""

import hashlib
import json
from pathlib import Path
from typing import Any

from indexes.embedding.model_folder import ModelFolder
from indexes.files.atomic import write_atomically
from ragassist.errors import ModelMissing
from ragassist.models.files import sha256_of
from ragassist.models.inspection import inspect_folder

_NEEDED = ("modules.json", "tokenizer.json")
_CONFIG = "config_sentence_transformers.json"
_E5 = ("query: ", "passage: ")
"""The prefixes of all e5 models, from the model cards of intfloat/*e5*; most of their folders don't hold them."""


def local_model(path: Path, notes: Path, dimensions: int | None) -> ModelFolder:
    """Return the model in a folder; the file `notes` stores the hashes of its files. Raises `ModelMissing` if it holds none.

    Raises `ModelDamaged` if the weights are incomplete or aren't safetensors, or if the model wants to run its own code.
    """
    for name in _NEEDED:
        if not (path / name).is_file():
            raise ModelMissing(
                f"{path} has no {name}: give embedding_model a sentence-transformers folder with a fast tokenizer"
            )
    inspect_folder(path)
    return ModelFolder(path, _identity(path, notes), *prefixes_of(path), dimensions)


def local_name(path: Path) -> str:
    """Return the name under which files derived from a folder are stored beside the models."""
    return f"{path.name}-{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:8]}"


def prefixes_of(path: Path) -> tuple[str, str]:
    """Return the prefixes of queries and passages: the folder's prompts, those of e5 models, or empty strings."""
    config = _config(path / _CONFIG)
    prompts: dict[str, str] = config.get("prompts") or {}
    if not isinstance(prompts, dict) or not all(isinstance(prompt, str) for prompt in prompts.values()):
        raise ModelMissing(f"the prompts of {path / _CONFIG} are no texts: correct it or choose another model")
    usual = prompts.get(str(config.get("default_prompt_name") or ""), "")
    stated = prompts.get("query") or usual, prompts.get("passage") or prompts.get("document") or usual
    return stated if any(stated) or "e5" not in path.name.lower() else _E5


def _config(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as problem:
        raise ModelMissing(f"{path} is not JSON ({problem}): correct it or choose another model") from None
    if not isinstance(data, dict):
        raise ModelMissing(f"{path} is no object of JSON: correct it or choose another model")
    return data


_NOTED = 3
"""Values noted of a file: size, modification time, sha256."""


def _identity(path: Path, notes: Path) -> str:
    """Return a hash over the weights and settings in a folder. A file is read again only if its size or time has changed."""
    known, now = _noted(notes), {}
    for file in sorted(p for p in path.rglob("*") if p.suffix in {".safetensors", ".json"}):
        stat, name = file.stat(), file.relative_to(path).as_posix()
        state = [stat.st_size, stat.st_mtime_ns]
        before = known.get(name, [])
        now[name] = before if before[:2] == state else [*state, sha256_of(file)]
    if now != known:
        notes.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(notes, json.dumps(now, indent=1).encode())
    joined = "\n".join(f"{name} {sha256}" for name, (_, _, sha256) in now.items())
    return hashlib.sha256(joined.encode()).hexdigest()


def _noted(notes: Path) -> dict[str, list[Any]]:
    try:
        data: dict[str, list[Any]] = json.loads(notes.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    is_whole = isinstance(data, dict) and all(isinstance(row, list) and len(row) == _NOTED for row in data.values())
    return data if is_whole else {}
