"""The files of a model on disk: their sizes and hashes, and the space that they need."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ragassist.errors import PullFailed

_SPARE_BYTES = 200_000_000


def need_space(folder: Path, size: int) -> None:
    """Raise `PullFailed` with the numbers if a folder's disk has no room for so many bytes and a rest."""
    free = shutil.disk_usage(folder).free
    if free < size + _SPARE_BYTES:
        raise PullFailed(
            f"{folder} has {free / 1e9:.1f} GB free and {(size + _SPARE_BYTES) / 1e9:.1f} GB are needed: make room first"
        )


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
