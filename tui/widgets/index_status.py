"""How far indexing is, in one line."""

from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.widgets import ProgressBar, Static

from tui.rendering.safe_text import Translate, number, safe_line

if TYPE_CHECKING:
    from indexes.indexing.run import RunProgress

_UNITS = {"reading": "files", "embedding": "passages"}


class IndexStatus(HorizontalGroup):
    """A bar for the files that are read, then for the passages that are embedded; hidden while nothing is indexed."""

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say
        self.display = False

    def compose(self) -> ComposeResult:
        """Yield label, bar and the file that is being read."""
        yield Static(classes="label", markup=False)
        yield ProgressBar(show_eta=False)
        yield Static(classes="current", markup=False)

    def begin(self) -> None:
        """Show that indexing begins."""
        self.display = True
        self._label(self._say("indexing"))
        self.query_one(ProgressBar).update(total=None)

    def show(self, progress: "RunProgress") -> None:
        """Show how far it is."""
        amount = f"{number(progress.done)}/{number(progress.total)} {self._say(_UNITS[progress.stage])}"
        self._label(f"{self._say('indexing')} · {amount}")
        self.query_one(ProgressBar).update(total=progress.total, progress=progress.done)
        page = f" ({progress.page}/{progress.pages})" if progress.pages else ""
        self.query_one(".current", Static).update(safe_line(PurePath(progress.current).name) + page)

    def end(self) -> None:
        """Show nothing any more."""
        self.display = False
        self.query_one(".current", Static).update("")

    def _label(self, text: str) -> None:
        self.query_one(".label", Static).update(text)
