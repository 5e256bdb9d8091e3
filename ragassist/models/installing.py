"""Copies the files of a model into the model store, from a file or folder on this machine."""

import shutil
from pathlib import Path

from ragassist.errors import PullFailed
from ragassist.models.entries import ModelEntry
from ragassist.models.files import need_space
from ragassist.models.inspection import inspect_folder, inspect_gguf, require_gguf
from ragassist.models.progress import Listener
from ragassist.models.store import Installed, ModelStore

_TAKEN = (".json", ".safetensors", ".txt", ".model", ".md")
"""Suffixes of the files that are copied from the folder of an embedding model; `.txt` and `.model` are vocabularies."""


def from_path(path: Path, entry: ModelEntry, model_store: ModelStore, listener: Listener) -> Installed:
    """Check a model's file or folder and copy it into the model store. Raises `PullFailed` or `ModelDamaged`."""
    place = model_store.place_of(entry)
    if entry.file is None and path.is_dir():
        inspect_folder(path)
        _copy_folder(path, place, model_store)
    elif entry.file is not None and path.is_file():
        require_gguf(path)
        if not entry.sha256:
            inspect_gguf(path)  # a file with a known sha256 is checked by it
        need_space(model_store.folder, path.stat().st_size)
        place.mkdir(exist_ok=True, mode=0o700)
        shutil.copyfile(path, place / entry.file)
    else:
        kind = "folder" if entry.file is None else "file"
        raise PullFailed(f"{path} is not a {kind}: give the {kind} of {entry.title}")
    return sealed(entry, model_store, str(path), listener)


def _copy_folder(source: Path, place: Path, model_store: ModelStore) -> None:
    files = [path for path in sorted(source.rglob("*")) if path.suffix in _TAKEN and path.is_file()]
    need_space(model_store.folder, sum(path.stat().st_size for path in files))
    for path in files:
        target = place / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, target)


def sealed(entry: ModelEntry, model_store: ModelStore, source: str, listener: Listener) -> Installed:
    """Hash the files of a model, compare them with the registry, and write the manifest that completes the installation."""
    total = sum(path.stat().st_size for path in model_store.place_of(entry).rglob("*") if path.is_file())
    with listener.track(f"verifying {entry.title}", total) as advance:
        installed = model_store.seal(entry, source, advance)
    listener.say(f"{entry.title} is ready ({installed.size / 1e6:,.0f} MB, licence {entry.licence})")
    return installed
