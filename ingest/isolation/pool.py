"""Several child processes that read files side by side, while the program goes on with what was read."""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from ingest.documents import Document
from ingest.isolation.worker import READ_SECONDS, Progress, Worker
from ingest.system.processes import usable_cores

_CHILDREN = 2
"""Two children keep up with an embedding model on up to eight cores; each may take the memory of one."""
_GLANCE_S = 0.1
_SECONDS = 4 * READ_SECONDS
"""For a file, since children, the embedding model and other programs share the cores: beside others a book took twice as long.
The limit on processor time stays that of one child."""


def _worker() -> Worker:
    return Worker(_SECONDS)


@dataclass(slots=True)
class Pending:
    """A file that is being read; `pages` says how far a slow one is: (done, of)."""

    suffix: str
    data: bytes
    pages: tuple[int, int] | None = None
    _done: threading.Event = field(default_factory=threading.Event)
    _outcome: Document | BaseException | None = None

    @property
    def is_ready(self) -> bool:
        """Whether `result` returns at once."""
        return self._done.is_set()

    def result(self, meanwhile: Callable[[], bool] = lambda: False) -> Document:
        """Return the document, or raise what reading it raised.

        `meanwhile` is called until it is there; it returns whether it did any work, else a moment passes before the next call.
        """
        while not self._done.is_set():
            if not meanwhile():
                self._done.wait(_GLANCE_S)
        if isinstance(self._outcome, Document):
            return self._outcome
        raise self._outcome or RuntimeError("a file was read without a document")

    def read_by(self, worker: Worker) -> None:
        """Have the file read."""
        try:
            self._outcome = worker.read(self.suffix, self.data, self._on_page)
        except BaseException as problem:  # noqa: BLE001  whatever it is, it is raised where the document is asked for
            self._outcome = problem
        finally:
            self.data = b""
            self._done.set()

    def _on_page(self, done: int, total: int) -> None:
        self.pages = done, total


class WorkerPool:
    """Reads files in the order in which they are submitted, as many at a time as there are children.

    Each child has a thread of its own for its whole life: a child ends with the thread that started it.
    """

    def __init__(self, children: int | None = None, make: Callable[[], Worker] = _worker) -> None:
        """Start no child yet; `children` is by default two, or one on a machine with a single core."""
        self.children = min(_CHILDREN, len(usable_cores())) if children is None else children
        self._make, self._jobs = make, queue.SimpleQueue[Pending | None]()
        self._workers: list[Worker] = []
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def submit(self, suffix: str, data: bytes) -> Pending:
        """Return a file's reading, which begins as soon as a child is free."""
        pending = Pending(suffix, data)
        if len(self._workers) < self.children:
            self._workers.append(self._make())
            threading.Thread(target=self._work, args=(self._workers[-1],), daemon=True).start()
        self._jobs.put(pending)
        return pending

    def read(self, suffix: str, data: bytes, progress: Progress | None = None) -> Document:
        """Return the document in a file's bytes; raises `UnreadableDocument` with the reason where there is none."""
        pending = self.submit(suffix, data)

        def tell() -> bool:
            if progress and pending.pages:
                progress(*pending.pages)
            return False

        return pending.result(tell)

    def close(self) -> None:
        """End all children at once. A file that is being read then raises `Ended`, and no further one is begun."""
        self._is_closed = True
        for worker in self._workers:
            self._jobs.put(None)
            worker.end()

    def _work(self, worker: Worker) -> None:
        with worker:
            while (job := self._jobs.get()) is not None and not self._is_closed:
                job.read_by(worker)
