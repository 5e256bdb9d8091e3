"""The main screen: the conversation, its sources beside it, and the question box."""

from collections.abc import Callable
from threading import Event as Flag
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from ragassist.airgap import GUARD
from ragassist.untrusted import without_citation_marks
from tui.messages import CopyWanted, IndexingEnded, LongAnswerEnded, Resumed
from tui.rendering.safe_text import problem_line
from tui.screens.chat_starting import StartingScreen
from tui.widgets.completions import Completions
from tui.widgets.exchange import Exchange
from tui.widgets.index_report import IndexReport
from tui.widgets.job_status import IndexStatus, PullStatus
from tui.widgets.key_hints import KeyHints
from tui.widgets.passage_view import PassageView
from tui.widgets.question_box import QuestionBox
from tui.widgets.sources_panel import Evidence, SourcesPanel
from tui.widgets.top_bar import TopBar
from tui.widgets.transcript import Transcript, status_line
from tui.widgets.welcome import Welcome

_LONG_S = 10.0
"""An answer that takes at least so many seconds ends with a notice, because the person may be doing something else."""


class ChatScreen(StartingScreen):
    """The keys and threads of the chat. It passes requests of widgets to threads, and messages of threads to widgets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "key_stop", key_display="Esc", id="stop"),
        Binding("ctrl+c", "stop", "key_stop", show=False, priority=True),
        Binding("escape", "write", "key_back", key_display="Esc"),
        Binding("tab", "sources", "key_sources", key_display="Tab", priority=True),
        Binding("tab", "sources(1)", show=False, priority=True),
        Binding("shift+tab", "sources(-1)", show=False, priority=True),
        Binding("ctrl+t", "deep", "key_deep", priority=True, id="deep"),
        Binding("ctrl+y", "copy", "key_copy", priority=True, id="copy"),
        Binding("f9", "copy_plain", "key_copy_plain", show=False, priority=True, id="copy_plain"),
        Binding("ctrl+r", "retry", "key_retry", show=False, priority=True, id="retry"),
        Binding("ctrl+k", "otherwise", "key_otherwise", show=False, priority=True, id="otherwise"),
        Binding("f7", "edit", "key_edit", show=False, priority=True, id="edit"),
        Binding("f8", "earlier_sources", "key_earlier", key_display="F8", show=False, priority=True, id="earlier_sources"),
        Binding("ctrl+n", "new", "key_new", show=False, priority=True, id="new"),
        Binding("ctrl+g", "pull", "key_pull", priority=True, id="pull"),
        Binding("ctrl+t", "sample", "key_sample", priority=True, id="sample"),
        Binding("f12", "summary", "key_summary", key_display="F12", show=False, priority=True, id="summary"),
        Binding("alt+t", "translate", "key_translate", key_display="Alt+T", show=False, priority=True, id="translate"),
        Binding("alt+e", "export", "key_export", key_display="Alt+E", show=False, priority=True, id="export"),
        Binding("ctrl+end", "newest", "key_newest", show=False, priority=True, id="newest"),
    ]
    HELP_PHRASE = "help_chat"
    HORIZONTAL_BREAKPOINTS = [(0, "-single"), (80, "-double"), (130, "-triple")]  # noqa: RUF012 - no class variable in the base class either

    def compose(self) -> ComposeResult:
        """Yield the rows from top to bottom."""
        settings = self._backend.preferences.settings
        yield TopBar(settings.library, lambda: GUARD.refused, self._say, server=settings.chat_place, switches=True)
        yield Static(id="tabs", markup=False)
        with Container(id="middle"):
            yield Transcript(Welcome(self._say), self._say)
            with Evidence(self._say, id="evidence"):
                yield PassageView(self._say)
                yield SourcesPanel(self._say)
        yield PullStatus(self._say)
        yield IndexStatus(self._say)
        yield Completions()
        yield Static(id="scope", markup=False)
        yield QuestionBox(self._backend.preferences.most_characters, self._say)
        yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Set the focus and read the state of the models and the library."""
        self._backend.announce_to(self._hear)
        self.query_one("#scope").display = False
        self.query_one(QuestionBox).focus()
        self.call_after_refresh(self._survey)

    def stop_threads(self) -> None:
        """Stop the answer and the work in idle time, because the program ends."""
        for flag in filter(None, (self._answering, self._idling)):
            flag.set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered now."""
        idle, asked = self._answering is None, self._exchange is not None
        answered = self._exchange is not None and self._exchange.answer != ""
        refused = self._exchange is not None and self._exchange.refused
        offered: dict[str, Callable[[], bool]] = {  # asked for each key after each change: only what it needs is looked up
            "sources": lambda: (
                bool(parameters) or (self.query_one(QuestionBox).has_focus and self.query_one(SourcesPanel).can_focus)
            ),
            "stop": lambda: not idle,
            "write": lambda: not self.query_one(QuestionBox).has_focus,
            "copy": lambda: idle and answered and not refused,
            "copy_plain": lambda: idle and answered and not refused,
            "retry": lambda: idle and asked,
            "otherwise": lambda: idle and self._exchange is not None and self._exchange.otherwise != "",
            "edit": lambda: idle and asked,
            "deep": lambda: idle and refused and self.query_one(Welcome).ready,
            "new": lambda: idle,
            "earlier_sources": lambda: len(self.query(Exchange)) > 1,
            "pull": lambda: self._backend.can_pull and not self.query_one(TopBar).online,
            "summary": lambda: idle and self.document is not None,
            "translate": lambda: idle and self.document is not None,
            "export": lambda: idle and answered,
            "sample": lambda: idle and self._can_open_sample,
            "newest": lambda: not self.query_one(Transcript).at_the_end,
        }
        return action not in offered or offered[action]()

    # The end of threads

    async def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """End an answer, or show the error of another thread as a line of the transcript."""
        if event.state not in (WorkerState.SUCCESS, WorkerState.ERROR):
            return
        problem = problem_line(event.worker.error, self._say) if event.worker.error else ""
        match event.worker.group:
            case "answer":
                await self._answer_ended(problem)
            case "idle":
                pass  # the next question meets the same problem and reports it
            case _ if problem:
                await self.query_one(Transcript).add(status_line(problem, "-problem"))

    async def _answer_ended(self, problem: str) -> None:
        self._set_answering(None)
        if self._exchange is not None and self._exchange.seconds >= _LONG_S:
            self.app.post_message(LongAnswerEnded(self._exchange.question))
        if problem and self._exchange is not None:
            await self._end_exchange(problem, problem=True)
            self.query_one(QuestionBox).give_back(self._exchange.question)
        elif self.is_attached:
            self._tell_of_new_answer()
            self._idling = Flag()
            self._settle(self._idling)

    def report(self, ended: IndexingEnded | str) -> None:
        """Show the result of work in the background, or the line that says why it ended early."""
        if isinstance(ended, str):
            line = status_line(ended, "-problem")
        elif ended.report is None:
            line = status_line(f"{self._say('indexing')}: {self._say('stopped')}")
        else:
            self.call_later(self.query_one(Transcript).add, IndexReport(ended.report, self._say))
            return
        self.call_later(self.query_one(Transcript).add, line)

    # Conversations

    def action_new(self) -> None:
        """Begin a new conversation."""
        self.resume(None)

    @work(thread=True, group="resume", exit_on_error=False)
    def switch(self, library: str) -> None:
        """Open another library with a new conversation, unless an answer is being generated."""
        if self._answering is None:
            self._backend.library.switch(library)
            self.post_message(Resumed(()))

    @work(thread=True, group="resume", exit_on_error=False)
    def resume(self, conversation: str | None) -> None:
        """Continue a conversation, or begin a new one for None, unless an answer is being generated."""
        if self._answering is None:
            self.post_message(Resumed(self._backend.conversation.resume(conversation)))

    @on(Resumed)
    async def _show_conversation(self, message: Resumed) -> None:
        transcript = self.query_one(Transcript)
        shown = transcript.fitting(message.exchanges)
        entries = [Exchange.of(past, self._say) for past in shown]
        self._exchange = self._shown = entries[-1] if entries else None
        welcome = self.query_one(Welcome)
        welcome.display = not (entries and welcome.ready)
        if self.scope:
            self.keep_to(())
        bar, library = self.query_one(TopBar), self._backend.preferences.settings.library
        if bar.library != library:
            bar.library = library
            self._library_opened()
        self._survey()
        await transcript.refill(entries, earlier=len(message.exchanges) - len(shown))
        for entry, past in zip(entries, shown, strict=True):
            await entry.recall(past)
        if self._exchange is None:
            await self.query_one(SourcesPanel).show(())
        else:
            await self._show_sources(self._exchange)
        self.query_one(QuestionBox).remember([past.question for past in message.exchanges])
        self.refresh_bindings()

    # Keys

    def action_stop(self) -> None:
        """Stop the answer; its text so far stays."""
        if self._answering is not None:
            self._answering.set()

    def action_write(self) -> None:
        """Go to the question box."""
        self.query_one(QuestionBox).focus()

    def action_copy(self) -> None:
        """Copy the last answer with its citations and the list of cited sources."""
        if self._exchange is not None:
            self._copy(self._exchange.answer_with_sources)

    def action_copy_plain(self) -> None:
        """Copy the last answer without citations."""
        if self._exchange is not None:
            self._copy(without_citation_marks(self._exchange.answer))

    def _copy(self, text: str) -> None:
        self.app.post_message(CopyWanted(text))

    def action_retry(self) -> None:
        """Ask the last question again."""
        self.query_one(QuestionBox).post_message(QuestionBox.Sent(self.question))

    def action_deep(self) -> None:
        """Ask the refused question again, with several searches by the model."""
        self.query_one(QuestionBox).post_message(QuestionBox.Sent(self.question, deep=True))

    def action_otherwise(self) -> None:
        """Ask the last question again as the other kind of request that it may be."""
        if self._exchange is not None and self._exchange.otherwise:
            words = self.question.split(" ", 1)
            plain = words[1] if len(words) > 1 and words[0].startswith("/") else self.question
            self.query_one(QuestionBox).post_message(QuestionBox.Sent(f"/{self._exchange.otherwise} {plain}"))

    def action_edit(self) -> None:
        """Put the last question into the box; a text in the box is kept in its history."""
        self.query_one(QuestionBox).edit_again(self.question)
        self.action_write()
