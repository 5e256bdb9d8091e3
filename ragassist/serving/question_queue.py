"""Answers questions of other programs one at a time, on one thread with one library and one model."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag
from typing import TypeVar

from indexes.conversations.records import Exchange
from indexes.hits import Filter, Hit
from indexes.library import Library
from ragassist.answering.options import AskOptions
from ragassist.app import App
from ragassist.errors import QueueFull
from ragassist.events import Event
from ragassist.language.detection import language_for
from ragassist.language.refusals import is_refusal
from ragassist.retrieval.notices import library_notices, phrases_not_found
from ragassist.retrieval.question import checked_question
from ragassist.stopping import Stopped
from ragassist.untrusted import without_citation_marks

MOST_WAITING = 4
"""Most questions that wait while one is being answered."""
_T = TypeVar("_T")


class QuestionQueue:
    """Accepts questions from an event loop. `close` stops the current answer and waits until it has ended."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._thread = ThreadPoolExecutor(1, "questions")  # a library belongs to the thread that opened it
        self._library: Library | None = None
        self._stops: set[Flag] = set()

    def default_options(self) -> AskOptions:
        """Return the options of the settings, for requests that don't set their own."""
        return self.app.ask_options()

    @property
    def taken(self) -> int:
        """Number of questions that are being answered or wait."""
        return len(self._stops)

    async def search(self, query: str, top: int, only: Filter | None = None) -> tuple[str, list[Hit], tuple[str, ...]]:
        """Return the language of the query, the hits, and notices about what limits the search.

        Raises `QueueFull`, `QuestionInvalid` and the errors of the library.
        """

        def work(stop: Flag) -> tuple[str, list[Hit], tuple[str, ...]]:
            text, library = checked_question(query), self._opened()
            language = language_for(text, None)
            notices = library_notices(library, language, only) + phrases_not_found(library, text, language, only)
            return language, library.search(text, language, top, only=only), notices

        return await self._run(work)

    async def ask(
        self, question: str, options: AskOptions, earlier: Sequence[tuple[str, str]] = ()
    ) -> AsyncGenerator[Event, None]:
        """Yield the events of an answer. `earlier` holds the previous questions and answers; nothing of it is stored.

        Closing the iterator, or cancelling its task, stops the answer. Raises `QueueFull` and what `Session.ask` raises.
        """
        loop, events = asyncio.get_running_loop(), asyncio.Queue["Event | None"]()

        def work(stop: Flag) -> None:
            session = self.app.open_session(self._opened(), private=True)
            session.resume(_exchanges(earlier))
            for event in session.ask(question, options, stop):
                loop.call_soon_threadsafe(events.put_nowait, event)

        running = asyncio.ensure_future(self._run(work))
        running.add_done_callback(lambda _: events.put_nowait(None))  # comes after all events: callbacks run in order
        try:
            while (event := await events.get()) is not None:
                yield event
            await running
        finally:
            running.cancel()

    def stop(self) -> None:
        """Stop the current answer and those that wait; each caller gets `Stopped`."""
        for stop in tuple(self._stops):
            stop.set()

    async def close(self) -> None:
        """Stop all answers, and close the library and the chat model."""
        self.stop()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close_parts)
        self._thread.shutdown(wait=True)

    async def _run(self, work: Callable[[Flag], _T]) -> _T:
        """Run `work` on the queue's thread. Cancelling sets its stop event; it counts as waiting until it has ended."""
        if len(self._stops) > MOST_WAITING:
            raise QueueFull(f"{len(self._stops)} questions are being answered or wait: try again in a moment")
        stop = Flag()
        self._stops.add(stop)

        def guarded() -> _T:
            if stop.is_set():
                raise Stopped
            return work(stop)

        job = asyncio.get_running_loop().run_in_executor(self._thread, guarded)
        job.add_done_callback(lambda done: self._leave(stop, done))
        try:
            return await asyncio.shield(job)
        finally:
            stop.set()

    def _leave(self, stop: Flag, done: asyncio.Future[_T]) -> None:
        self._stops.discard(stop)
        if not done.cancelled():
            done.exception()  # marks the exception as retrieved: the caller has received it, or has gone

    def _opened(self) -> Library:
        if self._library is None:
            self._library = self.app.open_library_to_search()
        return self._library

    def _close_parts(self) -> None:
        library, self._library = self._library, None
        if library is not None:
            library.close()
        self.app.close()


def _exchanges(earlier: Sequence[tuple[str, str]]) -> Iterator[Exchange]:
    """Yield the turns that a client sent, each with the language in which this program answers its question."""
    language = None
    for question, answer in earlier:
        language = language_for(question, language)
        said = without_citation_marks(answer)
        yield Exchange(
            question=question,
            answer=answer,
            language=language,
            answer_language=language,
            abstained=is_refusal(said),
            said=said,
            at=time.time(),
        )
