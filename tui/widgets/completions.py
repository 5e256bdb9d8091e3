"""The list of completions above the question box."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from ragassist.untrusted import one_line
from tui.rendering.completion import CompletionCandidate

_LEAST = 20
"""Fewest cells for the titles, before the width of the screen is known."""


class Completions(Static):
    """One row for each candidate, with a cursor; hidden if there are none. The question box keeps the focus."""

    class Picked(Message):
        """The person picked a candidate."""

        def __init__(self, candidate: CompletionCandidate) -> None:
            super().__init__()
            self.candidate = candidate

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._candidates: Sequence[CompletionCandidate] = ()
        self._at = 0
        self.display = False

    def show(self, candidates: Sequence[CompletionCandidate]) -> None:
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

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        self._paint()

    def _paint(self) -> None:
        widest = max((cell_len(one_line(each.title)) for each in self._candidates), default=0)
        width = min(widest, max(_LEAST, self.content_size.width * 2 // 3))
        self.update(Content("\n").join(self._row(at, each, width) for at, each in enumerate(self._candidates)))

    def _row(self, at: int, candidate: CompletionCandidate, width: int) -> Content:
        # Two spaces keep the sign at the left of a title from right to left.
        sign = ("›  ", "bold $primary") if at == self._at else ("   ", "")
        title = one_line(candidate.title)
        shown = title + " " * (width - cell_len(title)) if cell_len(title) <= width else set_cell_size(title, width - 1) + "…"
        note = (f"  {one_line(candidate.note)}", "$secondary")
        row = Content.assemble(sign, (shown, "bold" if at == self._at else ""), note)
        return row.stylize(Style.from_meta({"@click": f"pick({at})"}))
