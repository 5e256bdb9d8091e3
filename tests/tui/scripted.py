"""A scripted backend for the UI's tests, and helpers that read the screen."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Flag
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from indexes.records import Place
from indexes.runs import Outcome, Progress
from ragassist.events import AnswerDelta, Answered, Citation, Event, ReasoningDelta, Retrieved, StageEntered, Timings
from ragassist.evidence import Evidence, Source
from ragassist.session import MOST_CHARACTERS
from ragassist.stopping import Stopped
from tui.backend import IndexingStopped, Part, Survey
from tui.widgets.question_box import QuestionBox

PATIENCE_S = 10.0
READY = Survey(Part(True, "multilingual-e5-small"), Part(True, "LFM2-2.6B-Exp"), Part(True), 10, 57)
NOTHING = Survey(Part(False, "multilingual-e5-small is not installed: run 'ragassist models pull'"), Part(False), Part(False))


@dataclass
class ScriptedBackend:
    """Says what its script says; waits at a `Flag` in the script until it is set, or until it is stopped."""

    script: Sequence[Event | Flag | Exception] = ()
    found: Survey = READY
    steps: Sequence[Progress | Flag | Exception] = ()
    outcome: Outcome = field(default_factory=Outcome)
    language: str = "en"
    library_name: str = "papers"
    most_characters: int = MOST_CHARACTERS
    asked: list[str] = field(default_factory=list)
    indexed: list[Path] = field(default_factory=list)

    def announce_to(self, listener: Callable[[str], None]) -> None:
        """Nothing takes a while here."""

    def survey(self) -> Survey:
        return self.found

    def ask(self, question: str, stop: Flag) -> Iterator[Event]:
        self.asked.append(question)
        for step in self.script:
            if isinstance(step, Exception):
                raise step
            if not isinstance(step, Flag):
                yield step
            elif not _wait(step, stop):
                raise Stopped

    def index(self, folder: Path, listen: Callable[[Progress], None], stop: Flag) -> Outcome:
        self.indexed.append(folder)
        for step in self.steps:
            if isinstance(step, Exception):
                raise step
            if not isinstance(step, Flag):
                listen(step)
            elif not _wait(step, stop):
                raise IndexingStopped
        return self.outcome


def _wait(gate: Flag, stop: Flag) -> bool:
    while not (gate.wait(0.01) or stop.is_set()):
        pass
    return not stop.is_set()


def source(
    n: int, text: str, path: str = "Technik/Pumpenhandbuch_K240.pdf", page: int | None = 3, heading: str = "Start"
) -> Source:
    return Source(n, path, Place(page), heading, "de", 100, 100 + len(text), text, 0.8)


def cite(found: Source, quote: str, *, supported: bool = True) -> Citation:
    start = found.start + found.text.index(quote)
    return Citation(found.n, found.path, found.place, start, start + len(quote), quote, supported)


def script(
    question: str,
    answer: str,
    sources: Sequence[Source],
    citations: Sequence[Citation] = (),
    *,
    language: str = "en",
    reasoning: str = "",
    gate: Flag | None = None,
    notices: tuple[str, ...] = (),
) -> list[Event | Flag | Exception]:
    """Return the events of one answer; a gate holds it before the last piece."""
    pieces = [answer[at : at + 7] for at in range(0, len(answer), 7)]
    timings = Timings(0.2, 4.1, 9.8, 812, 640, 172, 37 if reasoning else 0, 58)
    answered = Answered(
        question, language, answer, language, False, tuple(citations), reasoning, "LFM2-2.6B-Exp", timings, notices
    )
    return [
        StageEntered("searching"),
        Retrieved(language, Evidence(tuple(sources), 0.8)),
        StageEntered("loading"),
        StageEntered("reading_prompt"),
        *([ReasoningDelta(reasoning)] if reasoning else []),
        *map(AnswerDelta, pieces[:-1]),
        *([gate] if gate else []),
        AnswerDelta(pieces[-1]),
        answered,
    ]


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Let the app work until a condition holds; the thread that feeds it has no other way to say that it is done."""
    deadline = monotonic() + PATIENCE_S
    while not condition():
        assert monotonic() < deadline, f"waited in vain; on screen:\n{screen_text(pilot.app)}"
        await pilot.pause(0.01)
    await pilot.pause()


def screen_text(app: App[Any]) -> str:
    """Return what the terminal shows, line by line."""
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in app.screen._compositor.render_strips())


async def ask(pilot: Pilot[Any], question: str) -> None:
    pilot.app.screen.query_one(QuestionBox).load_text(question)
    await pilot.press("enter")
