"""How far work in the background is, in one line on every screen."""

import time
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.widgets import ProgressBar, Static

from ragassist.language.durations import time_left
from tui.backend.records import PullProgress
from tui.rendering.remaining import Remaining
from tui.rendering.safe_text import Translate, number, safe_line, size_in_words

if TYPE_CHECKING:
    from indexes.indexing.run import RunProgress

_UNITS = {"reading": "files", "embedding": "passages"}


class JobStatus(HorizontalGroup):
    """What is done, a bar, the time that is left, and what is at hand; hidden while nothing goes on."""

    LABEL_PHRASE = ""

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say
        self._remaining = Remaining()
        self.display = False

    def compose(self) -> ComposeResult:
        """Yield label, bar and what is at hand."""
        yield Static(classes="label", markup=False)
        yield ProgressBar(show_eta=False)
        yield Static(classes="current", markup=False)

    def begin(self) -> None:
        """Show that the work begins."""
        self.display = True
        self._label(self._say(self.LABEL_PHRASE))
        self.query_one(ProgressBar).update(total=None)
        self.query_one(".current", Static).update("")

    def announce(self, line: str) -> None:
        """Show what is at hand while nothing can be counted, as a preparation that is made once."""
        self.query_one(".current", Static).update(safe_line(line))

    def end(self) -> None:
        """Show nothing any more."""
        self.display = False

    def _advance(self, amount: str, done: int, total: int, current: Content) -> None:
        self._label(f"{self._say(self.LABEL_PHRASE)} · {amount}")
        self.query_one(ProgressBar).update(total=total or None, progress=done)
        left = self._remaining.after(time.monotonic(), done, total)
        told = Content(time_left(left, self._say)) if left is not None else Content("")
        self.query_one(".current", Static).update(Content("  ").join(filter(None, [told, current])))

    def _label(self, text: str) -> None:
        self.query_one(".label", Static).update(Content(text))


class IndexStatus(JobStatus):
    """Counts the files that are read, then the passages that are embedded."""

    LABEL_PHRASE = "indexing"

    def show(self, progress: "RunProgress") -> None:
        """Show how far it is."""
        amount = f"{number(progress.done)}/{number(progress.total)} {self._say(_UNITS[progress.stage])}"
        page = f" ({progress.page}/{progress.pages})" if progress.pages else ""
        current = Content(self._say("paused")) if progress.rests else safe_line(PurePath(progress.current).name) + page
        self._advance(amount, progress.done, progress.total, current)


class PullStatus(JobStatus):
    """Counts the bytes of models that arrive."""

    LABEL_PHRASE = "getting_models"

    def show(self, progress: PullProgress) -> None:
        """Show how far it is."""
        amount = f"{size_in_words(progress.done, self._say)}/{size_in_words(progress.total, self._say)}"
        self._advance(amount, progress.done, progress.total, safe_line(progress.line))
