"""What is planted in a folder, and what a run over the folder has to make of it."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from tests.ingest.bad_inputs.case import PROBE


def nothing(folder: Path) -> None:
    """Leave a folder as it is."""


@dataclass(frozen=True, slots=True)
class Planted:
    """Something put into a folder of which `reads` files can be read and hold the probe, and `refused` are named with `reason`.

    `meanwhile` happens after the files are found and before they are read. `outside` says that only who isn't root sees it.
    """

    id: str
    plant: Callable[[Path], None]
    reads: int = 0
    refused: int = 0
    reason: str = ""
    meanwhile: Callable[[Path], None] = nothing
    outside: bool = False


def write(folder: Path, *names: str | bytes) -> None:
    """Write a good file under each name."""
    for name in names:
        path = os.fsencode(folder) + b"/" + os.fsencode(name)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(handle, PROBE.encode())
        os.close(handle)


def raze(folder: Path) -> None:
    """Remove a folder deeper than `shutil` can go: what lies in its folders is lifted up until there is nothing left."""
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
    """Return good files under strange names, all of which are read."""
    return Planted(f"name/{what}", lambda folder: write(folder, *names), reads=len(names))
