"""The widget with one source in the list of sources."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ragassist.language.places import place_in_words
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate


class SourceCard(Static):
    """Number, file and place of a source, and an excerpt with its quotes highlighted; one line only if it isn't cited."""

    class Pressed(Message):
        """The person pressed the source with the mouse."""

        def __init__(self, n: int) -> None:
            super().__init__()
            self.n = n

    def __init__(self, passage: Passage, say: Translate) -> None:
        super().__init__(self._shown(passage, say), markup=False)
        self.n = passage.n
        self.set_class(bool(passage.quotes), "-cited")
        self.set_class(passage.doubtful, "-doubtful")
        self.set_class(begins_right_to_left(passage.text), "-rtl")

    @staticmethod
    def _shown(passage: Passage, say: Translate) -> Content:
        place = f"  {place_in_words(passage.place, say)}".rstrip()
        title = Content.assemble((f"{passage.n}  ", "bold $accent"), (passage.file, "bold"), (place, "$secondary"))
        if not passage.quotes:
            return Content.assemble(title, ("  " + passage.told_apart_by, "$secondary"))
        lines = [title]
        if passage.heading:
            lines.append(Content.styled(passage.heading, "$secondary"))
        if passage.doubtful:
            lines.append(Content.styled(say("unsupported"), "$error"))
        return Content("\n").join([*lines, passage.excerpt()])

    def on_click(self, event: events.Click) -> None:
        """Report the click to the list."""
        event.stop()
        self.post_message(self.Pressed(self.n))
