"""A source in the panel."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ragassist.language.places import place_in_words
from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate


class SourceCard(Static, can_focus=True):
    """Number, file and page; the passage with its quote lit, short where it isn't cited."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "key_open", key_display="Enter")]

    class Opened(Message):
        """The person wants to see the source."""

        def __init__(self, n: int) -> None:
            super().__init__()
            self.n = n

    def __init__(self, passage: Passage, say: Translate, *, cited: bool) -> None:
        super().__init__(self._shown(passage, say), markup=False)
        self._n = passage.n
        self.set_class(cited, "-cited")
        self.set_class(passage.doubtful, "-doubtful")

    @staticmethod
    def _shown(passage: Passage, say: Translate) -> Content:
        place = f"  {place_in_words(passage.place, say)}".rstrip()
        lines = [Content.assemble((f"{passage.n}  ", "bold $accent"), (passage.file, "bold"), (place, "$secondary"))]
        if passage.heading:
            lines.append(Content.styled(passage.heading, "$secondary"))
        if passage.doubtful:
            lines.append(Content.styled(say("unsupported"), "$error"))
        return Content("\n").join([*lines, passage.excerpt()])

    def action_open(self) -> None:
        """Ask for the source."""
        self.post_message(self.Opened(self._n))

    def on_click(self, event: events.Click) -> None:
        """Ask for the source."""
        event.stop()
        self.action_open()
