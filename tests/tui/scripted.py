"""A scripted backend for the UI's tests, and helpers that read the screen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event as Flag
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from indexes.conversations.records import Citation, Exchange, Summary, Timings
from indexes.hits import Hit
from indexes.indexing.run import RunProgress, RunReport
from indexes.records import DocumentRow, Place
from ragassist.events import AnswerDelta, Answered, Event, ReasoningDelta, Retrieved, StageEntered
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.retrieval.question import MOST_CHARACTERS
from ragassist.settings.schema import Settings, load_settings
from ragassist.stopping import Stopped
from tui.backend.protocol import DatabaseForm, IndexingStopped, Model, Page, Part, Survey
from tui.widgets.question_box import QuestionBox

PATIENCE_S = 10.0
READY = Survey(Part(True, "multilingual-e5-small"), Part(True, "LFM2-2.6B-Exp"), Part(True), 10, 57)
NOTHING = Survey(Part(False, "multilingual-e5-small is not installed: run 'ragassist models pull'"), Part(False), Part(False))


@dataclass
class ScriptedBackend:
    """Says what its script says; waits at a `Flag` in the script until it is set, or until it is stopped."""

    script: Sequence[Event | Flag | Exception] = ()
    found: Survey = READY
    steps: Sequence[RunProgress | Flag | Exception] = ()
    outcome: RunReport = field(default_factory=RunReport)
    language: str = "en"
    settings: Settings = field(default_factory=lambda: load_settings(library="papers", bidi="terminal"))
    most_characters: int = MOST_CHARACTERS
    asked: list[str] = field(default_factory=list)
    indexed: list[Path] = field(default_factory=list)
    stored: list[DocumentRow] = field(default_factory=list)
    kept: dict[str, tuple[Summary, list[Exchange]]] = field(default_factory=dict)
    hits: Sequence[Hit] = ()
    model_store: Sequence[Model] = ()
    page: Page | None = None
    problem: Exception | None = None
    """Raised by whatever is asked for beside answers and indexing."""
    can_pull: bool = False
    conversation: str | None = None
    done: list[tuple[str, ...]] = field(default_factory=list)
    """What the UI asked for, beside reading."""
    change: Flag = field(default_factory=Flag)

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

    def index(self, folders: Sequence[Path], listen: Callable[[RunProgress], None], stop: Flag) -> RunReport:
        self.indexed.extend(folders)
        for step in self.steps:
            if isinstance(step, Exception):
                raise step
            if not isinstance(step, Flag):
                listen(step)
            elif not _wait(step, stop):
                raise IndexingStopped
        return self.outcome

    def prepare(self, text: str, stop: Flag) -> None:
        self.done.append(("prepare", text))
        stop.wait(PATIENCE_S)
        self.done.append(("prepared", text))

    def settle(self, stop: Flag) -> None:
        self.done.append(("settle", str(stop.is_set())))

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        self._fail()
        self.settings = self.settings.model_copy(update=dict(changes))
        self.language = self.settings.language or "en"

    def _fail(self) -> None:
        if self.problem:
            raise self.problem

    def look_up(self, question: str) -> Sequence[Hit]:
        self._fail()
        return self.hits

    def page_of(self, path: str, start: int) -> Page | None:
        return self.page

    def open_file(self, path: str, page: int | None) -> None:
        self._fail()
        self.done.append(("open", path, str(page)))

    def documents(self) -> Sequence[DocumentRow]:
        self._fail()
        return list(self.stored)

    def remove(self, paths: Sequence[str]) -> int:
        self._fail()
        before = len(self.stored)
        self.stored = [row for row in self.stored if not any(row.path == p or row.path.startswith(p + "/") for p in paths)]
        return before - len(self.stored)

    def changes(self, folders: Sequence[Path], stop: Flag) -> Iterator[None]:
        while _wait(self.change, stop):
            self.change.clear()
            yield

    def sessions(self, text: str) -> Sequence[Summary]:
        self._fail()
        return [summary for summary, _ in self.kept.values() if text.casefold() in summary.title.casefold()]

    def resume(self, conversation: str | None) -> Sequence[Exchange]:
        self.conversation = conversation
        return self.kept[conversation][1] if conversation else ()

    def close(self) -> None:
        self.done.append(("close",))

    def rename(self, conversation: str, title: str) -> None:
        summary, exchanges = self.kept[conversation]
        self.kept[conversation] = (replace(summary, title=title), exchanges)

    def forget(self, conversation: str) -> None:
        self._fail()
        del self.kept[conversation]

    def export(self, conversation: str, form: DatabaseForm) -> Path:
        self._fail()
        return Path(f"/tmp/ragassist-{conversation}.{form}")

    def models(self) -> Sequence[Model]:
        self._fail()
        return self.model_store

    def verify(self, name: str, advance: Callable[[int], None]) -> None:
        self._fail()
        self.done.append(("verify", name))

    def pull(self, advance: Callable[[str, int, int], object]) -> None:
        advance("fetching", 1, 2)
        self._fail()
        self.done.append(("pull",))
        self.can_pull = False


def _wait(gate: Flag, stop: Flag) -> bool:
    while not (gate.wait(0.01) or stop.is_set()):
        pass
    return not stop.is_set()


def source(
    n: int, text: str, path: str = "Technik/Pumpenhandbuch_K240.pdf", page: int | None = 3, heading: str = "Start"
) -> Source:
    return Source(
        n=n, path=path, place=Place(page), heading=heading, language="de", start=100, end=100 + len(text), text=text, score=0.8
    )


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
