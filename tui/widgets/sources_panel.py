"""The sources beside the answer."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate
from tui.widgets.source_card import SourceCard


class SourcesPanel(VerticalScroll, can_focus=False):
    """One card for each source, the cited ones first."""

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say

    def compose(self) -> ComposeResult:
        """Yield the title, and the line that stands for sources to come."""
        yield Static(self._say("sources"), classes="title", markup=False)
        yield Static(self._say("no_sources"), classes="empty", markup=False)

    async def show(self, passages: Sequence[Passage], *, refused: bool = False) -> None:
        """Show other sources; where the answer is `refused` they are but the nearest passages."""
        self.query_one(".title", Static).update(self._say("nearest_passages" if refused else "sources"))
        ordered = sorted(passages, key=lambda passage: (not passage.quotes, passage.n))
        cards = [SourceCard(passage, self._say, cited=bool(passage.quotes)) for passage in ordered]
        self.set_class(bool(cards), "-filled")
        with self.app.batch_update():
            await self.remove_children(SourceCard)
            await self.mount_all(cards)
        self.scroll_home(animate=False)
