"""Compares each screen in each state with its text snapshot beside the test; `UPDATE_LOOKS=1` writes the snapshots."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event as Flag

import pytest
from textual.widgets import Static

from indexes.conversations.records import Citation
from indexes.indexing.run import RunProgress
from indexes.records import Place
from ingest.errors import AssistantError
from ragassist.events import Answered, PromptAdvanced, SentenceFound, StageEntered
from ragassist.retrieval.evidence import Source, SourceSentence
from ragassist.settings.schema import load_settings
from tests.tui.filled import filled
from tests.tui.scripted import NOTHING, READY, ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.backend.records import Component, FolderCount, OutlineHeading, Page, PullProgress

LOOKS = Path(__file__).parent / "looks"
GERMAN = source(1, "Vor dem ersten Start wird das Gehäuse gefüllt. Am Manometer sollen sich 1,9 bar einstellen.")
ARABIC = source(1, "مضخة القناة K240 تزن 31.4 كغ مع المحرك.", "دليل/دليل_المضخة.pdf", 2, "البيانات")
JAPANESE = source(1, "運河ポンプ K240 の重さはモーター込みで 31.4 kg です。👩‍🔧", "文書/ポンプ説明書.pdf", 5, "仕様")
QUOTE = "Am Manometer sollen sich 1,9 bar einstellen."
ANSWER = "The gauge should show **1.9 bar** [1]."

SUGGESTED = ("What does pump.pdf say about “Start”?", "What does lease.docx say about “Rent”?")


@dataclass(frozen=True)
class Look:
    """A state: its backend, the question that is asked, the keys that follow, and a text that the screen then shows."""

    backend: ScriptedBackend
    sign: str
    question: str = ""
    keys: Sequence[str] = ()
    size: tuple[int, int] = (100, 24)


def answering(*, supported: bool = True, gate: Flag | None = None, reasoning: str = "") -> ScriptedBackend:
    cited = [cite(GERMAN, QUOTE, supported=supported)]
    return ScriptedBackend(script("How much?", ANSWER, [GERMAN], cited, gate=gate, reasoning=reasoning))


def refused() -> ScriptedBackend:
    backend = answering()
    last = backend.script[-1]
    assert isinstance(last, Answered)
    nearest = (
        Citation(
            n=1, path=GERMAN.path, place=GERMAN.place, start=GERMAN.start, end=GERMAN.end, quote=GERMAN.text, supported=False
        ),
    )
    told = replace(last, answer="I cannot find this in your documents.", abstained=True, citations=(), nearest=nearest)
    backend.script = [*script("How much?", told.answer, [GERMAN])[:-1], told]
    return backend


def thinking() -> ScriptedBackend:
    backend = answering(reasoning="The sources are in German.")
    backend.script = [*backend.script[:5], Flag()]
    return backend


def in_language(language: str, question: str, answer: str, found: Source) -> ScriptedBackend:
    steps = script(question, answer, [found], [cite(found, found.text)], language=language)
    return ScriptedBackend(steps, language=language, settings=load_settings(library="papers", bidi="program"))


def three_sources() -> ScriptedBackend:
    table = source(2, "| Jahr | Druck |\n| --- | --- |\n| 2024 | 1,9 bar |", "Technik/Messungen.xlsx", 1, "")
    again = source(3, "Die Welle dreht von Hand frei.", "Technik/Messungen.xlsx", 1, "")
    return ScriptedBackend(script("How much?", ANSWER, [GERMAN, table, again], [cite(GERMAN, QUOTE)]))


def reading() -> ScriptedBackend:
    backend = answering()
    found = SentenceFound(SourceSentence(GERMAN, GERMAN.text.index(QUOTE), len(GERMAN.text)))
    advanced = PromptAdvanced(610, 1000, 600.0)
    backend.script = [*list(backend.script)[:2], found, StageEntered("reading_prompt"), advanced, Flag()]
    return backend


def german() -> ScriptedBackend:
    answer = "Am Manometer sollen sich **1,9 bar** einstellen [1]."
    steps = script("Welcher Druck?", answer, [GERMAN], [cite(GERMAN, QUOTE)], language="de")
    return ScriptedBackend(steps, language="de")


def with_page() -> ScriptedBackend:
    backend = filled()
    backend.page = Page("Seite drei\n\nVor dem ersten Start wird das Gehäuse gefüllt.", 0, Place(3))
    return backend


def summarized() -> ScriptedBackend:
    backend = filled()
    backend.headings = [OutlineHeading("Safety", 0, 0, Place(1)), OutlineHeading("Start", 1, 100, Place(2))]
    return backend


def fetching() -> ScriptedBackend:
    arriving: list[PullProgress | Flag] = [PullProgress("fetching the weights", 100_000_000, 534_000_000), Flag()]
    return ScriptedBackend(found=NOTHING, can_pull=True, arriving=arriving)


def arabic(backend: ScriptedBackend) -> ScriptedBackend:
    return replace(backend, language="ar", settings=load_settings(library="papers", bidi="program"))


def of_language(backend: ScriptedBackend, language: str) -> ScriptedBackend:
    return replace(backend, language=language, settings=load_settings(library="papers", bidi="terminal"))


def many_files() -> ScriptedBackend:
    return ScriptedBackend(
        counts=FolderCount(9214, 9_000_000_000, seconds=36_000.0), found=replace(READY, library=Component(False))
    )


def looks() -> dict[str, Look]:
    waiting = answering()
    waiting.script = [StageEntered("loading"), Flag()]
    plain = answering()
    plain.settings = load_settings(library="papers", theme="plain", bidi="terminal")
    return {
        "empty": Look(
            ScriptedBackend(found=replace(READY, library=Component(False), documents=0, passages=0)), "Ctrl+O: choose"
        ),
        "first_run": Look(ScriptedBackend(found=NOTHING, can_pull=True), "Ctrl+G gets them (1.8 GB)"),
        "suggested": Look(ScriptedBackend(suggested=SUGGESTED), "with ↓", keys=("down", "down")),
        "folder": Look(ScriptedBackend(found=replace(READY, library=Component(False))), "214 files", keys=("ctrl+o",)),
        "loading": Look(waiting, "Loading the model", "How much?"),
        "reading": Look(reading(), "61%", "How much?"),
        "streaming": Look(answering(gate=Flag()), "The gauge should show", "How much?"),
        "thinking": Look(thinking(), "Reasoning · 1/256", "How much?"),
        "answered": Look(answering(), "F4 details", "How much?"),
        "unsupported": Look(answering(supported=False), "not confirmed", "How much?"),
        "refused": Look(refused(), "I cannot find this", "How much?"),
        "error": Look(ScriptedBackend([AssistantError("the library is busy: try again")]), "the library is busy", "How much?"),
        "wide": Look(three_sources(), "F4 details", "How much?", ("tab", "down"), (150, 42)),
        "sources_only": Look(three_sources(), "Move", "How much?", ("tab",), (60, 20)),
        "german": Look(german(), "9,8", "Welcher Druck?", (), (80, 24)),
        "fetching": Look(fetching(), "100.0 MB", keys=("ctrl+g", "y")),
        "indexing": Look(
            ScriptedBackend(steps=[RunProgress(stage="embedding", done=16, total=1518), Flag()]),
            "16/1",
            keys=("ctrl+o", "enter"),
        ),
        "libraries": Look(answering(), "letters", keys=("ctrl+l",)),
        "documents_offered": Look(filled(), "@deep/", keys=("@", "p")),
        "kept_to": Look(filled(), "only here", keys=("@", "p", "tab")),
        "actions_offered": Look(answering(), "/Settings", keys=("/", "s", "e")),
        "narrow": Look(answering(), "F4 details", "How much?", size=(60, 20)),
        "no_colour": Look(plain, "F4 details", "How much?"),
        "source": Look(answering(), "Copy quote", "How much?", ("tab", "enter")),
        "library_empty": Look(answering(), "This library is empty", keys=("f2",)),
        "conversations_empty": Look(answering(), "Nothing found", keys=("f3",)),
        "library": Look(filled(), "By state", keys=("f2",)),
        "library_wide": Look(with_page(), "Seite drei", keys=("f2", "end"), size=(150, 42)),
        "summary": Look(summarized(), "✓ 1 source", keys=("f2", "end", "s"), size=(100, 30)),
        "conversations": Look(filled(), "Rename", keys=("f3",)),
        "inspect": Look(filled(), "What the model saw", "How much?", ("f4",)),
        "models": Look(filled(), "Verify", keys=("f5",)),
        "settings": Look(answering(), "Colours", keys=("f6",)),
        "help": Look(answering(), "Close", keys=("f1",)),
        "arabic": Look(
            in_language("ar", "كم تزن مضخة القناة K240؟", "تزن 31.4 كغ [1].", ARABIC), "9.8", "كم تزن مضخة القناة K240؟"
        ),
        "arabic_reading": Look(arabic(reading()), "61%", "How much?", size=(60, 20)),
        "arabic_first_run": Look(arabic(ScriptedBackend(found=NOTHING, can_pull=True)), "Ctrl+G", size=(80, 24)),
        "conversations_narrow": Look(filled(), "2 conversations", keys=("f3",), size=(60, 20)),
        "sources_beside": Look(three_sources(), "Copy quote", "How much?", ("tab",), (80, 24)),
        "refused_narrow": Look(refused(), "I cannot find this", "How much?", size=(60, 20)),
        "german_reading": Look(of_language(reading(), "de"), "61%", "How much?", size=(60, 20)),
        "french_suggested": Look(
            of_language(ScriptedBackend(suggested=("Que dit Minutes_2025-03-18.md sur « Quay crane » ?",)), "fr"),
            "Quay",
            size=(60, 20),
        ),
        "arabic_refused": Look(arabic(refused()), "F4", "How much?", size=(80, 24)),
        "arabic_help": Look(arabic(answering()), "settings.toml", keys=("f1", "end"), size=(80, 30)),
        "arabic_delete": Look(arabic(filled()), "Y", keys=("f3", "d"), size=(80, 24)),
        "library_nothing_fits": Look(filled(), "Nothing fits", keys=("f2", "slash", "q", "x")),
        "rename": Look(filled(), "Enter Save", keys=("f3", "r")),
        "folder_of_hours": Look(many_files(), "about 10 h to index", keys=("ctrl+o",)),
        "japanese": Look(in_language("ja", "K240 の重さは？", "31.4 kg です [1]。", JAPANESE), "9.8", "K240 の重さは？"),
    }


@pytest.fixture(autouse=True)
def _home_of_a_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the home folder that the tree of folders shows."""
    home = tmp_path / "person"
    for name in ("Documents", "Letters", ".hidden"):
        (home / name).mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))


@pytest.mark.parametrize("name", looks())
async def test_a_screen_is_equal_to_its_snapshot(name: str) -> None:
    look = looks()[name]
    app = RagassistApp(look.backend)
    async with app.run_test(size=look.size) as pilot:
        if look.question:
            await ask(pilot, look.question)
        if look.keys:
            counts = app.screen.query_one("#counts", Static)
            await until(pilot, lambda: app.screen.query(".-cited") if look.question else str(counts.render()))
        for key in look.keys:
            await pilot.press(key)
            await pilot.pause(0.1)  # a thread reads what the key shows
        await until(pilot, lambda: look.sign in screen_text(app))
        for _ in range(3):
            await pilot.pause(0.05)
        shown = steady(screen_text(app))
    kept = LOOKS / f"{name}.txt"
    if os.environ.get("UPDATE_LOOKS"):
        LOOKS.mkdir(exist_ok=True)
        kept.write_text(shown, encoding="utf-8")
    assert shown == kept.read_text(encoding="utf-8")


def steady(text: str) -> str:
    """Return a screen without values that depend on the clock, the machine or other tests in this process."""
    text = re.sub("[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]", "*", text)
    text = re.sub("[━╸╺]+", "━", text)  # a progress bar without a total is animated
    text = re.sub(r"/\S*(?=settings\.toml)", "", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "2033-05-18 03:33", text)  # shown in the local time zone
    text = re.sub(r"(\* [^│\n]*?)  \d+ s *", r"\1 ", text)
    return "\n".join(re.sub(r"offline · \d+ refused", "offline · 0 refused", line).rstrip() for line in text.split("\n")) + "\n"


async def test_the_plain_theme_shows_no_colours() -> None:
    backend = answering()
    backend.settings = load_settings(theme="plain")
    app = RagassistApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "F4 details" in screen_text(app))
        strips = app.screen._compositor.render_strips()
        colours = {
            segment.style.color.triplet for strip in strips for segment in strip if segment.style and segment.style.color
        }
        assert all(colour is None or colour.red == colour.green == colour.blue for colour in colours)
