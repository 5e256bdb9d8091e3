"""Several children read in parallel, in order, and end with the pool."""

import threading
from collections.abc import Callable

import pytest

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.isolation.pool import WorkerPool
from ingest.isolation.worker import Ended, Progress, Worker


class Meeting(Worker):
    """Reads a file once so many are being read at the same time."""

    def __init__(self, barrier: threading.Barrier) -> None:
        super().__init__()
        self._barrier = barrier

    def read(self, suffix: str, data: bytes, progress: Progress | None = None) -> Document:
        if progress:
            progress(1, 3)
        if suffix == ".bad":
            raise UnreadableDocument("damaged")
        self._barrier.wait(30)
        return Document(text=data.decode(), sections=(), language="en", reader="plain")


def test_files_are_read_side_by_side_and_come_as_they_were_submitted() -> None:
    barrier = threading.Barrier(2)
    with WorkerPool(2, lambda: Meeting(barrier)) as pool:
        pending = [pool.submit(".txt", name) for name in (b"one", b"two", b"three", b"four")]
        assert [one.result().text for one in pending] == ["one", "two", "three", "four"]


def test_work_is_done_while_a_file_is_read_and_its_pages_are_told() -> None:
    barrier = threading.Barrier(2)
    told = list[tuple[int, int]]()
    with WorkerPool(1, lambda: Meeting(barrier)) as pool:
        pending = pool.submit(".txt", b"one")

        def work() -> bool:
            if pending.pages and not told:
                told.append(pending.pages)
                barrier.wait(30)
            return False

        assert pending.result(work).text == "one"
    assert told == [(1, 3)]


def test_what_cannot_be_read_is_raised_where_it_is_asked_for() -> None:
    with WorkerPool(1, lambda: Meeting(threading.Barrier(1))) as pool:
        bad, good = pool.submit(".bad", b""), pool.submit(".txt", b"one")
        with pytest.raises(UnreadableDocument, match="damaged"):
            bad.result()
        assert good.result().text == "one"


def test_real_children_read_and_the_pool_reads_in_step_as_well() -> None:
    with WorkerPool() as pool:
        assert pool.read(".txt", b"The pump runs.").text == "The pump runs."
        with pytest.raises(UnreadableDocument):
            pool.read(".pdf", b"no PDF")
        pending = [pool.submit(".txt", f"File {number} is here.".encode()) for number in range(6)]
        assert [one.result().text for one in pending] == [f"File {number} is here." for number in range(6)]


class Halting:
    """Converts a file: it says that it has begun, waits, and returns the file."""

    def __init__(self) -> None:
        self.begun, self.goes_on = threading.Event(), threading.Event()

    def __call__(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        self.begun.set()
        self.goes_on.wait(30)
        return suffix, data


def stops(pool: WorkerPool, halting: Halting) -> None:
    """Close the pool in the middle of a file, and let the thread that reads it go on."""
    assert halting.begun.wait(30)
    pool.close()
    halting.goes_on.set()


@pytest.mark.parametrize("first", [b"", b"A file that a child has read before."])
def test_a_file_that_is_being_read_when_the_pool_ends_starts_no_child_any_more(first: bytes) -> None:
    halting, workers = Halting(), list[Worker]()

    def make() -> Worker:
        workers.append(Worker(convert=lambda suffix, data: (suffix, data) if data == first else halting(suffix, data)))
        return workers[-1]

    pool = WorkerPool(1, make)
    if first:
        assert pool.submit(".txt", first).result().text
    pending = pool.submit(".txt", b"The pump runs.")
    stops(pool, halting)
    with pytest.raises(Ended):
        pending.result()
    assert workers[0]._child is None


def test_a_child_that_reads_when_the_pool_ends_is_ended_at_once() -> None:
    pool = WorkerPool(1)
    pending: Callable[[], Document] = pool.submit(".csv", b"a;b;c\n" * 3_000_000).result
    for _ in range(3_000):
        if pool._workers[0]._child:
            break
        threading.Event().wait(0.01)
    pool.close()
    with pytest.raises(Ended):
        pending()
