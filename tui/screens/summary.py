"""The screens with a summary or a translation of one document, beside its outline."""

from collections.abc import Callable, Sequence
from pathlib import PurePath
from threading import Event as Flag
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.worker import Worker, WorkerState

from ragassist.language.places import place_in_words
from ragassist.untrusted import one_line, without_citation_marks
from tui import workers
from tui.backend.protocol import UiBackend
from tui.backend.records import OutlineHeading
from tui.messages import AnswerStopped, CopyWanted, EventArrived
from tui.rendering.passages import Passage, pages_of
from tui.rendering.safe_text import Translate, problem_line, share_of
from tui.screens.page import PageScreen
from tui.screens.source import SourceScreen
from tui.widgets.exchange import Exchange
from tui.widgets.row_table import Column, Row, Rows

if TYPE_CHECKING:
    from ragassist.events import PassagesRead


class SummaryScreen(PageScreen):
    """The summary while it is generated; its citations and the headings of the outline open the document."""

    TITLE_PHRASE = "summary_of"
    HELP_PHRASE = "help_summary"
    NEEDS_ROW = frozenset({"read"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "key_stop", key_display="Esc"),
        Binding("escape", "back", "key_back", key_display="Esc", id="back"),
        Binding("enter", "read", "key_read", key_display="Enter", id="read"),
        Binding("c", "copy", "key_copy", key_display="C"),
        Binding("ctrl+c", "stop", "key_stop", show=False, priority=True),
    ]

    def __init__(self, backend: UiBackend, say: Translate, path: str) -> None:
        super().__init__(backend, say)
        self._path, self._stop = path, Flag()
        self._exchange = Exchange(one_line(PurePath(path).name), say)
        self._headings: Sequence[OutlineHeading] = ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to stop while the text is being written, and after that the way back."""
        running = not (self._exchange.ended or self._stop.is_set())
        return {"stop": running, "back": not running}.get(action, super().check_action(action, parameters))

    def compose_body(self) -> ComposeResult:
        """Yield the summary and the outline."""
        with Container(id="summary"):
            with VerticalScroll(can_focus=True) as text:
                text.border_title = Content(self.say(self.TITLE_PHRASE))
                yield self._exchange
            yield Rows((Column(self.say("document")), Column("", 10, right=True)), title=self.say("outline"))

    def on_mount(self) -> None:
        """Start the summary, and read the outline."""
        self.query_one(Rows).focus()
        self.run_and_show(self._outline)
        self._write()

    def on_unmount(self) -> None:
        """Stop the summary, because the screen is closed."""
        self._stop.set()

    @work(thread=True, group="answer", exit_on_error=False)
    def _write(self) -> None:
        workers.summarize(self.backend, self._path, self._stop, self.post_message)

    @on(EventArrived)
    async def _show_event(self, message: EventArrived) -> None:
        # Imported here, because it imports FAISS, which the first paint must not wait for.
        from ragassist.events import PassagesRead

        message.stop()
        if isinstance(message.event, PassagesRead):
            self._tell_of(message.event)
        await self._exchange.take(message.event)
        if self._exchange.ended:
            self.tell("")
            self.refresh_bindings()

    def _tell_of(self, read: "PassagesRead") -> None:
        line = share_of("passages", read.done, read.total, self.say)
        self.tell_of_rest(line, read.seconds_left, read.total - read.done)

    @on(AnswerStopped)
    async def _show_stop(self, message: AnswerStopped) -> None:
        message.stop()
        await self._exchange.end(self.say("stopped"))
        self.tell("")
        self.refresh_bindings()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show the error of a summary in its place; the base class shows the errors of other threads."""
        if event.worker.group == "answer" and event.state is WorkerState.ERROR and event.worker.error is not None:
            event.prevent_default()
            self.call_later(self._fail, problem_line(event.worker.error, self.say))

    async def _fail(self, line: str) -> None:
        await self._exchange.end(line, problem=True)
        self.refresh_bindings()

    def _outline(self) -> Callable[[], None]:
        headings = self.backend.library.outline(self._path)

        def show() -> None:
            self._headings = headings
            rows = self.query_one(Rows)
            rows.show([self._row(at, heading) for at, heading in enumerate(headings)])
            rows.display = bool(headings)  # without headings the text gets their space
            if not headings:
                self.query_one("#summary VerticalScroll").focus()
                self.tell(self.say("no_outline"))

        return show

    def _row(self, at: int, heading: OutlineHeading) -> Row:
        return Row(str(at), ("  " * heading.depth + heading.title, place_in_words(heading.place, self.say)))

    @on(Rows.Chosen)
    def _choose(self) -> None:
        self.action_read()

    def action_read(self) -> None:
        """Open the document at the heading at the cursor."""
        if row := self.query_one(Rows).row:
            start = self._headings[int(row.key)].start
            self.run_and_show(lambda: self._page_at(start))

    def _page_at(self, start: int) -> Callable[[], None]:
        pages = pages_of(self._path, self.backend.library.pages(self._path))
        n = max((page.n for page in pages if page.start <= start), default=1)
        return lambda: self._open(pages, n, "document")

    @on(Exchange.SourceOpened)
    def _open_cited(self, message: Exchange.SourceOpened) -> None:
        self._open(self._exchange.passages, message.n, "sources")

    def _open(self, passages: Sequence[Passage], n: int, title: str) -> None:
        if any(passage.n == n for passage in passages):
            self.app.push_screen(SourceScreen(passages, n, self.say, title=title))

    def action_copy(self) -> None:
        """Copy the summary with its sources."""
        if self._exchange.answer:
            self.app.post_message(CopyWanted(self._exchange.answer_with_sources))

    def action_stop(self) -> None:
        """Stop the summary; its text so far stays."""
        self._stop.set()
        self.refresh_bindings()


class TranslationScreen(SummaryScreen):
    """The translation while it is generated; it can be saved, even if it was stopped."""

    TITLE_PHRASE = "translation_of"
    HELP_PHRASE = "help_translation"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("s", "save", "key_save_text", key_display="S", id="save_text")]

    def __init__(self, backend: UiBackend, say: Translate, path: str, into: str) -> None:
        super().__init__(backend, say, path)
        self._into = into

    @work(thread=True, group="answer", exit_on_error=False)
    def _write(self) -> None:
        workers.translate(self.backend, self._path, self._into, self._stop, self.post_message)

    def action_save(self) -> None:
        """Write the translation so far to a file in the current folder, without its citation marks."""
        if text := without_citation_marks(self._exchange.answer):
            title = f"{PurePath(self._path).stem} {self._into}"
            self.run_and_show(lambda: self._saved(title, text))

    def _saved(self, title: str, text: str) -> Callable[[], None]:
        path = self.backend.conversation.save_text(title, text)
        return lambda: self.tell(self.say("written_to", path=one_line(str(path))))
