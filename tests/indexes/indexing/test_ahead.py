"""While a file is being read, a run reads the next files and embeds chunks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexes.embedding.embedder import Vectors
from indexes.indexing.indexer import Indexer
from indexes.indexing.run import RunProgress
from ingest.documents import Document
from ingest.isolation.pool import WorkerPool
from ingest.isolation.worker import Progress, Worker
from tests.indexes.desk import PAPERS, Desk


class Slow:
    """A document whose reading ends once other work was done meanwhile, or there is none."""

    def __init__(self, read: Callable[[], Document], log: list[str], name: str) -> None:
        self.pages: tuple[int, int] | None = (0, 2)
        self.is_ready = False
        self._read, self._log, self._name = read, log, name

    def result(self, meanwhile: Callable[[], bool] = lambda: False) -> Document:
        while meanwhile():
            self._log.append(f"work before {self._name}")
        return self._read()


class Ahead:
    """Reads each file in a real child when it is requested; `log` has the events in order."""

    def __init__(self, worker: Worker) -> None:
        self._worker, self.log = worker, list[str]()

    def read(self, suffix: str, data: bytes, progress: Progress | None = None) -> Document:
        return self._worker.read(suffix, data, progress)

    def submit(self, suffix: str, data: bytes) -> Slow:
        name = f"file {sum(one.startswith('submitted') for one in self.log)}"
        self.log.append(f"submitted {name}")
        return Slow(lambda: self._worker.read(suffix, data), self.log, name)


def test_the_next_files_are_read_and_vectors_made_before_all_are_read(desk: Desk, worker: Worker) -> None:
    reader, steps = Ahead(worker), list[RunProgress]()
    report = Indexer(desk.library, reader, steps.append).update([desk.papers])
    assert report.indexed == len(PAPERS)
    assert reader.log[: len(PAPERS)] == [f"submitted file {number}" for number in range(min(len(PAPERS), 8))]
    assert "work before file 1" in reader.log
    assert (1, 2) in {(step.page, step.pages) for step in steps if step.stage == "reading"}
    assert not desk.library.store.vectors.waiting()
    assert desk.whole()


def test_a_model_that_fails_meanwhile_affects_no_file_and_is_reported_at_the_end(
    desk: Desk, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Vectors:
        raise RuntimeError("no memory for the model")

    monkeypatch.setattr(desk.library.embedder, "embed_passages", fails)
    with pytest.raises(RuntimeError, match="no memory"):
        Indexer(desk.library, Ahead(worker)).update([desk.papers])
    assert desk.library.totals().documents == len(PAPERS)


def test_unchanged_moved_and_unreadable_files_are_reported_as_without_reading_ahead(desk: Desk) -> None:
    desk.index()
    (desk.papers / "pump.md").rename(desk.papers / "moved.md")
    desk.write("broken.pdf", "no PDF")
    desk.write("new.txt", "The new key hangs by the gate.")
    with WorkerPool() as pool:
        report = Indexer(desk.library, pool).update([desk.papers])
    assert (report.indexed, report.removed, report.unchanged, len(report.skipped)) == (2, 1, len(PAPERS) - 1, 1)
    assert desk.whole()


def test_a_run_can_be_stopped_while_a_file_is_read(desk: Desk, worker: Worker, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(step: RunProgress) -> None:
        if step.pages:
            raise Stopped

    with pytest.raises(Stopped):
        Indexer(desk.library, Ahead(worker), stop).update([desk.papers])
    assert desk.index().indexed == len(PAPERS)


def test_a_file_that_is_deleted_before_it_is_read_is_skipped(desk: Desk, worker: Worker) -> None:
    class Vanishing(Ahead):
        def submit(self, suffix: str, data: bytes) -> Slow:
            for path in desk.papers.glob("*.md"):
                path.unlink()
            return super().submit(suffix, data)

    report = Indexer(desk.library, Vanishing(worker)).update([desk.papers])
    assert report.indexed + len(report.skipped) == len(PAPERS)
