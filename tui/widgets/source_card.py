"""The widget with one source in the list of sources."""

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from ragassist.language.places import place_in_words
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate

_LEAST = 6
"""Fewest cells of a file's name that are shown."""
_TELLING = 8
"""Fewest cells for the text that distinguishes passages of one page, with its gap."""


class SourceCard(Static):
    """Number, file and place of a source, and an excerpt with its quotes highlighted; one line only if it isn't cited.

    With `alike` another source has the same file and place, so that its line always has the text that tells it apart.
    """

    class Pressed(Message):
        """The person pressed the source with the mouse."""

        def __init__(self, n: int) -> None:
            super().__init__()
            self.n = n

    def __init__(self, passage: Passage, say: Translate, *, alike: bool = False) -> None:
        self._passage, self._place = passage, place_in_words(passage.place, say)
        self._say, self._alike = say, alike
        super().__init__(self._shown(passage.file), markup=False)
        self.n = passage.n
        self.set_class(bool(passage.quotes), "-cited")
        self.set_class(passage.doubtful, "-doubtful")
        self.set_class(begins_right_to_left(passage.text), "-rtl")

    def _shown(self, file: str, room: int = _TELLING) -> Content:
        """Return the card with `file` as the file's name; `room` is the number of cells beside the title."""
        passage = self._passage
        if not passage.quotes:
            apart = f"  {passage.told_apart_by}" if self._alike or room >= _TELLING else ""
            return Content.assemble(self._title(file), (apart, "$secondary"))
        lines = [self._title(file)]
        if passage.heading:
            lines.append(Content.styled(passage.heading, "$secondary"))
        if passage.doubtful:
            lines.append(Content.styled(self._say("unsupported"), "$error"))
        return Content("\n").join([*lines, passage.excerpt()])

    def _title(self, file: str) -> Content:
        place = f"  {self._place}".rstrip()
        return Content.assemble((f"{self._passage.n}  ", "bold $accent"), (file, "bold"), (place, "$secondary"))

    def on_resize(self) -> None:
        """Shorten the file's name rather than the place, so that the title is one line and its end is seen."""
        room = self.content_size.width - self._title("").cell_length
        file = _shortened(self._passage.file, max(_LEAST, room - _TELLING if self._alike else room))
        # A layout that is asked for while one is being made would be dropped, and the card keep the height of a longer title.
        self.call_after_refresh(self.update, self._shown(file, room - cell_len(file)))

    def on_click(self, event: events.Click) -> None:
        """Report the click to the list."""
        event.stop()
        self.post_message(self.Pressed(self.n))


def _shortened(name: str, width: int) -> str:
    return name if cell_len(name) <= width else set_cell_size(name, width - 1).rstrip() + "…"
