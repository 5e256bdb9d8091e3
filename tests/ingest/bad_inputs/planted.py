"""The record of a test folder with the expected outcome of indexing it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.ingest.bad_inputs.case import PROBE


def nothing(folder: Path) -> None:
    """Do nothing with a folder."""


@dataclass(frozen=True, slots=True)
class Planted:
    """The content of a folder, of which `reads` files are read and contain the probe, and `refused` are reported with `reason`.

    `meanwhile` is called after files are found and before they are read. `outside` says that the user must not be root.
    """

    id: str
    plant: Callable[[Path], None]
    reads: int = 0
    refused: int = 0
    reason: str = ""
    meanwhile: Callable[[Path], None] = nothing
    outside: bool = False


def write(folder: Path, *names: str | bytes) -> None:
    """Write a readable file with each name."""
    for name in names:
        path = os.fsencode(folder) + b"/" + os.fsencode(name)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(handle, PROBE.encode())
        os.close(handle)


def raze(folder: Path) -> None:
    """Remove a folder that is too deep for `shutil`, by moving its subfolders up one after the other."""
    numbers = count()
    while entries := list(folder.iterdir()):
        for entry in entries:
            if entry.is_symlink() or not entry.is_dir():
                entry.unlink()
                continue
            entry.chmod(0o700)
            for inner in list(entry.iterdir()):
                inner.rename(folder / f"lifted-{next(numbers)}")
            entry.rmdir()
    folder.rmdir()


def named(what: str, *names: str | bytes) -> Planted:
    """Return readable files with unusual names, all of which are read."""
    return Planted(f"name/{what}", lambda folder: write(folder, *names), reads=len(names))
