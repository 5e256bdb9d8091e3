"""No document, file name, answer or error can control the terminal or is parsed as markup."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual import events

from indexes.indexing.run import Reason, RunProgress, RunReport
from ingest.errors import AssistantError
from ragassist.events import Answered
from ragassist.language.phrases import phrase
from tests.tui.scripted import ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.backend.records import Component, Survey
from tui.screens.index import IndexScreen
from tui.screens.source import SourceScreen
from tui.widgets.folders.line import FolderInput
from tui.widgets.index_report import IndexReport
from tui.widgets.question_box import QuestionBox
from tui.widgets.reasoning import Reasoning

SIZE = (200, 60)
ESCAPES = "\x1b]52;c;ZXZpbA==\x07\x1b[31m\x9b2J\x1b]8;;http://e.vil\x1b\\\u202e"
MARKUP = "[red]tag[/red] [@click=app.quit]go[/] [/]"
PAYLOAD = ESCAPES + MARKUP


def leaks(app: RagassistApp) -> list[str]:
    """Return the control characters on the screen and in the picture that Textual exports."""
    shown = screen_text(app) + app.export_screenshot()
    return [char for char in shown if char in "\x07\x1b\u202e" or "\x80" <= char <= "\x9f"]


async def test_sources_answer_reasoning_and_status_are_shown_as_plain_text() -> None:
    hostile = source(1, f"before {PAYLOAD} after", f"dir/{PAYLOAD.replace('/', '_')}.pdf", 1, PAYLOAD)
    steps = script(PAYLOAD, f"{PAYLOAD} [1] end", [hostile], [cite(hostile, "after")], reasoning=PAYLOAD, notices=(PAYLOAD,))
    app = RagassistApp(ScriptedBackend(steps))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "What?")
        await until(pilot, lambda: "F4 details" in screen_text(app))
        app.screen.query_one(Reasoning).collapsed = False
        await pilot.pause()
        assert screen_text(app).count("[red]tag[/red]") >= 4
        assert leaks(app) == []
        await pilot.press("tab", "z")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "[red]tag[/red]" in screen_text(app))
        assert leaks(app) == []
        await pilot.press("c")
        await until(pilot, lambda: app.clipboard == "after")


async def test_the_passages_that_a_refusal_offers_are_shown_as_plain_text() -> None:
    hostile = source(1, PAYLOAD, f"dir/{PAYLOAD.replace('/', '_')}.pdf", 1, PAYLOAD)
    steps = script("What?", f"No. {PAYLOAD} [1?]", [hostile])
    last = steps[-1]
    assert isinstance(last, Answered)
    nearest = (cite(hostile, hostile.text, supported=False),)
    app = RagassistApp(ScriptedBackend([*steps[:-1], replace(last, abstained=True, nearest=nearest)]))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "What?")
        await until(pilot, lambda: phrase("nearest", "en") in screen_text(app))
        assert screen_text(app).count("[red]tag") >= 2
        assert leaks(app) == []


async def test_links_images_and_html_in_an_answer_are_shown_as_plain_text() -> None:
    answer = "[here](http://e.vil) ![x](http://e.vil/i.png) <b>bold</b> <http://e.vil> end"
    app = RagassistApp(ScriptedBackend(script("What?", answer, [])))
    async with app.run_test(size=(200, 40)) as pilot:
        await ask(pilot, "What?")
        await until(pilot, lambda: "F4 details" in screen_text(app))
        assert answer in screen_text(app)


@pytest.mark.parametrize("problem", [AssistantError(PAYLOAD), ValueError(PAYLOAD)])
async def test_errors_are_shown_as_plain_text(problem: Exception) -> None:
    app = RagassistApp(ScriptedBackend([problem]))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "What?")
        await until(pilot, lambda: "[red]tag[/red]" in screen_text(app))
        assert leaks(app) == []


async def test_the_survey_at_the_start_is_shown_as_plain_text() -> None:
    hostile = Survey(
        search_model=Component(True, PAYLOAD), chat_model=Component(False, PAYLOAD), library=Component(False, PAYLOAD)
    )
    app = RagassistApp(ScriptedBackend(found=hostile))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: screen_text(app).count("[red]tag[/red]") >= 3)
        assert leaks(app) == []


async def test_indexing_shows_names_and_reasons_as_plain_text(tmp_path: Path) -> None:
    outcome = RunReport(skipped=[Reason(PAYLOAD, PAYLOAD)])
    app = RagassistApp(ScriptedBackend(steps=[RunProgress(stage="reading", done=0, total=1, current=PAYLOAD)], outcome=outcome))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen))
        app.screen.query_one(FolderInput).post_message(events.Paste(PAYLOAD))
        await until(pilot, lambda: "[red]tag" in screen_text(app))
        assert leaks(app) == []
        app.screen.query_one(FolderInput).value = str(tmp_path)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.query(IndexReport))
        app.screen.query_one(IndexReport).collapsed = False
        await until(pilot, lambda: "[red]tag[/red]" in screen_text(app))
        assert leaks(app) == []


async def test_a_pasted_question_is_shown_as_plain_text() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=SIZE) as pilot:
        app.screen.query_one(QuestionBox).post_message(events.Paste(PAYLOAD))
        await until(pilot, lambda: "[red]tag[/red]" in screen_text(app))
        assert leaks(app) == []
