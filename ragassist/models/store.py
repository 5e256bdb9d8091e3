"""The installed models: one folder for each, with a manifest of its verified files."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from ingest.said import said
from ragassist.errors import ModelDamaged, ModelMissing
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.files import FileRecord, record_of, sha256_of
from ragassist.models.progress import Advance
from ragassist.models.registry import OWN_FILE, find_entry, load_registry

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed model: its entry, folder, source and files."""

    entry: ModelEntry
    folder: Path
    source: str
    files: tuple[FileRecord, ...]

    @property
    def size(self) -> int:
        """Size on disk in bytes."""
        return sum(record.size for record in self.files)

    @property
    def fingerprint(self) -> str:
        """A sha256 over the hashes of all files, which identifies the weights."""
        joined = "\n".join(f"{r.path} {r.sha256}" for r in sorted(self.files, key=lambda r: r.path))
        return hashlib.sha256(joined.encode()).hexdigest()

    def as_model_folder(self, dimensions: int | None = None) -> ModelFolder:
        """Return an embedding model for the embedding engines; `dimensions` truncates its vectors."""
        return ModelFolder(self.folder, self.fingerprint, self.entry.query_prefix, self.entry.passage_prefix, dimensions)

    @property
    def main_file(self) -> Path:
        """The file to load, or the folder if the model is one."""
        return self.folder / self.entry.file if self.entry.file else self.folder


class ModelStore:
    """The folder of installed models, which is created with the first model.

    The file `models.toml` beside it holds the person's entries.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own_file = folder.parent / OWN_FILE

    def registry(self) -> dict[str, ModelEntry]:
        """Return all known models by name, best first. Raises `SettingsInvalid` if the person's file is invalid."""
        return load_registry(self.own_file)

    def entry(self, name: str) -> ModelEntry:
        """Return the model with a name. Raises `ModelMissing` if there is none."""
        return find_entry(name, self.registry())

    @contextmanager
    def lock(self, say: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Lock the store for changes. A process that has to wait reports so through `say`."""
        from filelock import FileLock, Timeout

        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = FileLock(self.folder / "pull.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say("another 'ragassist models' command is at work: waiting for it")
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def place_of(self, entry: ModelEntry) -> Path:
        """Return the folder of a model, which needn't exist."""
        return self.folder / entry.name

    def export_of(self, name: str) -> Path:
        """Return the folder of an embedding model's ONNX export, which needn't exist."""
        return self.folder / f"{name}.onnx"

    def find(self, entry: ModelEntry) -> Installed | None:
        """Return the model if it is installed, else None; a model with a damaged manifest counts as not installed."""
        folder = self.place_of(entry)
        try:
            data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            files = tuple(FileRecord(**row) for row in data["files"])
            return Installed(entry, folder, str(data["source"]), files)
        except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
            return None

    def installed(self, role: Role) -> Iterator[Installed]:
        """Yield the installed models of a role, best first."""
        for entry in self.registry().values():
            if entry.role is role and (found := self.find(entry)):
                yield found

    def seal(self, entry: ModelEntry, source: str, advance: Advance = lambda _: None) -> Installed:
        """Hash the files in the folder of a model, write its manifest last, and return the installed model.

        If size or sha256 differ from the registry's, remove the file and raise `ModelDamaged`.
        """
        folder = self.place_of(entry)
        paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != MANIFEST)
        files = tuple(record_of(path, folder, advance) for path in paths)
        _compare_with_registry(entry, files, folder)
        self._write_manifest(folder, source, files)
        return Installed(entry, folder, source, files)

    def _write_manifest(self, folder: Path, source: str, files: tuple[FileRecord, ...]) -> None:
        data = {"source": source, "files": [asdict(record) for record in files]}
        beside = folder / (MANIFEST + ".new")
        beside.write_text(json.dumps(data, indent=1), encoding="utf-8")
        beside.replace(folder / MANIFEST)

    def check(self, model: Installed, *, full: bool, advance: Advance = lambda _: None) -> Installed:
        """Return the model if its files are unchanged. Only files with another time are hashed, or all with `full`.

        Raises `ModelDamaged`, which names the file, if one has changed.
        """
        files = tuple(_rechecked(record, model.folder, full, advance) for record in model.files)
        if files != model.files:
            self._write_manifest(model.folder, model.source, files)
        return Installed(model.entry, model.folder, model.source, files)

    def remove(self, model: Installed) -> None:
        """Delete a model from disk, its manifest first, so that a half removed model doesn't count as installed."""
        (model.folder / MANIFEST).unlink(missing_ok=True)
        shutil.rmtree(model.folder)
        shutil.rmtree(self.export_of(model.entry.name), ignore_errors=True)

    def remove_leftovers(self, entry: ModelEntry) -> int:
        """Delete the remains of an interrupted pull or import of a model, and return their size in bytes."""
        folders = [self.place_of(entry), *self.folder.glob(f".incoming-{entry.name}*")]
        size = sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        return size

    def best(self, role: Role) -> Installed:
        """Return the preferred installed model of a role. Raises `ModelMissing`, which names the command that fetches one."""
        for model in self.installed(role):
            return model
        default = next(entry for entry in self.registry().values() if entry.role is role)
        if role is Role.CHAT:
            raise ModelMissing(
                said("no_chat_model", "no chat model is installed: run 'ragassist models pull {name}'", name=default.name)
            )
        told = "no embedding model is installed: run 'ragassist models pull {name}'"
        raise ModelMissing(said("no_embedding_model", told, name=default.name))


def _compare_with_registry(entry: ModelEntry, files: tuple[FileRecord, ...], folder: Path) -> None:
    if entry.file is None:
        return  # the files of a folder are compared with the hub's hashes when they are fetched
    record = next((r for r in files if r.path == entry.file), None)
    if record is None:
        raise ModelDamaged(
            said("model_file_lacking", "{path} does not hold {file}: pull the model again", path=str(folder), file=entry.file)
        )
    if not entry.sha256 or (record.size, record.sha256) == (entry.size, entry.sha256):
        return
    (folder / entry.file).unlink()
    raise ModelDamaged(
        f"{entry.file} is not {entry.title}: {record.size:,} bytes, sha256 {record.sha256[:12]}…, "
        f"expected {entry.size:,} bytes, {entry.sha256[:12]}…; it was removed, pull the model again"
    )


def _rechecked(record: FileRecord, folder: Path, full: bool, advance: Advance) -> FileRecord:
    path = folder / record.path
    try:
        stat = path.stat()
    except FileNotFoundError:
        told = "{path} is missing: run 'ragassist models pull {name}'"
        raise ModelDamaged(said("model_file_missing", told, path=str(path), name=folder.name)) from None
    if stat.st_size != record.size:
        told = "{path} has {size:,} bytes instead of {right:,}: run 'ragassist models pull {name}'"
        sizes = {"size": stat.st_size, "right": record.size}
        raise ModelDamaged(said("model_file_size", told, path=str(path), name=folder.name, **sizes))
    if stat.st_mtime_ns == record.mtime_ns and not full:
        return record
    if sha256_of(path, advance) != record.sha256:
        told = "{path} was changed since it was verified: run 'ragassist models pull {name}'"
        raise ModelDamaged(said("model_file_changed", told, path=str(path), name=folder.name))
    return FileRecord(record.path, record.size, record.sha256, stat.st_mtime_ns)
