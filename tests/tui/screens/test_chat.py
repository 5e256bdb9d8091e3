"""The chat: asking, answering, and reading sources by keys."""

import re
from dataclasses import replace
from threading import Event as Flag

import pytest
from rich.cells import cell_len

from indexes.errors import LibraryBusy
from ingest.said import said
from ragassist.airgap import GUARD
from ragassist.events import Answered, PromptAdvanced, ReasoningBegun, ReasoningDelta, SentenceFound, StageEntered
from ragassist.language.phrases import phrase
from ragassist.retrieval.evidence import SourceSentence
from ragassist.settings.schema import load_settings
from tests.tui.scripted import NOTHING, READY, ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.backend.records import Component
from tui.screens.chat import ChatScreen
from tui.screens.source import SourceScreen
from tui.widgets.exchange import Exchange
from tui.widgets.passage_view import PassageView
from tui.widgets.question_box import QuestionBox
from tui.widgets.reasoning import Reasoning
from tui.widgets.sources_panel import SourcesPanel
from tui.widgets.stages import Stages
from tui.widgets.transcript import Transcript

WIDE, NARROW = (120, 40), (80, 24)
TEXT = "Vor dem ersten Start wird das Gehäuse gefüllt. Am Manometer sollen sich 1,9 bar einstellen."
FOUND = source(1, TEXT)
QUOTE = "Am Manometer sollen sich 1,9 bar einstellen."
ANSWER = "The gauge should show **1.9 bar** [1]."


def answering(**more: object) -> ScriptedBackend:
    return ScriptedBackend(script("How much?", ANSWER, [FOUND], [cite(FOUND, QUOTE)], **more))  # type: ignore[arg-type]


async def test_the_first_run_says_what_is_missing_and_what_to_do() -> None:
    app = RagassistApp(ScriptedBackend(found=NOTHING))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "models pull" in screen_text(app))
        assert phrase("step_command", "en")[:40] in screen_text(app)
        assert f"offline · {GUARD.refused} refused" in screen_text(app)


async def test_a_server_that_runs_the_chat_model_is_named_in_the_status_line() -> None:
    settings = load_settings(library="papers", bidi="terminal", chat_url="http://gpu-box:8000")
    app = RagassistApp(ScriptedBackend(settings=settings))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: f"{phrase('chat_server', 'en')} gpu-box:8000" in screen_text(app))
        assert f"offline · {GUARD.refused} refused" in screen_text(app)


async def test_an_empty_library_shows_how_to_fill_it() -> None:
    empty = replace(READY, library=Component(False), documents=0, passages=0)
    app = RagassistApp(ScriptedBackend(found=empty))
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: phrase("step_folder", "en") in screen_text(app))


async def test_an_answer_is_streamed_and_its_figures_follow() -> None:
    gate = Flag()
    app = RagassistApp(answering(gate=gate))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "The gauge should show" in screen_text(app))
        assert "LFM2" not in screen_text(app)
        gate.set()
        await until(pilot, lambda: "✓ 1 source confirms · 9.8 s · F4 details" in screen_text(app))
        assert "1.9 bar [1]" in screen_text(app)
        assert "**" not in screen_text(app)
        assert "LFM2" not in screen_text(app)
        await pilot.press("f4")
        await until(pilot, lambda: "English · LFM2-2.6B-Exp · first word after 4.1 s" in screen_text(app))


async def test_the_current_stage_is_shown_until_there_is_text() -> None:
    backend = answering()
    backend.script = [*list(backend.script)[:3], Flag()]
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: phrase("loading", "en") in screen_text(app))


async def test_the_search_result_and_the_progress_of_the_prompt_are_shown_until_the_answer_begins() -> None:
    gate, backend = Flag(), answering()
    quote = SentenceFound(SourceSentence(FOUND, TEXT.index(QUOTE), len(TEXT)))
    script = list(backend.script)
    backend.script = [*script[:2], quote, StageEntered("reading_prompt"), PromptAdvanced(610, 1000, 9.2), gate, *script[4:]]
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "█░" in screen_text(app))
        shown = screen_text(app)
        assert "✓ Searched  1 passage · 1 file" in shown
        assert re.search(r"Reading the sources  ██████░░░░ 61%  about \d s left", shown)  # the seconds count down
        assert "· Answering  Esc: Stop" in shown
        assert "“Am Manometer sollen sich" in shown
        gate.set()
        await until(pilot, lambda: "The gauge should show" in screen_text(app))
        assert not app.screen.query_one(Stages).display


async def test_reasoning_shows_the_seconds_that_are_left() -> None:
    backend = answering()
    backend.script = [*list(backend.script)[:4], ReasoningBegun(20.0), ReasoningDelta("Hm."), Flag()]
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "Reasoning  about" in screen_text(app) and "s left" in screen_text(app))


async def test_reasoning_is_collapsed_with_its_token_count_and_can_be_expanded() -> None:
    app = RagassistApp(answering(reasoning="The sources are in German."))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "Reasoning · 37/256 tokens" in screen_text(app))
        assert "The sources are in German." not in screen_text(app)
        app.screen.query_one(Reasoning).collapsed = False
        await until(pilot, lambda: "The sources are in German." in screen_text(app))


async def test_sources_are_listed_beside_the_answer_with_their_page() -> None:
    app = RagassistApp(answering())
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        assert "Pumpenhandbuch_K240.pdf  page 3" in screen_text(app)
        assert app.screen.query_one(SourcesPanel).region.x > app.screen.query_one(Transcript).region.x


async def test_the_list_of_sources_is_beside_the_answer_from_80_columns_and_the_page_from_130() -> None:
    app = RagassistApp(answering())
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        transcript, panel, view = (app.screen.query_one(kind) for kind in (Transcript, SourcesPanel, PassageView))
        assert panel.region.x == transcript.region.right
        assert not view.display
        await pilot.resize_terminal(130, 40)
        await until(pilot, lambda: view.display and "[1] Pumpenhandbuch" in screen_text(app))
        assert view.region.x == panel.region.x
        await pilot.resize_terminal(79, 24)
        await until(pilot, lambda: not app.screen.query_one("#evidence").display)
        await pilot.press("tab")
        await until(pilot, lambda: panel.region.width == 79 and not transcript.display)
        await pilot.press("escape")
        await until(pilot, lambda: transcript.display)


async def test_an_unsupported_citation_is_marked_in_the_answer_its_status_and_the_sources() -> None:
    doubted = cite(FOUND, QUOTE, supported=False)
    app = RagassistApp(ScriptedBackend(script("How much?", ANSWER, [FOUND], [doubted])))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "1.9 bar [1?]" in screen_text(app))
        assert screen_text(app).count("not confirmed by its source") == 2


async def test_escape_stops_an_answer_and_keeps_its_text() -> None:
    app = RagassistApp(answering(gate=Flag()))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "The gauge should show" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "stopped" in screen_text(app))
        assert "The gauge should show" in screen_text(app)
        assert not app.screen.query_one(QuestionBox).busy


async def test_a_failure_is_shown_in_one_line_and_the_question_returns_to_the_box() -> None:
    app = RagassistApp(ScriptedBackend([LibraryBusy("process 7 is changing this library: wait until it is done")]))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "process 7 is changing this library" in screen_text(app))
        assert app.screen.query_one(QuestionBox).text == "How much?"


async def test_an_arabic_failure_is_aligned_to_the_right_edge() -> None:
    settings = load_settings(library="papers", bidi="program")
    lost = said("conversations_lost", "the past conversations could not be read")
    app = RagassistApp(ScriptedBackend([LibraryBusy(lost)], language="ar", settings=settings))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query("Exchange .status.-problem.-rtl, Exchange .-problem.-rtl"))


async def test_a_failure_is_told_in_the_uis_language() -> None:
    who = said("process_since", "process 7 (since 14:02)", number="7", time="14:02")
    busy = said("writer_busy", "process 7 (since 14:02) is changing this library: wait until it is done", who=who)
    app = RagassistApp(ScriptedBackend([LibraryBusy(busy)], language="de"))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "Wie viel?")
        await until(pilot, lambda: "Diese Bibliothek ändert gerade Prozess 7 (seit 14:02): bitte warten" in screen_text(app))


async def test_an_unexpected_failure_is_also_shown_in_a_line() -> None:
    app = RagassistApp(ScriptedBackend([MemoryError("no room")]))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "MemoryError: no room" in screen_text(app))
        assert app.is_running


async def test_a_number_key_opens_a_source_only_outside_the_question_box() -> None:
    app = RagassistApp(answering())
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        await pilot.press("1")
        assert app.screen.query_one(QuestionBox).text == "1"
        await pilot.press("tab", "1")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "[1] Pumpen" in screen_text(app))


async def test_tab_and_enter_open_a_source() -> None:
    app = RagassistApp(answering())
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        await pilot.press("tab")
        assert isinstance(app.focused, SourcesPanel)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen))


async def test_a_click_on_a_citation_opens_its_source() -> None:
    app = RagassistApp(answering())
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited") and "bar [1]" in screen_text(app))
        row = next(y for y, line in enumerate(screen_text(app).splitlines()) if "bar [1]" in line)
        column = screen_text(app).splitlines()[row].index("[1]") + 1
        await pilot.click(offset=(column, row))
        await until(pilot, lambda: isinstance(app.screen, SourceScreen))


async def test_the_source_screen_moves_between_sources_copies_the_quote_and_closes() -> None:
    other = source(2, "Die Welle dreht frei.", "keys.txt", None, "")
    app = RagassistApp(ScriptedBackend(script("How much?", ANSWER, [FOUND, other], [cite(FOUND, QUOTE)])))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        await pilot.press("tab", "1")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen))
        await pilot.press("c")
        await until(pilot, lambda: app.clipboard == QUOTE)
        await pilot.press("n")
        await until(pilot, lambda: "[2] keys.txt" in screen_text(app))
        await pilot.press("n", "p", "p")
        await until(pilot, lambda: "[1] Pumpenhandbuch" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_the_answer_is_copied_with_its_sources() -> None:
    app = RagassistApp(answering())
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "F4 details" in screen_text(app))
        await pilot.press("ctrl+y")
        await until(pilot, lambda: app.clipboard == f"{ANSWER}\n\n[1] Pumpenhandbuch_K240.pdf page 3")


async def test_the_transcript_scrolls_with_the_answer_only_if_it_is_at_the_bottom() -> None:
    gate = Flag()
    long = "\n\n".join(f"Line {n} of a long answer." for n in range(40))
    app = RagassistApp(ScriptedBackend(script("How much?", long, [FOUND], gate=gate)))
    async with app.run_test(size=NARROW) as pilot:
        transcript = app.screen.query_one(Transcript)
        await ask(pilot, "How much?")
        await until(pilot, lambda: "Line 38" in screen_text(app))
        await pilot.press("pageup")
        await until(pilot, lambda: "Line 38" not in screen_text(app))
        at = transcript.scroll_target_y
        gate.set()
        await until(pilot, lambda: not app.screen.query_one(QuestionBox).busy)
        assert transcript.scroll_target_y == at


async def test_the_terminal_can_be_resized_while_an_answer_is_streamed() -> None:
    gate = Flag()
    long = " ".join(f"Sentence {n} of a long answer." for n in range(60)) + " The end [1]."
    app = RagassistApp(ScriptedBackend(script("How much?", long, [FOUND], [cite(FOUND, QUOTE)], gate=gate)))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "Sentence 59" in screen_text(app))
        for columns, rows in ((60, 20), (250, 80), (61, 21), (100, 24), (99, 24), (60, 20)):
            await pilot.resize_terminal(columns, rows)
            await until(pilot, lambda: "Sentence 59" in screen_text(app))
            assert all(cell_len(line) <= columns for line in screen_text(app).split("\n"))
        gate.set()
        await until(pilot, lambda: "The end [1]." in screen_text(app) and "F4 details" in screen_text(app))


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("ar", "كم بار يجب أن يُظهر المانومتر؟", "يجب أن يُظهر المانومتر 1.9 بار [1]."),
        ("ja", "圧力計は何バールを示すべきですか。", "圧力計は1.9バールを示すはずです。[1]"),
    ],
)
async def test_arabic_and_japanese_are_shown_in_full(language: str, question: str, answer: str) -> None:
    events_of_it = script(question, answer, [FOUND], [cite(FOUND, QUOTE)], language=language)
    app = RagassistApp(ScriptedBackend(events_of_it, language=language))
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, question)
        await until(pilot, lambda: phrase("details", language) in screen_text(app))
        assert question in screen_text(app)
        assert answer in screen_text(app)
        assert phrase("sources", language) in screen_text(app)
        assert app.screen.query_one(Exchange).answer == answer


async def test_a_key_asks_the_question_again_as_another_kind_of_request() -> None:
    backend = answering()
    backend.script = [replace(step, instead="summary") if isinstance(step, Answered) else step for step in backend.script]
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "Ask it as a summary" in screen_text(app))
        await pilot.press("ctrl+k")
        await until(pilot, lambda: backend.asked == ["How much?", "/summary How much?"])


async def test_the_key_is_not_offered_without_another_kind_of_request() -> None:
    backend = answering()
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "1.9 bar" in screen_text(app))
        await pilot.press("ctrl+k")
        assert "Ctrl+K" not in screen_text(app)
        assert backend.asked == ["How much?"]
