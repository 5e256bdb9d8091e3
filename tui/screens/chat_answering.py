"""The part of the chat screen that asks: the threads that answer, and the preparation in idle time before and after."""

from threading import Event as Flag

from textual import on, work
from textual.screen import Screen

from tui import workers
from tui.backend.protocol import UiBackend
from tui.messages import AnswerStopped, EventArrived, WorkAnnounced
from tui.rendering.safe_text import Translate
from tui.widgets.exchange import Exchange
from tui.widgets.passage_view import PassageView
from tui.widgets.question_box import QuestionBox
from tui.widgets.sources_panel import SourcesPanel
from tui.widgets.transcript import Transcript
from tui.widgets.welcome import Welcome


class AnsweringScreen(Screen[None]):
    """A screen that passes questions to a thread, and the events of the answer to widgets."""

    def __init__(self, backend: UiBackend, say: Translate) -> None:
        super().__init__()
        self._backend, self._say = backend, say
        self._exchange: Exchange | None = None
        """The last exchange."""
        self._shown: Exchange | None = None
        """The exchange whose sources are shown."""
        self._answering: Flag | None = None
        """Stops the answer when it is set; None while no answer is being generated."""
        self._idling = Flag()
        """Stops the work in idle time when it is set."""

    @property
    def question(self) -> str:
        """The last question, "" before the first one."""
        return self._exchange.question if self._exchange else ""

    @property
    def inspected(self) -> Exchange | None:
        """The exchange that the inspection screen shows: the one whose sources are shown, None before the first question."""
        return self._shown

    @on(QuestionBox.Sent)
    async def _begin_answer(self, message: QuestionBox.Sent) -> None:
        self._idling.set()
        welcome = self.query_one(Welcome)
        welcome.display = not welcome.ready
        budget = self._backend.preferences.settings.think_budget
        self._exchange = Exchange(message.question, self._say, budget)
        await self.query_one(Transcript).add(self._exchange)
        self._exchange.announce(self._say("starting"))  # models may have to be loaded before the first stage
        await self._show_sources(self._exchange)
        stop = Flag()
        self._set_answering(stop)
        self._answer(message.question, stop, deep=message.deep)

    @work(thread=True, group="answer", exclusive=True, exit_on_error=False)
    def _answer(self, question: str, stop: Flag, *, deep: bool) -> None:
        workers.answer(self._backend, question, stop, self.post_message, deep=deep)

    @on(EventArrived)
    async def _show_event(self, message: EventArrived) -> None:
        if self._exchange is None:
            return
        before = self._exchange.passages
        await self._exchange.take(message.event)
        if self._exchange.passages is not before:
            await self._show_sources(self._exchange)

    @on(AnswerStopped)
    async def _show_stop(self) -> None:
        await self._end_exchange(self._say("stopped"))

    async def _end_exchange(self, line: str, *, problem: bool = False) -> None:
        if self._exchange is not None:
            await self._exchange.end(line, problem=problem)

    def _set_answering(self, stop: Flag | None) -> None:
        self._answering = stop
        self.query_one(QuestionBox).busy = stop is not None
        self.refresh_bindings()

    def _hear(self, line: str) -> None:
        self.post_message(WorkAnnounced(line))

    @on(WorkAnnounced)
    def _announce(self, message: WorkAnnounced) -> None:
        if self._exchange is not None and self._answering is not None:
            self._exchange.announce(message.line)

    # Idle time

    @on(QuestionBox.Changed)
    def _stop_idling(self) -> None:
        self._idling.set()

    @on(QuestionBox.Paused)
    def _prepare(self, message: QuestionBox.Paused) -> None:
        if self._answering is None:
            self._idling = Flag()
            self._prepare_ahead(message.text, self._idling)

    @work(thread=True, group="idle", exit_on_error=False)
    def _prepare_ahead(self, text: str, stop: Flag) -> None:
        self._backend.conversation.prepare(text, stop)

    @work(thread=True, group="idle", exit_on_error=False)
    def _settle(self, stop: Flag) -> None:
        self._backend.conversation.settle(stop)

    async def _show_sources(self, exchange: Exchange) -> None:
        self._shown = exchange
        for each in self.query(Exchange):
            each.set_class(each is exchange, "-shown")
        if not exchange.passages:
            self.query_one(PassageView).clear()
        await self.query_one(SourcesPanel).show(exchange.passages, refused=exchange.refused)
