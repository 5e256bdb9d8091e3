"""Sizes and hashes of the files of a model, and the disk space that they need."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from ingest.said import said
from ragassist.errors import PullFailed
from ragassist.models.progress import Advance

_CHUNK = 1 << 20
_SPARE_BYTES = 200_000_000
"""Free space that has to remain on the disk."""


def need_space(folder: Path, size: int) -> None:
    """Raise `PullFailed` with the numbers if the disk of a folder has too little free space for `size` more bytes."""
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE_BYTES:
        told = "{path} has {free} GB free and {needed} GB are needed: make room first"
        sizes = {"free": round(free / 1e9, 1), "needed": round((size + _SPARE_BYTES) / 1e9, 1)}
        raise PullFailed(said("disk_short", told, path=str(folder), **sizes))


def leaves_folder(name: str) -> bool:
    """Whether the name of a model's file may lead out of the model's folder, on this system or another."""
    return (
        name.startswith(("/", "~")) or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in name.split("/"))
    )


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One verified file: its size in bytes, sha256, and modification time at the verification."""

    path: str
    size: int
    sha256: str
    mtime_ns: int


def sha256_of(path: Path, advance: Advance = lambda _: None) -> str:
    """Return the sha256 of a file in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_CHUNK):
            digest.update(block)
            advance(len(block))
    return digest.hexdigest()


def record_of(path: Path, folder: Path, advance: Advance) -> FileRecord:
    """Return the record of a file, with its path relative to a folder."""
    stat = path.stat()
    return FileRecord(path.relative_to(folder).as_posix(), stat.st_size, sha256_of(path, advance), stat.st_mtime_ns)
