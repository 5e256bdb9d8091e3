"""The status line on standard error while an answer is being generated."""

from pathlib import PurePath
from time import monotonic

from rich.console import Console, Group
from rich.status import Status
from rich.text import Text

from ragassist.commands.output import error_console
from ragassist.events import (
    DocumentsRead,
    Event,
    PassagesRead,
    PromptAdvanced,
    ReasoningBegun,
    ReasoningDelta,
    Retrieved,
    SentenceFound,
    StageEntered,
)
from ragassist.language.durations import time_left
from ragassist.language.locale import from_locale
from ragassist.language.phrases import phrase
from ragassist.language.places import source_label
from ragassist.retrieval.evidence import SourceSentence
from ragassist.untrusted import one_line

_BAR_WIDTH = 10
"""Width of the progress bar in characters."""
LONG_S = 60.0
"""Work that takes longer than this, in seconds, is announced with its expected time."""


class WaitingLine:
    """Shows the current stage with its progress and the time left, and below it a sentence that the search has found.

    `stop` removes all of it from the screen.
    """

    def __init__(self, console: Console | None = None) -> None:
        self._status: Status = (console or error_console()).status("")
        self._language = from_locale()
        self._label, self._found = "", Text()
        self._reasoning_ends: float | None = None

    def start(self) -> None:
        """Show the status line."""
        self._status.start()

    def stop(self) -> None:
        """Remove the status line from the screen."""
        self._status.stop()

    def take(self, event: Event) -> None:
        """Update the status line from an event; events without progress change nothing."""
        match event:
            case StageEntered(stage):
                self._show(stage)
            case Retrieved(language):
                self._language = language
            case SentenceFound(sentence):
                self._found = self._quoted(sentence)
                self._show("searching")
            case PassagesRead(done, total, left) | DocumentsRead(done, total, left):
                self._foretell(event)
                self._show("reading_prompt", f"{done}/{total}", *([] if left is None else [self._time_left(left)]))
            case PromptAdvanced():
                self._show("reading_prompt", *self._prompt_progress(event))
            case ReasoningBegun(seconds):
                self._reasoning_ends = None if seconds is None else monotonic() + seconds
            case ReasoningDelta():
                self._show("thinking", *self._reasoning_left())

    def _foretell(self, event: PassagesRead | DocumentsRead) -> None:
        """Print the expected time of long work before its first part; the line stays above the waiting line."""
        if event.done == 0 and event.seconds_left is not None and event.seconds_left > LONG_S:
            name = "table_takes" if isinstance(event, DocumentsRead) else "passages_take"
            time = self._time_left(event.seconds_left)
            self._status.console.print(Text(phrase(name, self._language, count=event.total, time=time)))

    def tell_call(self, call: str, passages: int) -> None:
        """Print a search call that the model made and how many passages it found. The line stays above the status line."""
        self._status.console.print(Text(phrase("tool_used", self._language, call=one_line(call), passages=passages)))

    def _show(self, stage: str, *more: str) -> None:
        line = Text("  ".join((phrase(stage, self._language), *more)))
        self._status.update(Group(line, self._found) if self._found else line)

    def _prompt_progress(self, event: PromptAdvanced) -> list[str]:
        filled = round(event.share * _BAR_WIDTH)
        left = [] if event.seconds_left is None else [self._time_left(event.seconds_left)]
        return ["█" * filled + "░" * (_BAR_WIDTH - filled), f"{event.share:.0%}", *left]

    def _reasoning_left(self) -> list[str]:
        return [] if self._reasoning_ends is None else [self._time_left(self._reasoning_ends - monotonic())]

    def _time_left(self, seconds: float) -> str:
        return time_left(seconds, lambda name, /, **values: phrase(name, self._language, **values))

    def _quoted(self, sentence: SourceSentence) -> Text:
        source = sentence.source
        label = source_label(PurePath(source.path).name, source.place, self._language)
        heading = (f"\n{phrase('found_meanwhile', self._language)}\n", "dim")
        return Text.assemble(heading, f"“{one_line(sentence.text)}”", (f"  {label}", "dim"))
