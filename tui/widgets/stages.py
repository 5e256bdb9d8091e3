"""The widget with the stages of an answer, which is shown until its text begins."""

import time
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from ragassist.language.durations import time_left
from ragassist.language.places import place_in_words
from ragassist.untrusted import one_line
from tui.rendering.bidi import begins_right_to_left
from tui.rendering.safe_text import Translate, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ragassist.events import Event
    from ragassist.retrieval.evidence import Source, SourceSentence

_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
"""The frames of the spinner."""
_FRAMES_A_SECOND = 10
_RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"
_BAR_WIDTH = 10
"""Width of the progress bar in cells."""
_DONE = {"searching": "searched"}
"""The phrase for a completed stage, by stage; other stages leave no line when they are completed."""
_LAST_STAGE = "answering"


@dataclass(slots=True)
class _Pace:
    """The progress of a stage, from 0 to 1, and the seconds that it had left at the time `at` (`time.monotonic`)."""

    share: float | None = None
    left: float | None = None
    at: float = 0.0


class Stages(Static):
    """One line for each stage of an answer: the completed ones, the present one with its progress, and the last one.

    Below them it shows a sentence that the search has found. Hidden while no stage is in progress.
    """

    def __init__(self, say: Translate) -> None:
        super().__init__(markup=False)
        self._say = say
        self._is_right_to_left = begins_right_to_left(say("searching"))
        """Whether the lines are read from right to left; dots then separate their items, each of which is reordered alone."""
        self.set_class(self._is_right_to_left, "-rtl")
        self._over: list[Content] = []
        self._stage, self._label, self._since, self._pace = "", "", 0.0, _Pace()
        self._told = ""
        self._parts = 0, 0
        """The number of parts that are read so far of a text that is read in parts, and of all of them."""
        self._found = Content("")

    def on_mount(self) -> None:
        """Start the spinner, which isn't painted while the widget is hidden."""
        self.display = bool(self._label)
        self.set_interval(1 / _FRAMES_A_SECOND, self._turn)

    def take(self, event: "Event") -> None:
        """Update the stages from an event of the answer."""
        from ragassist import events  # imported here, because it imports FAISS, which the first paint must not wait for

        match event:
            case events.StageEntered(stage):
                self._enter(stage)
            case events.Retrieved(evidence=evidence):
                self._told = self._in_words(evidence.sources)
            case events.SentenceFound(sentence):
                self._found = self._quoted(sentence)
            case events.PromptAdvanced():
                self._advance_prompt(event.share, event.seconds_left)
            case events.PassagesRead(done, total, left) | events.DocumentsRead(done, total, left):
                self._parts = done, total
                self.announce(f"{self._say('reading_prompt')} {done}/{total}")
                self._advance(self._share(0.0), left)
            case events.ReasoningBegun(seconds):
                self._enter("thinking")
                self._advance(None, seconds)
            case events.ReasoningDelta():
                self._enter("thinking")

    def tell_call(self, call: str, passages: int) -> None:
        """Add a search call of the model, with the number of passages that it found, to the completed stages."""
        line = self._say("tool_used", call=one_line(call), passages=passages)
        self._over.append(Content.assemble(("✓ ", "$success"), line))
        self._turn()

    def _in_words(self, sources: "Sequence[Source]") -> str:
        files = len({source.path for source in sources})
        return " · ".join((counted("passages", len(sources), self._say), counted("files", files, self._say)))

    def _quoted(self, sentence: "SourceSentence") -> Content:
        """Return a heading, and a sentence as a quotation with its file and place."""
        source = sentence.source
        place = " · ".join(filter(None, [one_line(PurePath(source.path).name), place_in_words(source.place, self._say)]))
        quote = (self._say("quoted", text=one_line(sentence.text)), "$foreground")
        return Content.assemble((f"\n{self._say('found_meanwhile')}\n", "$secondary"), quote, (f"\n{place}", "$secondary"))

    def _enter(self, stage: str) -> None:
        if stage == self._stage:
            return
        if over := _DONE.get(self._stage):
            self._over.append(Content.assemble(("✓ ", "$success"), self._items(self._say(over), Content(self._told))))
        self._stage, self._told = stage, ""
        self.announce(self._say(stage))

    def announce(self, label: str) -> None:
        """Show another label for the present stage and restart its seconds; the same label changes nothing."""
        if label == self._label:
            return
        self._label, self._since, self._pace, self.display = label, time.monotonic(), _Pace(), True
        self._turn()

    def _advance_prompt(self, share: float, seconds_left: float | None) -> None:
        if any(self._parts):
            self._pace.share = self._share(share)  # the time that is left is told for all parts
        else:
            self._advance(share, seconds_left)

    def _share(self, of_the_next_part: float) -> float:
        """Return the share of all parts that is read."""
        done, total = self._parts
        return min(1.0, (done + of_the_next_part) / max(1, total))

    def _advance(self, share: float | None, seconds_left: float | None) -> None:
        self._pace = _Pace(share, seconds_left, time.monotonic())

    def leave(self) -> None:
        """Hide the widget, because the text of the answer begins or the answer has ended."""
        self._stage, self._label, self.display = "", "", False

    def _turn(self) -> None:
        if not self.display:
            return
        elapsed = time.monotonic() - self._since
        frame = _FRAMES[int(elapsed * _FRAMES_A_SECOND) % len(_FRAMES)]
        present = self._present(frame, elapsed, bar=True)
        if present.cell_length > self.content_size.width:
            present = self._present(frame, elapsed, bar=False)
        self.update(Content("\n").join([*self._over, present, *self._next(), *filter(None, [self._found])]))

    def _present(self, frame: str, elapsed: float, *, bar: bool) -> Content:
        progress = Content.styled(self._progress(elapsed, bar=bar), "$secondary")
        lead = _RIGHT_TO_LEFT if self._is_right_to_left else ""  # without it the frames count as letters from left to right
        return Content.assemble(lead, (frame, "$primary"), " ", self._items(self._label, progress))

    def _items(self, *items: str | Content) -> Content:
        return Content(" · " if self._is_right_to_left else "  ").join(map(Content.assemble, items))

    def _next(self) -> list[Content]:
        if not self._over or self._stage in ("thinking", _LAST_STAGE):
            return []
        following = self._items(f"· {self._say(_LAST_STAGE)}", f"Esc: {self._say('key_stop')}")
        return [following.stylize("$secondary")]

    def _progress(self, elapsed: float, *, bar: bool) -> str:
        """Return the share that is done, with a `bar` where texts are read from left to right, and the time."""
        share, left = self._pace.share, self._pace.left
        drawn = f"{_bar(share)} " if bar and share is not None and not self._is_right_to_left else ""
        gap = " · " if self._is_right_to_left else "  "
        done = "" if share is None else f"{drawn}{share:.0%}{gap}"
        if left is None:
            return done + self._say("whole_seconds", count=f"{elapsed:.0f}")
        return done + time_left(left - (time.monotonic() - self._pace.at), self._say)


def _bar(share: float) -> str:
    filled = round(share * _BAR_WIDTH)
    return "█" * filled + "░" * (_BAR_WIDTH - filled)
