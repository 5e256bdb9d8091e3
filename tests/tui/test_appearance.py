"""Custom themes, the notice after a long answer, the jump to a pane."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ragassist.settings.schema import load_settings
from tests.tui.filled import SIZE, filled
from tests.tui.scripted import ScriptedBackend, ask, screen_text, until
from tui.app import RagassistApp
from tui.backend.notice import notice_command
from tui.messages import LongAnswerEnded
from tui.screens.help import HelpScreen
from tui.screens.jump import JumpScreen
from tui.widgets.exchange import Exchange
from tui.widgets.question_box import QuestionBox
from tui.widgets.sources_panel import SourcesPanel


def themed(home: Path, text: str) -> ScriptedBackend:
    (home / "themes").mkdir()
    (home / "themes" / "mine.toml").write_text(text, encoding="utf-8")
    backend = filled()
    backend.settings = load_settings(home=home, library="papers", theme="mine")
    return backend


async def test_a_theme_is_read_from_a_file_and_offered_beside_the_others(tmp_path: Path) -> None:
    app = RagassistApp(themed(tmp_path, 'dark = false\nprimary = "#123456"\nborder_blurred = "red"\n'))
    async with app.run_test(size=SIZE) as pilot:
        assert app.current_theme.primary == "#123456"
        assert not app.current_theme.dark
        await pilot.press("f6")
        await until(pilot, lambda: "‹ mine ›" in screen_text(app))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('primary = "no colour"', "no colour is no colour"),
        ('primry = "#123456"', "primry is no colour of a theme"),
        ("primary = ", "can't be read"),
    ],
)
async def test_an_error_in_a_theme_is_shown_and_the_default_theme_is_used(tmp_path: Path, text: str, problem: str) -> None:
    app = RagassistApp(themed(tmp_path, text))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await until(pilot, lambda: problem in " ".join(screen_text(app).split()))
        assert app.theme == "calm"


async def test_a_long_answer_rings_the_bell_if_the_settings_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = filled()
    app = RagassistApp(backend)
    rung: list[str] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append("bell"))
    async with app.run_test(size=SIZE) as pilot:
        app.post_message(LongAnswerEnded("How much?"))
        await pilot.pause()
        assert rung == []
        backend.settings = load_settings(notice="bell")
        app.post_message(LongAnswerEnded("How much?"))
        await until(pilot, lambda: rung == ["bell"])


async def test_a_short_answer_does_not_ring_the_bell(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = filled()
    backend.settings = load_settings(notice="bell")
    app = RagassistApp(backend)
    rung: list[str] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append("bell"))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.pause()
        assert rung == []


def test_the_text_of_a_notice_is_an_argument_and_never_part_of_a_script() -> None:
    hostile = '"; rm -rf ~; "'
    assert notice_command("linux", "Done", hostile)[-1] == hostile
    mac = notice_command("darwin", "Done", hostile)
    assert mac[-1] == hostile
    assert hostile not in mac[2]


async def test_the_letter_shown_at_a_pane_moves_the_focus_there() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=(150, 42)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("ctrl+j")
        await until(pilot, lambda: isinstance(app.screen, JumpScreen))
        panel = app.screen_stack[0].query_one(SourcesPanel)
        assert isinstance(app.screen, JumpScreen)
        letter = next(letter for letter, target in app.screen._targets.items() if target is panel)
        assert f" {letter} " in screen_text(app)
        await pilot.press(letter)
        await until(pilot, lambda: panel.has_focus)
        await pilot.press("ctrl+j", "escape")
        await until(pilot, lambda: panel.has_focus and not isinstance(app.screen, JumpScreen))


async def test_the_same_key_inserts_a_line_break_into_a_question() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a", "ctrl+j", "b")
        assert app.screen.query_one(QuestionBox).text == "a\nb"


def shows(app: RagassistApp, words: str) -> Callable[[], bool]:
    return lambda: isinstance(app.screen, HelpScreen) and words in screen_text(app)


async def test_help_begins_with_the_pane_that_has_the_focus() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        for keys, words in ((("tab", "f1"), "The sources of the answer, the cited ones first."), (("f2", "f1"), "by folder")):
            await pilot.press(*keys)
            await until(pilot, shows(app, words))
            await pilot.press("escape")
