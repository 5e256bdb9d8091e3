"""Lets one question at a time use a conversation, with priority over background work."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as StopEvent
from threading import Lock

from ingest.said import said
from ragassist.errors import QuestionInvalid
from ragassist.stopping import Stopped

_PATIENCE_S = 30.0
"""Seconds that a question waits for another question of the same conversation that was stopped."""
_POLL_S = 0.1
"""Seconds between two checks whether a waiting question was stopped itself."""


class TurnTaking:
    """Coordinates threads that ask or work in the background. A question stops background work and waits until it ends.

    Background work doesn't begin while a question is being answered or waiting.
    """

    def __init__(self, patience_s: float = _PATIENCE_S) -> None:
        self._patience_s = patience_s
        self._busy, self._counting = Lock(), Lock()
        self._waiting, self._closed = 0, False
        self._background: StopEvent | None = None

    @contextmanager
    def question(self, stop: StopEvent | None = None) -> Iterator[None]:
        """Hold the conversation for a question.

        Raises `QuestionInvalid` if another question doesn't end in time, and `Stopped` once `stop` is set. There is no time
        limit for background work: it was told to stop, but a preparation that happens once may take a minute.
        """
        if not self._acquired_for_question(stop or StopEvent()):
            raise QuestionInvalid(said("last_question", "the last question is still being answered: stop it or wait"))
        try:
            yield
        finally:
            self._busy.release()

    def _acquired_for_question(self, stop: StopEvent) -> bool:
        self._count(1)
        deadline = time.monotonic() + self._patience_s
        try:
            self._stop_background()
            while True:
                in_background = self._background is not None
                if self._busy.acquire(timeout=_POLL_S):
                    return True
                if stop.is_set():
                    raise Stopped
                if in_background:  # the time limit starts when background work has ended
                    deadline = time.monotonic() + self._patience_s
                elif time.monotonic() > deadline:
                    return False
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        with self._counting:
            self._waiting += change

    def _stop_background(self) -> None:
        if background := self._background:
            background.set()

    @contextmanager
    def background(self, stop: StopEvent) -> Iterator[bool]:
        """Hold the conversation for background work, which has to end once `stop` is set. Yield False if it isn't free."""
        if not self._busy.acquire(blocking=False):
            yield False
            return
        self._background = stop
        try:
            yield not (self._waiting or self._closed)
        finally:
            self._background = None
            self._busy.release()

    def close(self) -> None:
        """End background work for good and wait until it has ended; don't wait for a question that is being answered."""
        self._closed = True
        if self._background:
            self._stop_background()
            if self._busy.acquire(timeout=self._patience_s):
                self._busy.release()
