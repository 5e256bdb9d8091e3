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
from ragassist.extraction.records import Table, TableProgress
from ragassist.retrieval.evidence import Evidence, Source
from ragassist.retrieval.question import MOST_CHARACTERS
from ragassist.settings.schema import Settings, load_settings
from ragassist.stopping import Stopped
from tui.backend.protocol import ConversationForm, IndexingStopped, TableForm
from tui.backend.records import Component, FolderCount, LibraryEntry, Model, OutlineHeading, Page, PullProgress, Survey
from tui.widgets.question_box import QuestionBox

PATIENCE_S = 10.0
READY = Survey(
    search_model=Component(True, "multilingual-e5-small"),
    chat_model=Component(True, "LFM2-2.6B-Exp"),
    library=Component(True),
    documents=10,
    passages=57,
)
NOTHING = Survey(
    search_model=Component(False, "multilingual-e5-small is not installed: run 'ragassist models pull'"),
    chat_model=Component(False),
    library=Component(False),
    to_fetch=1_800_000_000,
)


@dataclass
class ScriptedBackend:
    """Yields the events of its script; at a `Flag` in the script it waits until the flag is set or the answer is stopped."""

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
    counts: FolderCount | Exception = field(default_factory=lambda: FolderCount(214, 90_000_000))
    table: Sequence[TableProgress | Flag | Exception] = ()
    suggested: Sequence[str] = ()
    sample: Path = Path("/sample/papers")
    headings: Sequence[OutlineHeading] = ()
    names: Sequence[LibraryEntry] = (LibraryEntry("papers", 10, True), LibraryEntry("letters", 3))
    arriving: Sequence[PullProgress | Flag] = (PullProgress("fetching", 1, 2),)
    problem: Exception | None = None
    """Raised by whatever is asked for beside answers and indexing."""
    can_pull: bool = False
    current: str | None = None
    """The conversation that goes on."""
    done: list[tuple[str, ...]] = field(default_factory=list)
    """What the UI asked for, beside reading."""
    change: Flag = field(default_factory=Flag)
    hear: Callable[[str], None] = lambda _: None

    @property
    def preferences(self) -> "ScriptedBackend":
        return self

    @property
    def library(self) -> "ScriptedBackend":
        return self

    @property
    def conversation(self) -> "ScriptedConversation":
        return ScriptedConversation(self)

    @property
    def models(self) -> "ScriptedModels":
        return ScriptedModels(self)

    def announce_to(self, listener: Callable[[str], None]) -> None:
        self.hear = listener

    def survey(self) -> Survey:
        return self.found

    def outline(self, path: str) -> Sequence[OutlineHeading]:
        return self.headings

    def index(
        self, folders: Sequence[Path], listen: Callable[[RunProgress], None], stop: Flag, *, full: bool = False
    ) -> RunReport:
        self.indexed.extend(folders)
        self.done.append(("index", *map(str, folders), "full" if full else "changes"))
        for step in self.steps:
            if isinstance(step, Exception):
                raise step
            if not isinstance(step, Flag):
                listen(step)
            elif not _wait(step, stop):
                raise IndexingStopped
        return self.outcome

    def save(self, changes: Mapping[str, str | int | None]) -> None:
        self._fail()
        self.settings = self.settings.model_copy(update=dict(changes))
        self.language = self.settings.language or "en"

    def _fail(self) -> None:
        if self.problem:
            raise self.problem

    def page_of(self, path: str, start: int) -> Page | None:
        return self.page

    def pages(self, path: str) -> Sequence[Page]:
        self._fail()
        return [Page(f"Text of {path}", 0, Place(1)), Page("The second page.", 100, Place(2))]

    def count(self, folder: Path, stop: Flag) -> FolderCount:
        if isinstance(self.counts, Exception):
            raise self.counts
        return self.counts

    def libraries(self) -> Sequence[LibraryEntry]:
        self._fail()
        return self.names

    def switch(self, name: str) -> None:
        self.done.append(("switch", name))
        self.settings = self.settings.model_copy(update={"library": name})

    def suggestions(self) -> Sequence[str]:
        return self.suggested

    def picture(self, path: str, page: int, quotes: Sequence[str], width: int) -> bytes:
        self._fail()
        self.done.append(("picture", path, str(page), *quotes))
        height = width // 2 * 3
        return b"P6 %d %d 255\n" % (width, height) + bytes((255, 255, 255)) * (width * height)

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

    def toggle_pause(self) -> None:
        self.done.append(("pause",))

    def changes(self, folders: Sequence[Path], stop: Flag) -> Iterator[None]:
        while _wait(self.change, stop):
            self.change.clear()
            yield

    def close(self) -> None:
        self.done.append(("close",))


@dataclass
class ScriptedConversation:
    """The conversation of a scripted backend."""

    backend: ScriptedBackend

    @property
    def conversation(self) -> str | None:
        return self.backend.current

    def ask(self, question: str, stop: Flag, *, deep: bool = False) -> Iterator[Event]:
        self.backend.asked.append(f"deep: {question}" if deep else question)
        for step in self.backend.script:
            if isinstance(step, Exception):
                raise step
            if not isinstance(step, Flag):
                yield step
            elif not _wait(step, stop):
                raise Stopped

    def summarize(self, path: str, stop: Flag) -> Iterator[Event]:
        self.backend.done.append(("summarize", path))
        yield from self.ask(path, stop)

    def translate(self, path: str, into: str, stop: Flag) -> Iterator[Event]:
        self.backend.done.append(("translate", path, into))
        yield from self.ask(path, stop)

    def keep_to(self, paths: Sequence[str]) -> None:
        self.backend.done.append(("keep to", *paths))

    def prepare(self, text: str, stop: Flag) -> None:
        self.backend.done.append(("prepare", text))
        stop.wait(PATIENCE_S)
        self.backend.done.append(("prepared", text))

    def settle(self, stop: Flag) -> None:
        self.backend.done.append(("settle", str(stop.is_set())))

    def extract(self, fields: Sequence[str], stop: Flag) -> Iterator[TableProgress]:
        self.backend.done.append(("extract", *fields))
        for step in self.backend.table:
            if isinstance(step, Exception):
                raise step
            if not isinstance(step, Flag):
                yield step
            elif not _wait(step, stop):
                raise Stopped

    def save_table(self, table: Table, form: TableForm) -> Path:
        self.backend._fail()
        self.backend.done.append(("save table", form, str(len(table.rows))))
        return Path(f"/tmp/table.{form}")

    def save_text(self, title: str, text: str) -> Path:
        self.backend._fail()
        self.backend.done.append(("save text", title, text))
        return Path(f"/tmp/{title}.md")

    def look_up(self, question: str) -> Sequence[Hit]:
        self.backend._fail()
        return self.backend.hits

    def sessions(self, text: str) -> Sequence[Summary]:
        self.backend._fail()
        return [summary for summary, _ in self.backend.kept.values() if text.casefold() in summary.title.casefold()]

    def resume(self, conversation: str | None) -> Sequence[Exchange]:
        self.backend.current = conversation
        return self.backend.kept[conversation][1] if conversation else ()

    def rename(self, conversation: str, title: str) -> None:
        summary, exchanges = self.backend.kept[conversation]
        self.backend.kept[conversation] = (replace(summary, title=title), exchanges)

    def forget(self, conversation: str) -> None:
        self.backend._fail()
        del self.backend.kept[conversation]

    def export(self, conversation: str, form: ConversationForm) -> Path:
        self.backend._fail()
        return Path(f"/tmp/ragassist-{conversation}.{form}")


@dataclass
class ScriptedModels:
    """The models of a scripted backend."""

    backend: ScriptedBackend

    def models(self) -> Sequence[Model]:
        self.backend._fail()
        return self.backend.model_store

    def verify(self, name: str, advance: Callable[[int], None]) -> None:
        self.backend._fail()
        self.backend.done.append(("verify", name))

    def choose(self, name: str) -> None:
        self.backend._fail()
        self.backend.done.append(("choose", name))
        self.backend.model_store = [replace(model, used=model.name == name) for model in self.backend.model_store]

    def pull(self, advance: Callable[[PullProgress], object], stop: Flag) -> None:
        for step in self.backend.arriving:
            if not isinstance(step, Flag):
                advance(step)
            elif not _wait(step, stop):
                self.backend.done.append(("pull stopped",))
                raise Stopped
        self.backend._fail()
        self.backend.done.append(("pull",))
        self.backend.can_pull = False


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
    return Citation(
        n=found.n, path=found.path, place=found.place, start=start, end=start + len(quote), quote=quote, supported=supported
    )


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
    """Return the events of one answer; it waits for the `gate` before its last part."""
    pieces = [answer[at : at + 7] for at in range(0, len(answer), 7)]
    timings = Timings(
        retrieve_s=0.2,
        time_to_first_token_s=4.1,
        total_s=9.8,
        prompt_tokens=812,
        evaluated_tokens=640,
        reused_tokens=172,
        reasoning_tokens=37 if reasoning else 0,
        answer_tokens=58,
    )
    answered = Answered(
        question=question,
        language=language,
        answer=answer,
        answer_language=language,
        abstained=False,
        citations=tuple(citations),
        reasoning=reasoning,
        model="LFM2-2.6B-Exp",
        timings=timings,
        notices=notices,
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
    """Let the app run until a condition holds, since the thread that gives it events doesn't signal its end."""
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
