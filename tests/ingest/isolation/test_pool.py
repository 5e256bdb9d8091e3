"""Several children read in parallel, in order, and end with the pool."""

import threading
from collections.abc import Callable

import pytest

from ingest.documents import Document
from ingest.errors import UnreadableDocument
from ingest.isolation.pool import WorkerPool
from ingest.isolation.worker import Ended, Progress, Worker


class Meeting(Worker):
    """Reads a file when a number of files are being read at the same time."""

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


def test_files_are_read_in_parallel_and_come_in_the_order_of_submission() -> None:
    barrier = threading.Barrier(2)
    with WorkerPool(2, lambda: Meeting(barrier)) as pool:
        pending = [pool.submit(".txt", name) for name in (b"one", b"two", b"three", b"four")]
        assert [one.result().text for one in pending] == ["one", "two", "three", "four"]


def test_the_progress_of_a_file_s_pages_is_reported_while_it_is_read() -> None:
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


def test_the_error_of_an_unreadable_file_is_raised_when_its_result_is_taken() -> None:
    with WorkerPool(1, lambda: Meeting(threading.Barrier(1))) as pool:
        bad, good = pool.submit(".bad", b""), pool.submit(".txt", b"one")
        with pytest.raises(UnreadableDocument, match="damaged"):
            bad.result()
        assert good.result().text == "one"


def test_a_pool_of_real_children_reads_files_with_and_without_parallelism() -> None:
    with WorkerPool() as pool:
        assert pool.read(".txt", b"The pump runs.").text == "The pump runs."
        with pytest.raises(UnreadableDocument):
            pool.read(".pdf", b"no PDF")
        pending = [pool.submit(".txt", f"File {number} is here.".encode()) for number in range(6)]
        assert [one.result().text for one in pending] == [f"File {number} is here." for number in range(6)]


class Halting:
    """A conversion that signals its start, waits, and returns the file."""

    def __init__(self) -> None:
        self.begun, self.goes_on = threading.Event(), threading.Event()

    def __call__(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        self.begun.set()
        self.goes_on.wait(30)
        return suffix, data


def stops(pool: WorkerPool, halting: Halting) -> None:
    """Close the pool while a file is read, and let the reading thread continue."""
    assert halting.begun.wait(30)
    pool.close()
    halting.goes_on.set()


@pytest.mark.parametrize("first", [b"", b"A file that a child has read before."])
def test_a_file_that_is_converted_when_the_pool_is_closed_starts_no_child(first: bytes) -> None:
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


def test_a_child_that_is_reading_when_the_pool_is_closed_is_ended_at_once() -> None:
    pool = WorkerPool(1)
    pending: Callable[[], Document] = pool.submit(".csv", b"a;b;c\n" * 3_000_000).result
    for _ in range(3_000):
        if pool._workers[0]._child:
            break
        threading.Event().wait(0.01)
    pool.close()
    with pytest.raises(Ended):
        pending()
