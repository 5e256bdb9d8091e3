"""The models that are on disk: one folder each, with a manifest of what was verified."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from indexes.model_folder import ModelFolder
from ragassist.errors import ModelDamaged, ModelMissing
from ragassist.models.registry import ModelEntry, Role, load_registry

MANIFEST = "manifest.json"
_CHUNK = 1 << 20

Progress = Callable[[int], None]
"""Told how many bytes were done since it was last called."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One verified file: size in bytes, sha256, and the modification time it had then."""

    path: str
    size: int
    sha256: str
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on disk: where it is, where it came from, and its files."""

    entry: ModelEntry
    folder: Path
    source: str
    files: tuple[FileRecord, ...]

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(record.size for record in self.files)

    @property
    def fingerprint(self) -> str:
        """A sha256 over all files' hashes: the same only for the same weights."""
        joined = "\n".join(f"{r.path} {r.sha256}" for r in sorted(self.files, key=lambda r: r.path))
        return hashlib.sha256(joined.encode()).hexdigest()

    def as_model_folder(self, dimensions: int | None = None) -> ModelFolder:
        """Return an embedding model as what its engines read; with `dimensions` its vectors are cut."""
        return ModelFolder(self.folder, self.fingerprint, self.entry.query_prefix, self.entry.passage_prefix, dimensions)

    @property
    def main_file(self) -> Path:
        """The file that is loaded; for a model that is a folder, the folder."""
        return self.folder / self.entry.file if self.entry.file else self.folder


def sha256_of(path: Path, progress: Progress = lambda _: None) -> str:
    """Return the sha256 of a file as hexadecimal text."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_CHUNK):
            digest.update(block)
            progress(len(block))
    return digest.hexdigest()


def _record(path: Path, folder: Path, progress: Progress) -> FileRecord:
    stat = path.stat()
    return FileRecord(path.relative_to(folder).as_posix(), stat.st_size, sha256_of(path, progress), stat.st_mtime_ns)


class Shelf:
    """The folder of installed models. Nothing is created until a model is put there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place_of(self, entry: ModelEntry) -> Path:
        """Return the folder of a model, whether it exists or not."""
        return self.folder / entry.name

    def export_of(self, name: str) -> Path:
        """Return the folder of what is made of an embedding model for its fast engine, whether it exists or not."""
        return self.folder / f"{name}.onnx"

    def find(self, entry: ModelEntry) -> Installed | None:
        """Return the model if it was installed, else None; a broken manifest counts as not installed."""
        folder = self.place_of(entry)
        try:
            data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            files = tuple(FileRecord(**row) for row in data["files"])
            return Installed(entry, folder, str(data["source"]), files)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, KeyError, TypeError):
            return None

    def installed(self, role: Role) -> Iterator[Installed]:
        """Yield the installed models of a role, best first."""
        for entry in load_registry().values():
            if entry.role is role and (found := self.find(entry)):
                yield found

    def seal(self, entry: ModelEntry, source: str, progress: Progress = lambda _: None) -> Installed:
        """Hash what lies in the model's folder, write its manifest last, and return the installed model.

        Raises `ModelDamaged` if the registry knows the file's size or sha256 and it differs; the file is removed then.
        """
        folder = self.place_of(entry)
        paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST)
        files = tuple(_record(path, folder, progress) for path in paths)
        _compare_with_registry(entry, files, folder)
        self._write_manifest(folder, source, files)
        return Installed(entry, folder, source, files)

    def _write_manifest(self, folder: Path, source: str, files: tuple[FileRecord, ...]) -> None:
        data = {"source": source, "files": [asdict(record) for record in files]}
        beside = folder / (MANIFEST + ".new")
        beside.write_text(json.dumps(data, indent=1), encoding="utf-8")
        beside.replace(folder / MANIFEST)

    def check(self, model: Installed, *, full: bool, progress: Progress = lambda _: None) -> Installed:
        """Return the model if its files are those that were verified; hash only what changed, or all with `full`.

        Raises `ModelDamaged` and names the file otherwise.
        """
        files = tuple(_rechecked(record, model.folder, full, progress) for record in model.files)
        if files != model.files:
            self._write_manifest(model.folder, model.source, files)
        return Installed(model.entry, model.folder, model.source, files)

    def remove(self, model: Installed) -> None:
        """Delete a model from disk; the manifest goes first, so that an interrupted removal isn't an installed model."""
        (model.folder / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(model.folder)
        shutil.rmtree(self.export_of(model.entry.name), ignore_errors=True)

    def best(self, role: Role) -> Installed:
        """Return the preferred installed model of a role; raises `ModelMissing` with the command that gets one."""
        for model in self.installed(role):
            return model
        default = next(entry for entry in load_registry().values() if entry.role is role)
        raise ModelMissing(f"no {role} model is installed: run 'ragassist models pull {default.name}'")


def _compare_with_registry(entry: ModelEntry, files: tuple[FileRecord, ...], folder: Path) -> None:
    if entry.file is None:
        return
    record = next((r for r in files if r.path == entry.file), None)
    if record is None:
        raise ModelDamaged(f"{folder} does not hold {entry.file}: pull the model again")
    if (record.size, record.sha256) == (entry.size, entry.sha256):
        return
    (folder / entry.file).unlink()
    raise ModelDamaged(
        f"{entry.file} is not {entry.title}: {record.size:,} bytes, sha256 {record.sha256[:12]}…, "
        f"expected {entry.size:,} bytes, {entry.sha256[:12]}…; it was removed, pull the model again"
    )


def _rechecked(record: FileRecord, folder: Path, full: bool, progress: Progress) -> FileRecord:
    path = folder / record.path
    try:
        stat = path.stat()
    except FileNotFoundError:
        raise ModelDamaged(f"{path} is missing: run 'ragassist models pull {folder.name}'") from None
    if stat.st_size != record.size:
        raise ModelDamaged(
            f"{path} has {stat.st_size:,} bytes instead of {record.size:,}: run 'ragassist models pull {folder.name}'"
        )
    if stat.st_mtime_ns == record.mtime_ns and not full:
        return record
    if sha256_of(path, progress) != record.sha256:
        raise ModelDamaged(f"{path} was changed since it was verified: run 'ragassist models pull {folder.name}'")
    return FileRecord(record.path, record.size, record.sha256, stat.st_mtime_ns)
