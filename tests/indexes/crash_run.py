"""Runs operations on a library, each in a forked child that waits for a start signal, so that it can be traced and disturbed.

Runs as a process of its own. A request is a line of JSON on standard input; with the size of a disk and two more folders the
operation runs on a copy of the library on such a disk, of which a copy is left. Its answers are the pid of the child and, after
the start signal (another line), its wait status. With the folders of a library and of documents as arguments it indexes these.
"""

import json
import logging
import os
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from indexes.backends.folder import save_damaged
from indexes.errors import LibraryDamaged
from indexes.indexing.indexer import Indexer
from ingest.assembly import assemble
from ingest.documents import Document
from ingest.errors import AssistantError
from ingest.readers import READERS, reader_for
from tests.indexes.logical import dump, open_library
from tests.indexes.small_disk import mount_small_disk

REFUSED, BROKEN, NO_ROOM = 3, 4, 77
"""Exit codes: an error of ours in one line, anything else, and a disk that is too small for the library before."""
NEW_MODEL = "fake:2"


class PlainReader:
    """Reads in this process, since the system calls of a worker would be counted among the library's."""

    def read(self, suffix: str, data: bytes, progress: object = None) -> Document:
        return assemble(reader_for(suffix)(data), READERS[suffix])


def run(step: str, folder: Path, papers: Path) -> None:
    """Run an operation on a library."""
    if step == "salvage":
        _repair(folder)
        return
    with open_library(folder, NEW_MODEL if step == "rebuild" else "fake:1") as library:
        match step:
            case "first" | "change":
                Indexer(library, PlainReader()).update([papers])
            case "rebuild":
                Indexer(library, PlainReader()).rebuild()
            case "remove":
                with library.writing():
                    library.remove([str(papers / "pump.md")])
            case "search":
                library.search("canal pump", "en", 5)
            case "repair":
                library.check(full=True, repair=True)
            case _:
                raise ValueError(step)


def _repair(folder: Path) -> None:
    try:
        with open_library(folder) as library:
            library.check(full=True, repair=True)
    except LibraryDamaged:
        save_damaged(folder)


def attempt(step: str, folder: Path, papers: Path) -> int:
    """Run an operation and return its exit code; an error is written to standard error."""
    try:
        run(step, folder, papers)
    except AssistantError as problem:
        _complain(f"{type(problem).__name__}: {problem}")
        return REFUSED
    except BaseException:  # noqa: BLE001 - the child ends here, and how is what the tests look at
        _complain(traceback.format_exc())
        return BROKEN
    return 0


def _complain(line: str) -> None:
    """Write a line by a system call that no library uses, since all others may fail."""
    os.writev(2, [line.encode("utf-8", "backslashreplace")])


def attempt_on_small_disk(step: str, before: Path, papers: Path, size: int, disk: Path, after: Path) -> int:
    """Run an operation on a copy of a library on a disk of `size` KB, leave a copy of it, and return the exit code."""
    mount_small_disk(disk, size)
    library = disk / "library"
    if before.exists():
        try:
            shutil.copytree(before, library)
        except OSError:
            return NO_ROOM
    code = attempt(step, library, papers)
    if library.exists():
        shutil.copytree(library, after)
    return code


def told_once(folder: Path, roots: list[Path]) -> str:
    """Index some folders into a library and return all of its content, an item in each line."""
    with open_library(folder) as library:
        Indexer(library, PlainReader()).update(roots)
        return "\n".join(f"{name}: {value!r}" for name, value in dump(library).items())


def _child(step: str, paths: list[Path], small: tuple[int, Path, Path] | None, gate: int) -> None:
    folder, papers, errors = paths
    os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)
    os.read(gate, 1)
    try:
        os._exit(attempt_on_small_disk(step, folder, papers, *small) if small else attempt(step, folder, papers))
    except OSError:
        _complain(traceback.format_exc())  # there is no such disk
        os._exit(BROKEN)


def serve() -> None:
    """Answer requests until the end of standard input."""
    for line in sys.stdin:
        step, paths, small = json.loads(line)
        gate, opened = os.pipe()
        child = os.fork()
        if not child:
            _child(step, [*map(Path, paths)], small and (small[0], Path(small[1]), Path(small[2])), gate)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdin.readline()
        os.write(opened, b"x")
        _, status = os.waitpid(child, 0)
        os.close(gate)
        os.close(opened)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _warm_up() -> None:
    """Load modules that are imported late, so that children already have them."""
    with tempfile.TemporaryDirectory() as scratch:
        papers = Path(scratch, "papers")
        papers.mkdir()
        for name in ("pump.md", "note.txt", "page.html"):
            (papers / name).write_text(
                "# A title\n\nThe pump stands at the canal and is looked after each spring.", encoding="utf-8"
            )
        run("first", Path(scratch, "library"), papers)
        with open_library(Path(scratch, "library")) as library:
            dump(library)


if __name__ == "__main__":
    logging.disable()  # standard error has only the lines for the user
    if len(sys.argv) > 1:
        told = told_once(Path(sys.argv[1]), [Path(os.fsdecode(name)) for name in sys.argv[2:]])
        sys.stdout.buffer.write(told.encode("utf-8", "backslashreplace"))
    else:
        _warm_up()
        serve()
