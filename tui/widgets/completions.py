"""The list of completions above the question box."""

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.rendering.completion import Candidate


class Completions(Static):
    """One row for each candidate, with a cursor; hidden if there are none. The question box keeps the focus."""

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
        """Replace the candidates and put the cursor on the first one."""
        self._candidates, self._at = candidates, 0
        self.display = bool(candidates)
        self._paint()

    def move(self, step: int) -> None:
        """Move the cursor by `step` rows; the first row follows the last."""
        if self._candidates:
            self._at = (self._at + step) % len(self._candidates)
            self._paint()

    def action_pick(self, at: int) -> None:
        """Pick the candidate in row `at`."""
        self.post_message(self.Picked(self._candidates[at]))

    def pick(self) -> bool:
        """Pick the candidate at the cursor; return whether there is one."""
        if self._candidates:
            self.action_pick(self._at)
        return bool(self._candidates)

    def _paint(self) -> None:
        self.update(Content("\n").join(self._row(at, each) for at, each in enumerate(self._candidates)))

    def _row(self, at: int, candidate: Candidate) -> Content:
        sign = ("› ", "bold $primary") if at == self._at else ("  ", "")
        title = (one_line(candidate.title), "bold" if at == self._at else "")
        row = Content.assemble(sign, title, (f"  {one_line(candidate.note)}", "$secondary"))
        return row.stylize(Style.from_meta({"@click": f"pick({at})"}))
