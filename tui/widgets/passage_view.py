"""The widget with the text of a passage, or of its whole page."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ragassist.language.places import place_in_words
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate

_ABOVE = 3
"""Number of lines that stay visible above the first quote."""


class PassageView(VerticalScroll):
    """The text of a passage with its quotes highlighted, scrolled to the first quote when another passage is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", "key_scroll", key_display="↑↓"),
        Binding("down", "scroll_down", show=False),
    ]

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say
        self.passage: Passage | None = None
        self._text = Static(classes="passage", markup=False)

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield self._text

    def show(self, passage: Passage) -> None:
        """Show a passage and bring its first quote into view."""
        self.passage = passage
        self.add_class("-filled")
        self._text.set_class(begins_right_to_left(passage.text), "-rtl")
        self._text.update(passage.lit())
        self.call_after_refresh(self._scroll_to_quote, passage)

    def clear(self) -> None:
        """Remove the passage."""
        self.passage = None
        self.remove_class("-filled")
        self._text.update("")

    def _scroll_to_quote(self, passage: Passage) -> None:
        first = min((quote.start for quote in passage.quotes), default=passage.offset)
        width = max(1, self._text.size.width)
        above = Content(passage.text[:first]).wrap(width)
        self.scroll_to(y=max(0, len(above) - 1 - _ABOVE), animate=False)


def place_line(passage: Passage, say: Translate) -> Content:
    """Return one line with number, file and place of a passage."""
    words = f"  {place_in_words(passage.place, say)}".rstrip()
    return Content.assemble((f"[{passage.n}] ", "bold $accent"), (passage.file, "bold"), (words, "$secondary"))
