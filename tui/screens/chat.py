"""The conversation, its sources beside it, and the question box."""

from pathlib import Path
from threading import Event as Flag
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from ragassist.airgap import GUARD
from tui import work as threads
from tui.backend import Backend
from tui.messages import AnswerStopped, EventArrived, IndexingAdvanced, IndexingEnded, Surveyed, WorkAnnounced
from tui.screens.index import IndexScreen
from tui.screens.source import SourceScreen
from tui.text import Say, problem_line
from tui.widgets.exchange import Exchange
from tui.widgets.index_report import IndexReport
from tui.widgets.index_status import IndexStatus
from tui.widgets.key_hints import KeyHints
from tui.widgets.question_box import QuestionBox
from tui.widgets.source_card import SourceCard
from tui.widgets.sources_panel import SourcesPanel
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript
from tui.widgets.welcome import Welcome


class ChatScreen(Screen[None]):
    """Passes what widgets want to threads, and what threads say to widgets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "key_stop", key_display="Esc"),
        Binding("escape", "write", show=False),
        Binding("ctrl+x", "stop_indexing", "key_stop_indexing", priority=True),
        Binding("ctrl+o", "index", "key_index", priority=True),
        Binding("ctrl+y", "copy", "key_copy", priority=True),
        *(Binding(str(n), f"open_source({n})", show=False) for n in range(1, 10)),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - no class variable in the base class either

    def __init__(self, backend: Backend, say: Say) -> None:
        super().__init__()
        self._backend, self._say = backend, say
        self._exchange: Exchange | None = None
        """The last exchange."""
        self._shown: Exchange | None = None
        """The exchange whose sources are beside it."""
        self._answering: Flag | None = None
        """Stops the answer that is being made."""
        self._indexing: Flag | None = None

    def compose(self) -> ComposeResult:
        """Yield the rows from top to bottom."""
        yield TopBar(self._backend.library_name, lambda: GUARD.refused, self._say)
        with Container(id="middle"):
            yield Transcript(Welcome(self._say))
            yield SourcesPanel(self._say)
        yield IndexStatus(self._say)
        yield QuestionBox(self._backend.most_characters, self._say)
        yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Look what there is."""
        self._backend.announce_to(self._hear)
        self.query_one(QuestionBox).focus()
        self._survey()

    def on_unmount(self) -> None:
        """Stop the threads: the program ends."""
        for flag in filter(None, (self._answering, self._indexing)):
            flag.set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what makes sense now."""
        offered = {
            "stop": self._answering is not None,
            "stop_indexing": self._indexing is not None,
            "index": self._indexing is None,
            "copy": self._exchange is not None and self._exchange.answer != "",
        }
        return offered.get(action, True)

    # Looking what there is

    @work(thread=True, group="survey", exit_on_error=False)
    def _survey(self) -> None:
        self.post_message(Surveyed(self._backend.survey()))

    @on(Surveyed)
    def _show_survey(self, message: Surveyed) -> None:
        self.query_one(TopBar).show(message.survey)
        self.query_one(Welcome).show(message.survey)

    # Answering

    @on(QuestionBox.Sent)
    async def _begin_answer(self, message: QuestionBox.Sent) -> None:
        self.query_one(Welcome).display = False
        self._exchange = self._shown = Exchange(message.question, self._say)
        await self.query_one(Transcript).add(self._exchange)
        await self.query_one(SourcesPanel).show(())
        self._set_answering(Flag())
        self._answer(message.question, self._answering or Flag())

    @work(thread=True, group="answer", exclusive=True, exit_on_error=False)
    def _answer(self, question: str, stop: Flag) -> None:
        threads.answer(self._backend, question, stop, self.post_message)

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

    # Threads that end

    async def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show a failure as one line, and offer again what could not be done meanwhile."""
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        problem = problem_line(event.worker.error) if event.worker.error else ""
        match event.worker.group:
            case "answer":
                await self._answer_ended(problem)
            case "index":
                await self._indexing_ended(problem)
            case _ if problem:
                await self._add_line(problem)

    async def _answer_ended(self, problem: str) -> None:
        self._set_answering(None)
        if problem and self._exchange is not None:
            await self._end_exchange(problem, problem=True)
            self.query_one(QuestionBox).give_back(self._exchange.question)

    async def _indexing_ended(self, problem: str) -> None:
        self._indexing = None
        self.query_one(IndexStatus).end()
        self.refresh_bindings()
        self._survey()
        if problem:
            await self._add_line(problem)

    async def _add_line(self, problem: str) -> None:
        await self.query_one(Transcript).add(Static(problem, classes="status -problem", markup=False))

    # Indexing

    def action_index(self) -> None:
        """Ask for a folder to index."""
        self.app.push_screen(IndexScreen(self._say), self._begin_indexing)

    def _begin_indexing(self, folder: Path | None) -> None:
        if folder is None or self._indexing is not None:
            return
        self._indexing = Flag()
        self.query_one(IndexStatus).begin()
        self.refresh_bindings()
        self._index(folder, self._indexing)

    @work(thread=True, group="index", exit_on_error=False)
    def _index(self, folder: Path, stop: Flag) -> None:
        threads.index(self._backend, folder, stop, self.post_message)

    @on(IndexingAdvanced)
    def _show_progress(self, message: IndexingAdvanced) -> None:
        self.query_one(IndexStatus).show(message.progress)

    @on(IndexingEnded)
    async def _report(self, message: IndexingEnded) -> None:
        if message.outcome is not None:
            await self.query_one(Transcript).add(IndexReport(message.outcome, self._say))
        else:
            line = f"{self._say('indexing')}: {self._say('stopped')}"
            await self.query_one(Transcript).add(Static(line, classes="status", markup=False))

    def action_stop_indexing(self) -> None:
        """Stop indexing after the file or batch at hand; what is stored stays."""
        if self._indexing is not None:
            self._indexing.set()

    # Sources

    async def _show_sources(self, exchange: Exchange) -> None:
        self._shown = exchange
        await self.query_one(SourcesPanel).show(exchange.passages)

    @on(SourceCard.Opened)
    def _open_card(self, message: SourceCard.Opened) -> None:
        self.action_open_source(message.n)

    @on(Exchange.SourceOpened)
    async def _open_cited(self, message: Exchange.SourceOpened) -> None:
        await self._show_sources(message.exchange)
        self.action_open_source(message.n)

    def action_open_source(self, n: int) -> None:
        """Open a source by its number."""
        passages = self._shown.passages if self._shown else ()
        if any(passage.n == n for passage in passages):
            self.app.push_screen(SourceScreen(passages, n, self._say))

    # Keys

    def action_stop(self) -> None:
        """Stop the answer; what came of it stays."""
        if self._answering is not None:
            self._answering.set()

    def action_write(self) -> None:
        """Go to the question box."""
        self.query_one(QuestionBox).focus()

    def action_copy(self) -> None:
        """Copy the last answer."""
        if self._exchange is not None and self._exchange.answer:
            self.app.copy_to_clipboard(self._exchange.answer)
            self.notify(self._say("copied"), timeout=2, markup=False)

    @on(QuestionBox.PageTurned)
    def _turn_page(self, message: QuestionBox.PageTurned) -> None:
        self.query_one(Transcript).turn_page(message.direction)
