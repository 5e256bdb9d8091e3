"""Sentences that their source doesn't support, and the passages that a refusal offers instead of an answer."""

from dataclasses import replace
from threading import Event as Flag

import pytest

from indexes.conversations.records import Citation, Summary
from indexes.conversations.records import Exchange as Past
from ragassist.events import Answered, StageEntered, ToolUsed
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from tests.tui.filled import FOUND, QUOTE, SIZE, TEXT, filled
from tests.tui.scripted import ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.backend.records import Page
from tui.screens.source import SourceScreen
from tui.widgets.question_box import QuestionBox
from tui.widgets.sources_panel import SourcesPanel

LEASE = source(2, "Die Miete beträgt 790 Euro im Monat.", "Verträge/Mietvertrag.pdf", 8)
FIRST = "Vor dem ersten Start wird das Gehäuse gefüllt."
NEAREST = tuple(
    Citation(n=s.n, path=s.path, place=s.place, start=s.start, end=s.end, quote=s.text, supported=False) for s in (FOUND, LEASE)
)


def in_two_sentences() -> Answered:
    """Return an answer that cites one source twice, the second time without its support."""
    answer = "The gauge shows 1.9 bar. [1] It is painted red. [1]"
    citations = cite(FOUND, QUOTE), cite(FOUND, FIRST, supported=False)
    told = script("How much?", answer, [FOUND], citations)[-1]
    assert isinstance(told, Answered)
    return replace(told, marks=(0, 1))


def refusing(language: str = "en") -> ScriptedBackend:
    answer = phrase("refusal", language)
    steps = script("How much?", answer, [FOUND, LEASE], language=language)
    last = steps[-1]
    assert isinstance(last, Answered)
    return ScriptedBackend([*steps[:-1], replace(last, abstained=True, nearest=NEAREST)], language=language)


def kept(told: Answered) -> ScriptedBackend:
    """Return a backend with one stored conversation of one exchange."""
    past = Past(
        question=told.question,
        answer=told.answer,
        language=told.language,
        answer_language=told.answer_language,
        abstained=told.abstained,
        citations=told.citations,
        model=told.model,
        timings=told.timings,
        nearest=told.nearest,
        marks=told.marks,
    )
    backend = filled()
    backend.kept = {
        "ab": (
            Summary(id="ab", title="How much?", library="papers", language="en", exchanges=1, started=0.0, changed=2e9),
            [past],
        )
    }
    return backend


async def test_an_unsupported_sentence_is_marked_even_if_its_source_supports_another_one() -> None:
    told = in_two_sentences()
    backend = ScriptedBackend([*script("How much?", told.answer, [FOUND])[:-1], told])
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "1.9 bar. [1] It is painted red. [1?]" in screen_text(app))
        assert f"[1?] {phrase('unsupported', 'en')}" in screen_text(app)
        row = next(y for y, line in enumerate(screen_text(app).splitlines()) if "[1?]" in line)
        await pilot.click(offset=(screen_text(app).splitlines()[row].index("[1?]") + 1, row))
        await until(pilot, lambda: isinstance(app.screen, SourceScreen))


@pytest.mark.parametrize("language", languages())
async def test_a_refusal_offers_the_nearest_passages_by_key_and_mouse(language: str) -> None:
    app = RagassistApp(refusing(language))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: phrase("nearest", language) in screen_text(app))
        assert phrase("nearest_passages", language) in screen_text(app)
        assert phrase("unsupported", language) not in screen_text(app)
        lines = screen_text(app).splitlines()
        row = next(y for y, line in enumerate(lines) if "[2] Mietvertrag.pdf" in line)
        await pilot.click(offset=(lines[row].index("Miet"), row))
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "790 Euro" in screen_text(app))
        await pilot.press("escape")
        app.screen.query_one(QuestionBox).focus()
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.focused, SourcesPanel))
        await pilot.press("1")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Pumpenhandbuch" in screen_text(app))


async def test_a_new_question_removes_the_title_of_the_nearest_passages() -> None:
    backend = refusing()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: phrase("nearest_passages", "en") in screen_text(app))
        backend.script = script("How much?", "1.9 bar [1].", [FOUND], [cite(FOUND, QUOTE)])
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        assert phrase("nearest_passages", "en") not in screen_text(app)


async def test_a_resumed_conversation_marks_unsupported_sentences_and_highlights_every_quote_of_a_page() -> None:
    backend = kept(in_two_sentences())
    backend.page = Page(f"Seite drei\n{TEXT} Ende.", 100 - len("Seite drei\n"))
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "1 conversation" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "1.9 bar. [1] It is painted red. [1?]" in screen_text(app))
        row = next(y for y, line in enumerate(screen_text(app).splitlines()) if "[1?]" in line)
        await pilot.click(offset=(screen_text(app).splitlines()[row].index("[1]") + 1, row))
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Seite drei" in screen_text(app))
        assert "Ende." in screen_text(app)
        await pilot.press("c")
        await until(pilot, lambda: app.clipboard == f"{FIRST}\n{QUOTE}")


async def test_a_refusal_in_a_resumed_conversation_still_offers_the_nearest_passages() -> None:
    last = refusing().script[-1]
    assert isinstance(last, Answered)
    app = RagassistApp(kept(last))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "1 conversation" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "[2] Mietvertrag.pdf" in screen_text(app))
        assert phrase("nearest_passages", "en") in screen_text(app)
        await pilot.press("tab", "2")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "790 Euro" in screen_text(app))


async def test_an_answer_without_a_citation_in_a_resumed_conversation_still_shows_the_nearest_passages() -> None:
    last = refusing().script[-1]
    assert isinstance(last, Answered)
    app = RagassistApp(kept(replace(last, answer=f"It is red. ({phrase('unconfirmed', 'en')})", abstained=False)))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "1 conversation" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Mietvertrag.pdf" in screen_text(app))
        assert phrase("no_sources", "en") not in screen_text(app)
        assert phrase("nearest_passages", "en") not in screen_text(app)


async def test_a_refusal_offers_a_deeper_search_and_each_tool_call_is_shown() -> None:
    backend = refusing()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: phrase("key_deep", "en") in screen_text(app))
        gate = Flag()
        backend.script = [
            StageEntered("searching"),
            ToolUsed('search("gauge\x1b[2J")', 3),
            gate,
            *script("How much?", "1.9 bar [1].", [FOUND], [cite(FOUND, QUOTE)]),
        ]
        await pilot.press("ctrl+t")
        await until(pilot, lambda: "gauge" in screen_text(app) and "3 passages" in screen_text(app))
        assert backend.asked == ["How much?", "deep: How much?"]
        gate.set()
        await until(pilot, lambda: "1.9 bar" in screen_text(app))
        await until(pilot, lambda: phrase("key_deep", "en") not in screen_text(app))
