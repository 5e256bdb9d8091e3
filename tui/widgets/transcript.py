"""The conversation so far."""

from collections.abc import Sequence
from typing import TypeVar

from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui.rendering.safe_text import Translate, number

_MOST = 50
"""Entries that stay on the screen: enough to scroll back, few enough that the ten thousandth is as quick as the first."""
Entry = TypeVar("Entry")


class Transcript(VerticalScroll):
    """Entries, one below the other, the last ones. It follows what is written only while the reader is at the bottom."""

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
        """Yield the entries, as high as the transcript at least: an anchor would put fewer at its bottom."""
        yield self._entries

    def on_mount(self) -> None:
        """Stay at the bottom until the reader scrolls up."""
        self._note.display = False
        self.border_title = Content(self._say("session"))
        self.anchor()

    @property
    def _shown(self) -> list[Widget]:
        return [child for child in self._entries.children if child not in (self._first, self._note)]

    async def add(self, entry: Widget) -> None:
        """Put an entry below the others and scroll to it; the oldest one beyond the limit is removed."""
        await self._entries.mount(entry)
        surplus = self._shown[:-_MOST]
        if surplus:
            await self._entries.remove_children(surplus)
            self._tell(self._earlier + len(surplus))
        self.anchor()

    @staticmethod
    def fitting(entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return the entries that would be shown of so many."""
        return entries[-_MOST:]

    async def refill(self, entries: Sequence[Widget], earlier: int) -> None:
        """Show other entries; `earlier` counts those before them."""
        with self.app.batch_update():
            await self._entries.remove_children(self._shown)
            await self._entries.mount_all(entries)
        self._tell(earlier)
        self.anchor()

    def _tell(self, earlier: int) -> None:
        self._earlier = earlier
        self._note.display = earlier > 0
        self._note.update(f"↑ {number(earlier)} {self._say('earlier')}")

    def go_to(self, entry: Widget) -> None:
        """Bring the beginning of an entry into view."""
        self.release_anchor()
        self.scroll_to_widget(entry, animate=False, top=True)

    @property
    def at_the_end(self) -> bool:
        """Whether the end of the conversation is in view."""
        return self.is_vertical_scroll_end

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell when the reader reaches the end."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and self.at_the_end:
            self.post_message(self.EndReached())

    def turn_page(self, direction: int) -> None:
        """Scroll a page down (1) or up (-1)."""
        if direction > 0:
            self.scroll_page_down()
        else:
            self.scroll_page_up()
