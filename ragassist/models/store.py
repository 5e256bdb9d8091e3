"""The models that are on disk: one folder each, with a manifest of what was verified."""

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from indexes.embedding.model_folder import ModelFolder
from ragassist.errors import ModelDamaged, ModelMissing
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.files import FileRecord, Progress, _record, sha256_of
from ragassist.models.registry import OWN_FILE, find_entry, load_registry

MANIFEST = "manifest.json"


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


class ModelStore:
    """The folder of installed models. Nothing is created until a model is put there.

    The person's own entries lie beside it, in `models.toml`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own_file = folder.parent / OWN_FILE

    def registry(self) -> dict[str, ModelEntry]:
        """Return every known model by name, best first. Raises `SettingsInvalid` if the person's own file is wrong."""
        return load_registry(self.own_file)

    def entry(self, name: str) -> ModelEntry:
        """Return the model of that name; raises `ModelMissing` if none is called so."""
        return find_entry(name, self.registry())

    @contextmanager
    def lock(self, say: Callable[[str], None] = lambda _: None) -> Iterator[None]:
        """Let one process at a time put models here; the others wait, and `say` hears so."""
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
        for entry in self.registry().values():
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

    def remove_leftovers(self, entry: ModelEntry) -> int:
        """Delete what an interrupted pull or import of a model left, and return its size in bytes."""
        folders = [self.place_of(entry), *self.folder.glob(f".incoming-{entry.name}*")]
        size = sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        return size

    def best(self, role: Role) -> Installed:
        """Return the preferred installed model of a role; raises `ModelMissing` with the command that gets one."""
        for model in self.installed(role):
            return model
        default = next(entry for entry in self.registry().values() if entry.role is role)
        raise ModelMissing(f"no {role} model is installed: run 'ragassist models pull {default.name}'")


def _compare_with_registry(entry: ModelEntry, files: tuple[FileRecord, ...], folder: Path) -> None:
    if entry.file is None:
        return  # a folder: what the hub says of its files is compared where they are fetched
    record = next((r for r in files if r.path == entry.file), None)
    if record is None:
        raise ModelDamaged(f"{folder} does not hold {entry.file}: pull the model again")
    if not entry.sha256 or (record.size, record.sha256) == (entry.size, entry.sha256):
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
