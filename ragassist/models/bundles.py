"""A bundle carries models to a machine without a network: a tar file with a manifest of names, sizes and hashes."""

import hashlib
import json
import shutil
import tarfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from ingest.system.files import replace
from ragassist.errors import ModelDamaged, PullFailed, SettingsInvalid
from ragassist.models.custom import add_entry
from ragassist.models.entries import ModelEntry
from ragassist.models.files import FileRecord, leaves_folder, need_space
from ragassist.models.inspection import inspect_folder, inspect_gguf
from ragassist.models.installing import sealed
from ragassist.models.licences import require_licence
from ragassist.models.progress import Advance, Listener
from ragassist.models.registry import load_registry, validated
from ragassist.models.store import Installed, ModelStore

MANIFEST = "ragassist-models.json"
_FORMAT = 1
_MOST_MANIFEST = 4_000_000
_MOST_FILES = 1000
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class BundledModel:
    """A model in a bundle: its registry entry and its files."""

    entry: ModelEntry
    files: tuple[FileRecord, ...]


def write_bundle(models: Iterable[Installed], model_store: ModelStore, target: Path, listener: Listener) -> int:
    """Write installed models into one file and return its size in bytes; each model is hashed first.

    Raises `ModelDamaged`, or `PullFailed` if the disk is too full or the target exists.
    """
    models = list(models)
    if target.exists():
        raise PullFailed(f"{target} exists: remove it or choose another name with -o")
    total = sum(model.size for model in models)
    need_space(target.resolve().parent, total)
    beside = target.with_name(target.name + ".part")
    try:
        with listener.track(f"writing {target.name}", 2 * total) as advance, tarfile.open(beside, "w") as tar:
            checked = [model_store.check(model, full=True, advance=advance) for model in models]
            _add_bytes(tar, MANIFEST, json.dumps(_manifest(checked), indent=1).encode())
            for model in checked:
                for record in model.files:
                    _add_file(tar, model, record, advance)
        replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)
    return target.stat().st_size


def _manifest(models: list[Installed]) -> dict[str, Any]:
    rows = [
        {
            "entry": {key: value for key, value in asdict(model.entry).items() if value is not None},
            "files": [{"path": r.path, "size": r.size, "sha256": r.sha256} for r in model.files],
        }
        for model in models
    ]
    return {"format": _FORMAT, "models": rows}


def _add_bytes(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    tar.addfile(_member(name, len(data)), BytesIO(data))


def _member(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    return info


def _add_file(tar: tarfile.TarFile, model: Installed, record: FileRecord, advance: Advance) -> None:
    with (model.folder / record.path).open("rb") as stream:
        tar.addfile(_member(f"{model.entry.name}/{record.path}", record.size), stream)
    advance(record.size)


def take_bundle(path: Path, model_store: ModelStore, listener: Listener) -> list[Installed]:
    """Install all models of a bundle and return them.

    Raises `ModelDamaged` with the member's name if it differs from the manifest; nothing of that model is kept.
    """
    with model_store.lock(listener.say):
        return [_take(path, packed, model_store, listener) for packed in _opened(path)]


def take_one(path: Path, entry: ModelEntry, model_store: ModelStore, listener: Listener) -> Installed:
    """Install one model of a bundle; the caller holds the lock of the store.

    Raises `ModelDamaged`, or `PullFailed` if the bundle doesn't hold the model.
    """
    packed = next((packed for packed in _opened(path) if packed.entry.name == entry.name), None)
    if packed is None:
        raise PullFailed(f"{path} holds no {entry.name}: 'ragassist models import {path}' takes what is in it")
    return _take(path, packed, model_store, listener)


def _opened(path: Path) -> list[BundledModel]:
    try:
        with tarfile.open(path, "r:") as tar:
            first = tar.next()
            if first is None or first.name != MANIFEST or not first.isreg() or first.size > _MOST_MANIFEST:
                raise ModelDamaged(f"{path} is not a bundle of 'ragassist models bundle': it doesn't begin with {MANIFEST}")
            data = json.loads(_stream(tar, first).read())
        return _packed(data, path)
    except (tarfile.TarError, EOFError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as problem:
        raise ModelDamaged(f"{path} is a damaged bundle ({type(problem).__name__}): copy it again") from None


def _stream(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    stream = tar.extractfile(info)
    if stream is None:
        raise ModelDamaged(f"{info.name!r} in the bundle is no file: it is refused")
    return stream


_SIZES = range(1 << 60)
"""Possible sizes of a file in bytes, up to an exbibyte."""


def _packed(data: dict[str, Any], path: Path) -> list[BundledModel]:
    if data["format"] != _FORMAT:
        raise ModelDamaged(f"{path} has the format {data['format']!r}, this program reads {_FORMAT}: update the older one")
    found = []
    for row in data["models"]:
        files = tuple(FileRecord(str(f["path"]), int(f["size"]), str(f["sha256"]), 0) for f in row["files"])
        if any(record.size not in _SIZES for record in files):
            raise ValueError("size")
        if len(files) > _MOST_FILES or any(leaves_folder(record.path) for record in files):
            raise ModelDamaged(f"{path} names a file outside its model's folder: it is refused")
        found.append(BundledModel(_trusted(row["entry"], path), files))
    return found


def _trusted(row: dict[str, Any], path: Path) -> ModelEntry:
    """Return the entry of a bundle's model. For a known model it is the registry's entry, not the bundle's."""
    try:
        entry = validated(row, str(path))
    except SettingsInvalid as problem:
        raise ModelDamaged(str(problem)) from None
    return load_registry().get(entry.name, entry)


def _take(path: Path, packed: BundledModel, model_store: ModelStore, listener: Listener) -> Installed:
    entry, place = packed.entry, model_store.place_of(packed.entry)
    if found := model_store.find(entry):
        listener.say(f"{entry.title} is installed already")
        return model_store.check(found, full=False)
    require_licence(entry, model_store, listener)
    need_space(model_store.folder, sum(record.size for record in packed.files))
    incoming = model_store.folder / f".incoming-{entry.name}.bundle"
    shutil.rmtree(incoming, ignore_errors=True)
    shutil.rmtree(place, ignore_errors=True)  # a pull that was interrupted
    try:
        _extract(path, packed, incoming, listener)
        if entry.file:
            inspect_gguf(incoming / entry.file)
        else:
            inspect_folder(incoming)
        if entry.name not in load_registry():
            add_entry(entry, model_store.own_file)
        replace(incoming, place)
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    return sealed(entry, model_store, str(path), listener)


def _extract(path: Path, packed: BundledModel, folder: Path, listener: Listener) -> None:
    """Copy the files of a model into a folder; raise `ModelDamaged` for links, and for a wrong size or hash."""
    left = {f"{packed.entry.name}/{record.path}": record for record in packed.files}
    total = sum(record.size for record in packed.files)
    try:
        with tarfile.open(path, "r:") as tar, listener.track(f"taking {packed.entry.title}", total) as advance:
            for info in tar:
                if not info.isreg():
                    raise ModelDamaged(f"{path} holds {info.name!r}, which is a link or a device: it is refused")
                if record := left.pop(info.name, None):
                    _copy_member(_stream(tar, info), info, record, folder / record.path, advance)
    except (tarfile.TarError, EOFError) as problem:
        raise ModelDamaged(f"{path} is a damaged bundle ({problem}): copy it again") from None
    if left:
        raise ModelDamaged(f"{path} is cut: {next(iter(left))} is missing, copy it again")


def _copy_member(source: IO[bytes], info: tarfile.TarInfo, record: FileRecord, target: Path, advance: Advance) -> None:
    if info.size != record.size:
        raise ModelDamaged(
            f"{info.name} in the bundle has {info.size:,} bytes, its manifest says {record.size:,}: copy it again"
        )
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    with target.open("xb") as out:
        while block := source.read(_BLOCK):
            digest.update(block)
            out.write(block)
            advance(len(block))
    if digest.hexdigest() != record.sha256:
        raise ModelDamaged(f"{info.name} in the bundle was changed since it was written (sha256): copy it again")
