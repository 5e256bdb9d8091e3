"""Checks that a file or folder is a model before anything loads it, and says what it is if not."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ragassist.errors import ModelDamaged
from ragassist.untrusted import one_line

_MAGIC = b"GGUF"
_PROBE_SECONDS = 120
_ENCODERS = frozenset(
    ("bert", "nomic-bert", "nomic-bert-moe", "modern-bert", "neo-bert", "eurobert", "jina-bert-v2", "jina-bert-v3", "t5encoder")
)  # fmt: skip
"""Architectures of llama.cpp that produce vectors instead of text (from its `src/llama-arch.cpp`)."""
_OTHERS = {
    b"<": "a web page, as a hub or a proxy sends in place of a file",
    b"{": "a JSON text",
    b"version https://git-lfs": "a pointer of git-lfs, not the file it points to: run 'git lfs pull' where it came from",
    b"PK\x03\x04": "a zip archive or a PyTorch pickle, which may run code",
    b"\x80": "a Python pickle, which may run code",
    b"\x1f\x8b": "a gzip archive",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gguf:
    """The metadata of a GGUF file. `template` tells whether it holds a chat template, which is never rendered.

    `tokens` are the special tokens of its vocabulary that identify a family of models.
    """

    architecture: str
    title: str
    context: int
    template: bool
    tokens: tuple[str, ...]
    layers: int
    width: int


def require_file(path: Path) -> int:
    """Return the size of a file in bytes. Raises `ModelDamaged` if it isn't a file, can't be read, or is empty."""
    try:
        whole = path.resolve(strict=True)
        if not whole.is_file():
            raise ModelDamaged(
                f"{path} is a {'folder' if whole.is_dir() else 'device'}, not a model file: give the file itself"
            )
        size = whole.stat().st_size
    except (OSError, RuntimeError) as problem:  # RuntimeError: a loop of links, in Python up to 3.12
        cause = problem.strerror if isinstance(problem, OSError) and problem.strerror else "a loop of symbolic links"
        raise ModelDamaged(f"{path} can't be opened ({cause}): correct the path") from None
    if size == 0:
        raise ModelDamaged(f"{path} is empty: fetch it again")
    return size


def require_gguf(path: Path) -> None:
    """Raise `ModelDamaged`, which says what the file is, if its first bytes aren't those of a GGUF file."""
    require_file(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as problem:
        raise ModelDamaged(f"{path} can't be opened ({problem.strerror}): correct its rights") from None
    if head.startswith(_MAGIC):
        return
    raise ModelDamaged(f"{path} is not a GGUF model but {_what_it_is(head)}: fetch the .gguf file again")


def _what_it_is(head: bytes) -> str:
    if head[8:10] == b'{"' and head[4:8] == b"\0" * 4:
        return "a safetensors file, which llama.cpp doesn't read"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((words for start, words in _OTHERS.items() if text.startswith(start)), "something else")


def inspect_gguf(path: Path) -> Gguf:
    """Return the metadata of a chat model's file, in half a second. Raises `ModelDamaged` if it isn't a chat model."""
    require_gguf(path)
    told = _probed(path)
    if "reason" in told:
        raise ModelDamaged(f"{path} can't be used, llama.cpp says: {one_line(told['reason'])}; fetch it again or another one")
    metadata: dict[str, str] = told["metadata"]
    architecture = metadata.get("general.architecture", "")
    if _makes_vectors(architecture, metadata):
        raise ModelDamaged(f"{path} is an embedding model ({architecture}), it can't answer: give a chat model's file")
    title = one_line(metadata.get("general.name", "") or path.stem)[:80]
    return Gguf(
        architecture=architecture,
        title=title,
        context=_number(path, metadata, f"{architecture}.context_length"),
        template=bool(told["template"]),
        tokens=tuple(told["tokens"]),
        layers=_number(path, metadata, f"{architecture}.block_count"),
        width=_number(path, metadata, f"{architecture}.embedding_length"),
    )


def _number(path: Path, metadata: dict[str, str], key: str) -> int:
    """Return a number of the metadata, 0 if the file has none. llama.cpp checks its type only once it loads the weights."""
    text = metadata.get(key) or "0"
    try:
        return int(text)
    except ValueError:
        raise ModelDamaged(f"{path} can't be used, its {key} is no number ({one_line(text[:40])}): fetch it again") from None


def _makes_vectors(architecture: str, metadata: dict[str, str]) -> bool:
    pooled = metadata.get(f"{architecture}.pooling_type", "0") not in ("0", "")
    not_causal = metadata.get(f"{architecture}.attention.causal") == "false"
    return architecture in _ENCODERS or architecture.endswith("-embedding") or pooled or not_causal


def _probed(path: Path) -> dict[str, Any]:
    command = [sys.executable, "-I", "-m", "ragassist.models.gguf_probe", str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_PROBE_SECONDS, stdin=subprocess.DEVNULL)
        told: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"reason": f"no answer in {_PROBE_SECONDS} seconds"}
    except ValueError:
        return {"reason": f"its loader broke on the file (exit {done.returncode})"}
    return told


def inspect_folder(path: Path) -> None:
    """Raise `ModelDamaged` unless a folder is a sentence-transformers model with safetensors and without code of its own."""
    if not path.is_dir():
        raise ModelDamaged(f"{path} is not a folder: give a sentence-transformers folder")
    for name in ("modules.json", "tokenizer.json"):
        if not (path / name).is_file():
            raise ModelDamaged(f"{path} has no {name}: give a sentence-transformers folder with a fast tokenizer")
    _refuse_code(path)
    weights = sorted(path.rglob("*.safetensors"))
    if not weights:
        pickles = sorted(p.name for p in path.rglob("*") if p.suffix in (".bin", ".pt", ".pth", ".pkl", ".ckpt"))
        found = f"holds {pickles[0]}, a pickle, which may run code, and" if pickles else "has"
        raise ModelDamaged(f"{path} {found} no .safetensors weights: take a folder that has them")
    _require_fitting_weights(path, weights)


def _refuse_code(path: Path) -> None:
    modules, config = _json(path / "modules.json"), _json(path / "config.json")
    if isinstance(config, dict) and "auto_map" in config:
        raise ModelDamaged(f"{path}/config.json asks to run code of its own (auto_map), which is never run: take another model")
    for row in modules if isinstance(modules, list) else ():
        kind = str(row.get("type", "")) if isinstance(row, dict) else ""
        if kind and not kind.startswith("sentence_transformers."):
            raise ModelDamaged(f"{path}/modules.json asks to run code of its own ({one_line(kind)}), which is never run")


def _require_fitting_weights(path: Path, weights: list[Path]) -> None:
    """Raise `ModelDamaged` for weights that can't be read or belong to another model, because no tensor has the shape of the
    vocabulary in config.json.
    """
    from safetensors import SafetensorError, safe_open  # 100 ms with numpy

    config, shapes = _json(path / "config.json"), list[tuple[int, ...]]()
    for file in weights:
        require_file(file)
        try:
            with safe_open(file, framework="numpy") as opened:
                shapes += [tuple(opened.get_slice(name).get_shape()) for name in opened.keys()]  # noqa: SIM118  # no mapping
        except (SafetensorError, OSError) as problem:
            raise ModelDamaged(f"{file} is not a whole safetensors file ({one_line(str(problem))}): fetch it again") from None
    if not isinstance(config, dict) or not {"vocab_size", "hidden_size"} <= config.keys():
        return
    wanted = config["vocab_size"], config["hidden_size"]
    if not all(isinstance(size, int) for size in wanted):
        raise ModelDamaged(f"{path}/config.json has no number as vocab_size or hidden_size: fetch the folder again")
    if wanted not in shapes and not any(shape[0] >= wanted[0] and shape[1:] == wanted[1:] for shape in shapes if shape):
        raise ModelDamaged(
            f"{weights[0]} holds another model's weights: no table of {wanted[0]} tokens times {wanted[1]}, as config.json says"
        )


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as problem:
        raise ModelDamaged(f"{path} is not JSON ({one_line(str(problem))}): fetch the folder again") from None
