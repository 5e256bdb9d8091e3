"""The widget with the result of an indexing run."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Collapsible, Static

from ragassist.untrusted import one_line
from tui.rendering.safe_text import Translate, counted, told

if TYPE_CHECKING:
    from indexes.indexing.run import Reason, RunReport


class IndexReport(Collapsible):
    """One line of counts, which unfolds to the notices and to the skipped and partial files with their reasons."""

    def __init__(self, outcome: "RunReport", say: Translate) -> None:
        notices = [Content.styled(told(line, say), "$warning") for line in outcome.notices]
        self._lines = [*notices, *(_line(reason, say) for reason in (*outcome.skipped, *outcome.partial))]
        super().__init__(title=_counts(outcome, say), collapsed_symbol="▸", expanded_symbol="▾")
        self.set_class(not self._lines, "-whole")

    def compose(self) -> ComposeResult:
        """Yield the counts and the folded lines."""
        self._contents_list = [Static(Content("\n").join(self._lines), markup=False)]
        yield from super().compose()


def _counts(outcome: "RunReport", say: Translate) -> str:
    amounts = {
        "indexed": outcome.indexed,
        "unchanged": outcome.unchanged,
        "removed": outcome.removed,
        "partial": len(outcome.partial),
        "skipped": len(outcome.skipped),
    }
    return " · ".join(counted(name, amount, say) for name, amount in amounts.items() if amount or name == "indexed")


def _line(reason: "Reason", say: Translate) -> Content:
    file = one_line(PurePath(reason.path).name)
    return Content.assemble((file, "bold"), "  ", (told(reason.reason, say), "$secondary"))
