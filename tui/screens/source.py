"""One source: its page with what was cited of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from ragassist.language.places import place_in_words
from tui.backend.protocol import UiBackend
from tui.rendering.passages import Passage, within_page
from tui.rendering.safe_text import Translate, problem_line
from tui.widgets.key_hints import KeyHints

_ABOVE = 3
"""Lines shown above the first quote."""


class PageFound(Message):
    """The page around a passage was read."""

    def __init__(self, passage: Passage) -> None:
        super().__init__()
        self.passage = passage


class SourceScreen(ModalScreen[None]):
    """A page in its own lines, the quote lit; the other sources are a key away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "key_close", key_display="Esc"),
        Binding("n,right", "step(1)", "key_next", key_display="N"),
        Binding("p,left", "step(-1)", "key_previous", key_display="P"),
        Binding("c,ctrl+c", "copy", "key_copy_quote", key_display="C", id="copy_quote"),
        Binding("t", "copy_citation", "key_copy_citation", key_display="T", id="copy_citation"),
        Binding("o", "open_file", "key_open_file", key_display="O", id="open_file"),
    ]

    def __init__(self, passages: Sequence[Passage], n: int, backend: UiBackend, say: Translate) -> None:
        super().__init__()
        self._passages, self._backend, self._say = passages, backend, say
        self._at = next(at for at, passage in enumerate(passages) if passage.n == n)

    def compose(self) -> ComposeResult:
        """Yield place, passage and keys."""
        with Vertical(classes="dialog"):
            yield Static(classes="place", markup=False)
            with VerticalScroll():
                yield Static(classes="passage", markup=False)
            yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Show the source that was asked for."""
        self._show()

    @property
    def _passage(self) -> Passage:
        return self._passages[self._at]

    def action_step(self, step: int) -> None:
        """Go to another source; behind the last comes the first."""
        self._at = (self._at + step) % len(self._passages)
        self._show()

    def action_copy(self) -> None:
        """Copy the quote."""
        self._copy(self._passage.quoted)

    def action_copy_citation(self) -> None:
        """Copy the quote with file and page."""
        passage = self._passage
        where = f"{passage.file} {place_in_words(passage.place, self._say)}".rstrip()
        self._copy(f"“{passage.quoted}” ({where})")

    def _copy(self, text: str) -> None:
        self.app.copy_to_clipboard(text)
        self.notify(self._say("copied"), timeout=2, markup=False)

    @work(thread=True, group="viewer", exit_on_error=False)
    def action_open_file(self) -> None:
        """Open the file itself at the page, outside."""
        self._backend.open_file(self._passage.path, self._passage.place.page)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say why a file can't be opened; without its page a passage stays what it is."""
        if event.state is WorkerState.ERROR and event.worker.error and event.worker.group == "viewer":
            self.notify(problem_line(event.worker.error), severity="error", markup=False)

    def _show(self) -> None:
        passage = self._passage
        self.query_one(".dialog").border_title = Content(f"{self._say('sources')} {self._at + 1}/{len(self._passages)}")
        self.query_one(".place", Static).update(self._place(passage))
        self._show_text(passage)
        self._read_page(passage)

    @work(thread=True, group="page", exclusive=True, exit_on_error=False)
    def _read_page(self, passage: Passage) -> None:
        if page := self._backend.page_of(passage.path, passage.at):
            self.post_message(PageFound(within_page(passage, page)))

    def on_page_found(self, message: PageFound) -> None:
        """Put the whole page in place of the passage."""
        if message.passage.n == self._passage.n:
            self._show_text(message.passage)

    def _show_text(self, passage: Passage) -> None:
        text = self.query_one(".passage", Static)
        text.update(passage.lit())
        self.query_one(VerticalScroll).focus()
        self.call_after_refresh(self._scroll_to_quote, passage)

    def _scroll_to_quote(self, passage: Passage) -> None:
        first = min((quote.start for quote in passage.quotes), default=0)
        width = max(1, self.query_one(".passage", Static).size.width)
        above = Content(passage.text[:first]).wrap(width)
        self.query_one(VerticalScroll).scroll_to(y=max(0, len(above) - 1 - _ABOVE), animate=False)

    def _place(self, passage: Passage) -> Content:
        words = f"  {place_in_words(passage.place, self._say)}".rstrip()
        place = Content.assemble((f"[{passage.n}] ", "bold $accent"), (passage.file, "bold"), (words, "$secondary"))
        heading = [Content.styled(passage.heading, "$secondary")] if passage.heading else []
        doubt = [Content.styled(self._say("unsupported"), "$error")] if passage.doubtful else []
        return Content("\n").join([place, *heading, *doubt])
