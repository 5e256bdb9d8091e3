"""The settings' screen: every value can be set again, the one that a setting has without a file included."""

import pytest

from ragassist.settings.schema import load_settings
from tests.tui.scripted import ScriptedBackend, until
from tui.app import RagassistApp
from tui.screens.settings import SettingsScreen

SIZE = (100, 30)
MOST_VALUES = 10
ROWS = ("language", "think", "think_budget", "context_tokens", "theme", "bidi", "notice")


@pytest.mark.parametrize("name", ROWS)
async def test_a_setting_can_be_set_back_to_its_default(name: str) -> None:
    default = getattr(load_settings(), name)
    backend = ScriptedBackend()
    before = backend.settings
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press(*["down"] * ROWS.index(name), "right")
        await until(pilot, lambda: getattr(backend.settings, name) != getattr(before, name))
        for _ in range(MOST_VALUES):
            if getattr(backend.settings, name) == default:
                break
            await pilot.press("right")
            await pilot.pause()
        await until(pilot, lambda: getattr(backend.settings, name) == default)
