"""The steps to the first answer: a folder from the tree, the sample library, a suggested question."""

from dataclasses import replace
from pathlib import Path

import pytest

from ragassist.events import Answered
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from tests.tui.scripted import NOTHING, READY, ScriptedBackend, ask, screen_text, script, until
from tui.app import RagassistApp
from tui.backend.records import Component, FolderCount, Survey
from tui.screens.index import IndexScreen
from tui.widgets.exchange import Exchange
from tui.widgets.question_box import QuestionBox

EMPTY = replace(READY, library=Component(False), documents=0, passages=0)
QUESTIONS = ("What does pump.pdf say about “Start”?", "What does lease.docx say about “Rent”?")
SIZE = (100, 30)


async def test_a_folder_is_chosen_from_the_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Letters", ".hidden", "evil\x1b[31m"):
        (tmp_path / name).mkdir()
    (tmp_path / "Letters" / "2025").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    backend = ScriptedBackend(found=EMPTY, counts=FolderCount(214, 90_000_000, seconds=372))
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: "▸ Letters" in screen_text(app))
        assert "hidden" not in screen_text(app)
        assert "evil" not in screen_text(app)
        await pilot.press("down", "down", "right")
        await until(pilot, lambda: "2025" in screen_text(app))
        await until(pilot, lambda: "214 files · 90.0 MB · about 6 min to index" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: backend.indexed == [tmp_path / "Letters"])


async def test_up_at_the_top_of_the_tree_returns_to_the_input_line() -> None:
    app = RagassistApp(ScriptedBackend(found=EMPTY))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen))
        await pilot.press("down", "up", "x")
        await until(pilot, lambda: "~/x" in screen_text(app))


async def test_the_sample_library_is_opened_and_indexed_if_there_is_no_library_yet() -> None:
    backend = ScriptedBackend(found=EMPTY)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phrase("step_sample", "en") in screen_text(app))
        await pilot.press("ctrl+t")
        await until(pilot, lambda: ("switch", "sample") in backend.done and backend.indexed == [backend.sample])


@pytest.mark.parametrize("found", [READY, NOTHING])
async def test_the_sample_library_is_not_offered_beside_another_library_or_without_a_model(found: Survey) -> None:
    backend = ScriptedBackend(found=found)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "passages" in screen_text(app))
        await pilot.press("ctrl+t")
        assert "Sample" not in screen_text(app)
        assert not backend.indexed


async def test_down_puts_the_next_suggested_question_into_the_empty_box() -> None:
    backend = ScriptedBackend(suggested=QUESTIONS)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: QUESTIONS[1] in screen_text(app))
        box = app.screen.query_one(QuestionBox)
        for expected in (*QUESTIONS, QUESTIONS[0]):
            await pilot.press("down")
            assert box.text == expected
        await pilot.press("enter")
        await until(pilot, lambda: backend.asked == [QUESTIONS[0]])


async def test_a_suggestion_does_not_replace_text_in_the_box() -> None:
    app = RagassistApp(ScriptedBackend(suggested=QUESTIONS))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: QUESTIONS[1] in screen_text(app))
        await pilot.press("W", "h", "down")
        assert app.screen.query_one(QuestionBox).text == "Wh"


@pytest.mark.parametrize("language", languages())
async def test_the_three_steps_are_shown_in_every_language(language: str) -> None:
    app = RagassistApp(ScriptedBackend(found=EMPTY, language=language))
    async with app.run_test(size=(130, 30)) as pilot:
        await until(pilot, lambda: phrase("step_sample", language) in screen_text(app))
        assert all(phrase(name, language) in screen_text(app) for name in ("models", "folder", "question"))


async def test_an_empty_library_names_the_other_libraries() -> None:
    app = RagassistApp(ScriptedBackend(found=replace(EMPTY, others=("letters", "sample"))))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "Ctrl+L: open another library (letters, sample)" in screen_text(app))


async def test_the_key_of_the_sample_library_still_opens_it_after_a_refusal() -> None:
    steps = script("How much?", phrase("refusal", "en"), [])
    last = steps[-1]
    assert isinstance(last, Answered)
    backend = ScriptedBackend([*steps[:-1], replace(last, abstained=True)], found=EMPTY)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phrase("step_sample", "en") in screen_text(app))
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await until(pilot, lambda: phrase("key_deep", "en") not in screen_text(app))
        await pilot.press("ctrl+t")
        await until(pilot, lambda: ("switch", "sample") in backend.done)
