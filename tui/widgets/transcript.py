"""The widget with the conversation so far."""

from collections.abc import Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.rendering.bidi import begins_right_to_left
from tui.rendering.safe_text import Translate, counted

_MOST = 50
"""Number of entries that are kept on the screen, so that a long conversation doesn't become slower."""
Entry = TypeVar("Entry")


class Transcript(VerticalScroll):
    """The last `_MOST` entries of the conversation. It scrolls with new text only while the reader is at its end.

    `first` is a widget that stays above the entries.
    """

    class EndReached(Message):
        """The reader has come to the end of the conversation."""

    def __init__(self, first: Widget, say: Translate) -> None:
        super().__init__()
        self._say = say
        self._earlier = 0
        self._note = Static(classes="status earlier", markup=False)
        self._first = first
        self._entries = VerticalGroup(first, self._note, classes="entries")

    def compose(self) -> ComposeResult:
        """Yield the group of entries. It is at least as high as the transcript, else an anchor would move it to the bottom."""
        yield self._entries

    def on_mount(self) -> None:
        """Keep the end in view until the reader scrolls up."""
        self._note.display = False
        self.border_title = Content(self._say("session"))
        self.anchor()

    @property
    def _shown(self) -> list[Widget]:
        return [child for child in self._entries.children if child not in (self._first, self._note)]

    async def add(self, entry: Widget) -> None:
        """Append an entry and scroll to it; entries beyond `_MOST` are removed, the oldest first."""
        await self._entries.mount(entry)
        surplus = self._shown[:-_MOST]
        if surplus:
            await self._entries.remove_children(surplus)
            self._tell(self._earlier + len(surplus))
        self.anchor()

    @staticmethod
    def fitting(entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return the last `_MOST` entries."""
        return entries[-_MOST:]

    async def refill(self, entries: Sequence[Widget], earlier: int) -> None:
        """Replace the entries; `earlier` is the number of entries before them that aren't shown."""
        with self.app.batch_update():
            await self._entries.remove_children(self._shown)
            await self._entries.mount_all(entries)
        self._tell(earlier)
        self.anchor()

    def _tell(self, earlier: int) -> None:
        self._earlier = earlier
        self._note.display = earlier > 0
        self._note.update(f"↑ {counted('earlier', earlier, self._say)}")

    def go_to(self, entry: Widget) -> None:
        """Scroll to the beginning of an entry."""
        self.release_anchor()
        self.scroll_to_widget(entry, animate=False, top=True)

    @property
    def at_the_end(self) -> bool:
        """Whether the end of the conversation is in view."""
        return self.is_vertical_scroll_end

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Report when the reader reaches the end."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and self.at_the_end:
            self.post_message(self.EndReached())

    def turn_page(self, direction: int) -> None:
        """Scroll a page down (1) or up (-1)."""
        if direction > 0:
            self.scroll_page_down()
        else:
            self.scroll_page_up()


def status_line(line: str, classes: str = "") -> Static:
    """Return a line of the transcript about the program's work; one from right to left is aligned to the right edge."""
    direction = "-rtl" if begins_right_to_left(line) else ""
    return Static(line, classes=f"status {classes} {direction}", markup=False)
