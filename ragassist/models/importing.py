"""Imports models from a path: a GGUF file, a sentence-transformers folder, a bundle, or a folder that holds one of them."""

import tarfile
from dataclasses import replace
from pathlib import Path

from ragassist.errors import ModelDamaged, PullFailed
from ragassist.language.registry import languages
from ragassist.models.bundles import take_bundle
from ragassist.models.custom import add_entry, file_entry, slug
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.families import families
from ragassist.models.files import sha256_of
from ragassist.models.inspection import inspect_folder, inspect_gguf, require_file
from ragassist.models.installing import from_path
from ragassist.models.licences import require_licence
from ragassist.models.local_embedding import prefixes_of
from ragassist.models.progress import Listener
from ragassist.models.store import Installed, ModelStore


def take_in(
    path: Path, name: str | None, model_store: ModelStore, listener: Listener, prompt_format: str | None = None
) -> list[Installed]:
    """Import the model or bundle at a path and return the installed models; `name` is the name for an unknown model.

    A file is recognised by its sha256, a folder by its name. An unknown model gets an entry in the person's `models.toml`.
    `prompt_format` names a family whose prompt format is used instead of the file's own. Raises `ModelDamaged` or
    `PullFailed`, which say what the path is, and `SettingsInvalid` for an unknown format.
    """
    path = _the_one_in(path) if path.is_dir() and not (path / "modules.json").is_file() else path
    if path.is_dir():
        return [_folder(path, name, model_store, listener)]
    require_file(path)
    return (
        take_bundle(path, model_store, listener)
        if tarfile.is_tarfile(path)
        else [_gguf(path, name, prompt_format, model_store, listener)]
    )


def _the_one_in(folder: Path) -> Path:
    """Return the only model in a folder, such as a USB stick. Raises `PullFailed` if there is none, or more than one."""
    found = [p for p in sorted(folder.iterdir()) if p.suffix in (".gguf", ".tar") or (p / "modules.json").is_file()]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} models ({', '.join(p.name for p in found[:5])}): give one of them" if found else "no model"
    raise PullFailed(f"{folder} holds {what}; a model is a .gguf file, a bundle (.tar) or a sentence-transformers folder")


def _gguf(path: Path, name: str | None, prompt_format: str | None, model_store: ModelStore, listener: Listener) -> Installed:
    facts = inspect_gguf(path)
    with listener.track(f"hashing {path.name}", path.stat().st_size) as advance:
        sha256 = sha256_of(path, advance)
    registry = model_store.registry()
    known = next((entry for entry in registry.values() if entry.sha256 == sha256 and entry.file and not prompt_format), None)
    if facts.template:
        listener.say(f"{path.name} holds a chat template: it is not used, prompts are built by this program")
    entry = known or file_entry(path, facts, registry, name, prompt_format)
    is_new = entry not in registry.values()
    if is_new:
        entry = replace(entry, sha256=sha256)
        listener.say(f"{path.name} is taken as {families()[entry.prompt_format].title}, by its architecture and vocabulary")
    return _placed(path, entry, model_store, listener, is_new=is_new)


def _folder(path: Path, name: str | None, model_store: ModelStore, listener: Listener) -> Installed:
    inspect_folder(path)
    known = model_store.registry().get(path.name if name is None else name)
    if known and known.role is not Role.EMBEDDING:
        raise ModelDamaged(f"{known.name} is a chat model and {path} an embedding model: give it a name with --name")
    query, passage = prefixes_of(path)
    size = sum(file.stat().st_size for file in path.rglob("*.safetensors"))
    entry = known or ModelEntry(
        name=slug(name or path.name), title=name or path.name, role=Role.EMBEDDING, languages=languages(),
        licence="unknown: yours to know", context=512, size=size, query_prefix=query, passage_prefix=passage,
    )  # fmt: skip
    return _placed(path, entry, model_store, listener, is_new=known is None)


def _placed(path: Path, entry: ModelEntry, model_store: ModelStore, listener: Listener, *, is_new: bool) -> Installed:
    with model_store.lock(listener.say):
        if found := model_store.find(entry):
            listener.say(f"{entry.title} is installed already")
            return model_store.check(found, full=False)
        require_licence(entry, model_store, listener)
        if is_new:
            add_entry(entry, model_store.own_file)
        return from_path(path.resolve(), entry, model_store, listener)
