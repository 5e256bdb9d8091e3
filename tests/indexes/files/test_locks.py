"""Several processes use one library: one writes, other writers are told which one, and readers see a consistent state."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest

from indexes.errors import LibraryBusy
from indexes.indexing.indexer import Indexer
from indexes.library import Library
from indexes.sqlite.database import Database
from tests.indexes.crash_run import PlainReader
from tests.indexes.desk import PAPERS, Desk
from tests.indexes.faults import ALONE, tell
from tests.indexes.logical import documents, open_library
from tests.indexes.neighbours import FILES, mixtures, write_version
from tests.indexes.scenes import TRY_ALL
from tests.paths import ROOT

PROCESSES = 8
SECONDS = 60 if TRY_ALL else 5


def start(*words: str | Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.indexes.neighbours", *map(str, words)],
        cwd=ROOT, env={**os.environ, **ALONE}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def holding(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start another process that holds the writer's lock."""
    with start("hold", folder) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    for name in FILES:
        write_version(folder, name, 0)
    return folder


def test_the_second_writer_gets_an_error_that_names_the_first(tmp_path: Path, papers: Path) -> None:
    with holding(tmp_path / "library") as holder, open_library(tmp_path / "library") as library:
        before = time.monotonic()
        with pytest.raises(LibraryBusy, match=rf"^process {holder.pid} \(since \d\d:\d\d\) is changing this library: wait"):
            Indexer(library, PlainReader()).update([papers])
        assert time.monotonic() - before < 2
        assert documents(library) == {}


def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path: Path, papers: Path) -> None:
    with holding(tmp_path / "library") as holder, open_library(tmp_path / "library") as library:
        holder.kill()
        holder.wait()
        assert Indexer(library, PlainReader()).update([papers]).indexed == len(FILES)


def test_a_suspended_process_keeps_the_lock(tmp_path: Path, papers: Path) -> None:
    with holding(tmp_path / "library") as holder, open_library(tmp_path / "library") as library:
        os.kill(holder.pid, signal.SIGSTOP)
        os.waitpid(holder.pid, os.WUNTRACED)
        with pytest.raises(LibraryBusy, match=f"process {holder.pid} "):
            Indexer(library, PlainReader()).update([papers])
        os.kill(holder.pid, signal.SIGCONT)
        holder.communicate()
        assert Indexer(library, PlainReader()).update([papers]).indexed == len(FILES)


def test_a_reader_sees_one_version_of_each_document_while_another_process_writes(tmp_path: Path, papers: Path) -> None:
    with open_library(tmp_path / "library") as library, start("search", tmp_path / "library") as reader:
        Indexer(library, PlainReader()).update([papers])
        assert reader.stdout
        assert reader.stdout.readline() == "ready\n"
        until = time.monotonic() + SECONDS
        version = 0
        while version <= 2 or time.monotonic() < until:
            version += 1
            for name in FILES:
                write_version(papers, name, version)
            assert Indexer(library, PlainReader()).update([papers]).indexed == len(FILES)
        told = json.loads(reader.communicate()[0])
    assert told["wrong"] == []
    assert told["done"] > 5


def test_many_parallel_processes_leave_the_library_undamaged(
    tmp_path: Path, papers: Path, request: pytest.FixtureRequest
) -> None:
    folder = tmp_path / "library"
    with open_library(folder) as library:
        Indexer(library, PlainReader()).update([papers])
    running = [start("mix", folder, papers, str(SECONDS), str(seed)) for seed in range(PROCESSES)]
    told = [json.loads(process.communicate()[0]) for process in running]
    done = sum((Counter(one["done"]) for one in told), Counter[str]())
    tell(request, f"{PROCESSES} processes for {SECONDS} s: {dict(done)}")
    assert [wrong for one in told for wrong in one["wrong"]] == []
    assert all(done[what] for what in ("index", "search", "check", "full check"))
    assert same_as_a_fresh_one(folder, papers, tmp_path / "fresh")


def test_several_may_open_a_new_library_at_once(tmp_path: Path) -> None:
    together = Barrier(4)

    def opened(path: Path) -> None:
        together.wait()
        Database(path).close()

    with ThreadPoolExecutor(together.parties) as threads:
        for at in range(60):  # without the lock SQLite refuses one of them in every fifteenth attempt
            list(threads.map(opened, [tmp_path / f"{at}.sqlite"] * together.parties))


def same_as_a_fresh_one(folder: Path, papers: Path, fresh: Path) -> bool:
    """Return whether another run gives the same library as a run into an empty one."""
    with open_library(folder) as used, open_library(fresh) as new:
        for library in (used, new):
            Indexer(library, PlainReader()).update([papers])
            assert library.check(full=True, repair=False).ok
            assert list(mixtures(library)) == []
        return without_times(documents(used)) == without_times(documents(new))


def without_times(rows: dict[str, tuple[object, ...]]) -> dict[str, tuple[object, ...]]:
    """Return a library's content without the times of files, which aren't stored for files that change while they are read."""
    return {path: row[:2] + row[3:] for path, row in rows.items()}


def test_readers_continue_while_a_second_writer_gets_an_error(desk: Desk, open_fake_library: Callable[..., Library]) -> None:
    desk.index()
    second = Desk(open_fake_library(), desk.papers, desk.worker)
    with desk.library.writing():
        with pytest.raises(LibraryBusy, match=rf"process {os.getpid()} \(since \d\d:\d\d\) is changing this library"):
            second.index()
        assert second.found("K240 pump")  # readers aren't affected
    assert second.index().unchanged == len(PAPERS)
