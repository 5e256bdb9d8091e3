"""The status lines of work in the background, which every screen has."""

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
from tui.rendering.safe_text import Translate, safe_line, share_of, size_in_words, told

if TYPE_CHECKING:
    from indexes.indexing.run import RunProgress

_UNITS = {"reading": "files", "embedding": "passages"}
"""The phrase for what a stage of indexing counts, as `share_of` takes it."""


class JobStatus(HorizontalGroup):
    """A line with the kind of work, a progress bar, the time left and the current item; hidden while there is no work."""

    LABEL_PHRASE = ""

    def __init__(self, say: Translate) -> None:
        super().__init__()
        self._say = say
        self._remaining = Remaining()
        self.display = False

    def compose(self) -> ComposeResult:
        """Yield label, bar and current item."""
        yield Static(classes="label", markup=False)
        yield ProgressBar(show_eta=False)
        yield Static(classes="current", markup=False)

    def begin(self) -> None:
        """Show the line, without progress yet."""
        self.display = True
        self._label(self._say(self.LABEL_PHRASE))
        self.query_one(ProgressBar).update(total=None)
        self.query_one(".current", Static).update("")

    def announce(self, line: str) -> None:
        """Show a step that has no progress to count, such as loading a model."""
        self.query_one(".current", Static).update(Content(told(line, self._say)))

    def end(self) -> None:
        """Hide the line."""
        self.display = False

    def _advance(self, amount: str, done: int, total: int, current: Content) -> None:
        self._label(f"{self._say(self.LABEL_PHRASE)} · {amount}")
        self.query_one(ProgressBar).update(total=total or None, progress=done)
        left = self._remaining.after(time.monotonic(), done, total)
        shown = Content(time_left(left, self._say)) if left is not None else Content("")
        self.query_one(".current", Static).update(Content("  ").join(filter(None, [shown, current])))

    def _label(self, text: str) -> None:
        self.query_one(".label", Static).update(Content(text))


class IndexStatus(JobStatus):
    """The progress of indexing: files that are read, then passages that are embedded."""

    LABEL_PHRASE = "indexing"

    def show(self, progress: "RunProgress") -> None:
        """Show the progress."""
        amount = share_of(_UNITS[progress.stage], progress.done, progress.total, self._say)
        page = f" ({progress.page}/{progress.pages})" if progress.pages else ""
        current = Content(self._say("paused")) if progress.rests else safe_line(PurePath(progress.current).name) + page
        self._advance(amount, progress.done, progress.total, current)


class PullStatus(JobStatus):
    """The progress of a download of models, in bytes."""

    LABEL_PHRASE = "getting_models"

    def show(self, progress: PullProgress) -> None:
        """Show the progress."""
        amount = f"{size_in_words(progress.done, self._say)}/{size_in_words(progress.total, self._say)}"
        self._advance(amount, progress.done, progress.total, Content(told(progress.line, self._say)))
