"""The dialog that shows one source: its page with the quotes of the answer."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.messages import PageFound, PageWanted
from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate
from tui.widgets.key_hints import KeyHints
from tui.widgets.passage_view import PassageView, place_line
from tui.widgets.source_numbers import SourceNumbers


class SourceScreen(ModalScreen[None]):
    """The page of a source with its quotes highlighted; keys step through the other sources, or pages."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "key_close", key_display="Esc"),
        Binding("n,right", "step(1)", "key_next", key_display="N"),
        Binding("p,left", "step(-1)", "key_previous", key_display="P"),
        Binding("c,ctrl+c", "do('copy_quote')", "key_copy_quote", key_display="C", id="copy_quote"),
        Binding("t", "do('copy_citation')", "key_copy_citation", key_display="T", id="copy_citation"),
        Binding("i", "do('picture')", "key_picture", key_display="I", id="picture"),
        Binding("o", "do('open_file')", "key_open_file", key_display="O", id="open_file"),
    ]

    class Wanted(Message):
        """The person wants something done with a source: `what` is copy_quote, copy_citation, picture or open_file."""

        def __init__(self, what: str, passage: Passage) -> None:
            super().__init__()
            self.what, self.passage = what, passage

    def __init__(self, passages: Sequence[Passage], n: int, say: Translate, title: str = "sources") -> None:
        super().__init__()
        self._passages, self._say, self._title = passages, say, title
        self._at = self._place_of(n)
        self._numbers = SourceNumbers(self, self._go_to)

    def compose(self) -> ComposeResult:
        """Yield place, passage and keys."""
        with Vertical(classes="dialog -tall"):
            yield Static(classes="place", markup=False)
            yield PassageView(self._say)
            yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Show the source that was asked for."""
        self._show()
        self.query_one(PassageView).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys to other sources if there are others."""
        del parameters
        return action != "step" or len(self._passages) > 1

    @property
    def _passage(self) -> Passage:
        return self._passages[self._at]

    def action_step(self, step: int) -> None:
        """Show another source; the first one follows the last."""
        self._at = (self._at + step) % len(self._passages)
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Show the source, or page, whose number is typed."""
        self._numbers.take(event, [passage.n for passage in self._passages])

    def _place_of(self, n: int) -> int:
        return next(at for at, passage in enumerate(self._passages) if passage.n == n)

    def _go_to(self, n: int) -> None:
        if any(passage.n == n for passage in self._passages):
            self._at = self._place_of(n)
            self._show()
        else:
            self.notify(self._say("no_source_n", n=n), timeout=3, markup=False)

    def action_do(self, what: str) -> None:
        """Report that the person wants something done with the source; `what` as in `Wanted`."""
        # A picture highlights all quotes of the page, so it needs the passage that was extended to its page.
        shown = self.query_one(PassageView).passage or self._passage
        self.app.post_message(self.Wanted(what, shown if what == "picture" else self._passage))

    def _show(self) -> None:
        passage = self._passage
        self.query_one(".dialog").border_title = Content(f"{self._say(self._title)} {self._at + 1}/{len(self._passages)}")
        self.query_one(".place", Static).update(self._place(passage))
        self.query_one(PassageView).show(passage)
        self.app.post_message(PageWanted(passage, self._passages, self))

    def on_page_found(self, message: PageFound) -> None:
        """Replace the passage by its whole page."""
        if message.passage.n == self._passage.n:
            self.query_one(PassageView).show(message.passage)

    def _place(self, passage: Passage) -> Content:
        heading = [Content.styled(passage.heading, "$secondary")] if passage.heading else []
        doubt = [Content.styled(self._say("unsupported"), "$error")] if passage.doubtful else []
        return Content("\n").join([place_line(passage, self._say), *heading, *doubt])
