"""Finding an action: help, the command palette, custom keys."""

import pytest
from textual.command import CommandPalette

from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.settings.schema import load_settings
from tests.tui.filled import SIZE, filled
from tests.tui.scripted import screen_text, until
from tui.app import RagassistApp
from tui.screens.chat import ChatScreen
from tui.screens.help import HelpScreen
from tui.screens.library import LibraryScreen
from tui.screens.sessions import SessionsScreen
from tui.screens.settings import SettingsScreen


async def test_help_lists_the_keys_of_the_screen_and_of_the_focused_widget() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, SessionsScreen))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and phrase("key_markdown", "en") in screen_text(app))
        await pilot.press("escape", "escape", "f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and phrase("key_index", "en") in screen_text(app))


async def test_the_palette_runs_any_action() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"Settings")
        await until(pilot, lambda: "F6" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def test_keys_of_the_settings_file_replace_the_default_keys() -> None:
    backend = filled()
    backend.settings = load_settings(keys={"library": "f10"})
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        assert isinstance(app.screen, ChatScreen)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))


@pytest.mark.parametrize("language", languages())
async def test_the_palette_says_in_the_users_language_that_no_action_matches(language: str) -> None:
    backend = filled()
    backend.language = language
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"xqzjw")
        await until(pilot, lambda: phrase("no_action", language) in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))
