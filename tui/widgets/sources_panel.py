"""The list of sources beside the answer, and the pane that holds it with the page of a source."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate, number
from tui.widgets.source_card import SourceCard
from tui.widgets.source_numbers import SourceNumbers


class Evidence(Vertical):
    """The page of the source at the cursor above the list of sources, with the keys that act on that source."""

    HELP_PHRASE = "help_sources"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "do('copy_quote')", "key_copy_quote", key_display="C", id="copy_quote"),
        Binding("t", "do('copy_citation')", "key_copy_citation", key_display="T", show=False, id="copy_citation"),
        Binding("i", "do('picture')", "key_picture", key_display="I", show=False, id="picture"),
        Binding("o", "do('open_file')", "key_open_file", key_display="O", id="open_file"),
        Binding("z", "do('zoom')", "key_zoom", key_display="Z", id="zoom"),
    ]

    def __init__(self, say: Translate, *, id: str) -> None:
        super().__init__(id=id)
        self._say = say
        self._numbers = SourceNumbers(self, self._open)

    def on_key(self, event: events.Key) -> None:
        """Open the source whose number is typed."""
        self._numbers.take(event, self.query_one(SourcesPanel).numbers)

    def _open(self, n: int) -> None:
        panel = self.query_one(SourcesPanel)
        if n in panel.numbers:
            panel.call_later(panel.open, n)  # messages that this widget posts for its child don't bubble beyond this widget
        elif panel.numbers:
            self.notify(self._say("no_source_n", n=n), timeout=3, markup=False)

    def action_do(self, what: str) -> None:
        """Report that the person wants something done with the source at the cursor; `what` as in `SourcesPanel.Wanted`."""
        panel = self.query_one(SourcesPanel)
        if passage := panel.passage:
            self.post_message(panel.Wanted(what, passage))


class SourcesPanel(VerticalScroll):
    """One card for each source, the cited ones first, with a cursor; it takes the focus only if there are sources."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "key_move", key_display="↑↓"),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "move(-1000)", show=False),
        Binding("end", "move(1000)", show=False),
        Binding("enter", "open", "key_open", key_display="Enter"),
    ]

    class Moved(Message):
        """The cursor is on another source."""

        def __init__(self, passage: Passage) -> None:
            super().__init__()
            self.passage = passage

    class Opened(Message):
        """The person wants to read a source."""

        def __init__(self, n: int) -> None:
            super().__init__()
            self.n = n

    class Wanted(Message):
        """The person wants something done with a source: `what` is copy_quote, copy_citation, picture, open_file or zoom."""

        def __init__(self, what: str, passage: Passage) -> None:
            super().__init__()
            self.what, self.passage = what, passage

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say
        self._passages: list[Passage] = []
        self._at = 0
        self.can_focus = False

    def compose(self) -> ComposeResult:
        """Yield the line that is shown while there are no sources."""
        yield Static(self._say("no_sources"), classes="empty", markup=False)

    def on_mount(self) -> None:
        """Set the title."""
        self.border_title = Content(self._say("sources"))

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of the sources."""
        return [passage.n for passage in self._passages]

    @property
    def passage(self) -> Passage | None:
        """The source at the cursor, None if there are none."""
        return self._passages[self._at] if self._passages else None

    async def show(self, passages: Sequence[Passage], *, refused: bool = False) -> None:
        """Replace the sources; with `refused` they are titled as the nearest passages."""
        self._passages = sorted(passages, key=lambda passage: (not passage.quotes, passage.n))
        self.can_focus = bool(passages)
        title = self._say("nearest_passages" if refused else "sources")
        self.border_title = Content(f"{title} {number(len(passages))}" if passages else title)
        self.set_class(bool(passages), "-filled")
        with self.app.batch_update():
            await self.remove_children(SourceCard)
            places = Counter((passage.path, passage.place) for passage in self._passages)
            alike = {place for place, count in places.items() if count > 1}
            await self.mount_all(
                SourceCard(passage, self._say, alike=(passage.path, passage.place) in alike) for passage in self._passages
            )
        self._go(0)
        self.scroll_home(animate=False)

    def go_to(self, n: int) -> None:
        """Put the cursor on the source with number `n`, if there is one."""
        self._go(next((at for at, passage in enumerate(self._passages) if passage.n == n), self._at))

    def _go(self, at: int) -> None:
        if not self._passages:
            return
        self._at = max(0, min(len(self._passages) - 1, at))
        for place, card in enumerate(self.query(SourceCard)):
            card.set_class(place == self._at, "-at")
            if place == self._at:
                self.scroll_to_widget(card, animate=False)
        self.post_message(self.Moved(self._passages[self._at]))

    def action_move(self, step: int) -> None:
        """Move the cursor by `step` sources."""
        self._go(self._at + step)

    def open(self, n: int) -> None:
        """Put the cursor on the source with number `n`, and report that the person wants to read it."""
        self.go_to(n)
        self.action_open()

    def action_open(self) -> None:
        """Report that the person wants to read the source at the cursor."""
        if passage := self.passage:
            self.post_message(self.Opened(passage.n))

    @on(SourceCard.Pressed)
    def _press(self, message: SourceCard.Pressed) -> None:
        message.stop()
        self.focus()
        self.open(message.n)
