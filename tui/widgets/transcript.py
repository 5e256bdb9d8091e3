"""The conversation so far."""

from textual.app import ComposeResult
from textual.containers import VerticalGroup, VerticalScroll
from textual.widget import Widget


class Transcript(VerticalScroll):
    """Exchanges, one below the other. It follows what is written only while the reader is at the bottom."""

    def __init__(self, first: Widget) -> None:
        super().__init__()
        self._entries = VerticalGroup(first, classes="entries")

    def compose(self) -> ComposeResult:
        """Yield the entries, as high as the transcript at least: an anchor would put fewer at its bottom."""
        yield self._entries

    def on_mount(self) -> None:
        """Stay at the bottom until the reader scrolls up."""
        self.anchor()

    async def add(self, entry: Widget) -> None:
        """Put an entry below the others and go there."""
        await self._entries.mount(entry)
        self.anchor()

    def turn_page(self, direction: int) -> None:
        """Scroll a page down (1) or up (-1)."""
        if direction > 0:
            self.scroll_page_down()
        else:
            self.scroll_page_up()
