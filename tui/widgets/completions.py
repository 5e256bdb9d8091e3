"""What may be meant by what is being written, above the question box."""

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.rendering.completion import Candidate


class Completions(Static):
    """A row for each candidate and a cursor; hidden where there is none. The question box keeps the focus."""

    class Picked(Message):
        """The person picked a candidate."""

        def __init__(self, candidate: Candidate) -> None:
            super().__init__()
            self.candidate = candidate

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._candidates: Sequence[Candidate] = ()
        self._at = 0
        self.display = False

    def show(self, candidates: Sequence[Candidate]) -> None:
        """Show other candidates."""
        self._candidates, self._at = candidates, 0
        self.display = bool(candidates)
        self._paint()

    def move(self, step: int) -> None:
        """Move the cursor; behind the last row comes the first."""
        if self._candidates:
            self._at = (self._at + step) % len(self._candidates)
            self._paint()

    def action_pick(self, at: int) -> None:
        """Tell which candidate was picked."""
        self.post_message(self.Picked(self._candidates[at]))

    def pick(self) -> None:
        """Pick the row under the cursor."""
        if self._candidates:
            self.action_pick(self._at)

    def _paint(self) -> None:
        self.update(Content("\n").join(self._row(at, each) for at, each in enumerate(self._candidates)))

    def _row(self, at: int, candidate: Candidate) -> Content:
        sign = ("› ", "bold $primary") if at == self._at else ("  ", "")
        title = (one_line(candidate.title), "bold" if at == self._at else "")
        row = Content.assemble(sign, title, (f"  {one_line(candidate.note)}", "$secondary"))
        return row.stylize(Style.from_meta({"@click": f"pick({at})"}))
