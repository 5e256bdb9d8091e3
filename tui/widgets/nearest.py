"""The list of the nearest passages below a refusal."""

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from ragassist.language.places import place_in_words
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.passages import Passage
from tui.rendering.safe_text import Translate


class Nearest(Static):
    """One line for each of the nearest passages, which a click opens; hidden if there are none."""

    class Opened(Message):
        """The person wants to see a passage."""

        def __init__(self, n: int) -> None:
            super().__init__()
            self.n = n

    def __init__(self, say: Translate) -> None:
        super().__init__(markup=False)
        self._say = say
        self._is_right_to_left = begins_right_to_left(say("nearest"))
        self.set_class(self._is_right_to_left, "-rtl")
        self.display = False

    def show(self, passages: Sequence[Passage]) -> None:
        """Show the passages with their number, file and place."""
        self.display = bool(passages)
        self.update(Content("\n").join([Content(self._say("nearest")), *map(self._line, passages)]))

    def _line(self, passage: Passage) -> Content:
        title = Content.assemble((f"[{passage.n}] ", "bold $accent"), passage.file)
        place = Content.styled(place_in_words(passage.place, self._say), "$secondary")
        apart = Content.styled(passage.told_apart_by, "$secondary")  # without it two passages of one page look the same
        gap = " · " if self._is_right_to_left else "  "  # what two spaces separate stays in the order from left to right
        line = Content(gap).join(filter(None, [title, place, apart]))
        return line.stylize(Style.from_meta({"@click": f"open({passage.n})"}))

    def action_open(self, n: int) -> None:
        """Report that the person wants to see passage `n`."""
        self.post_message(self.Opened(n))
