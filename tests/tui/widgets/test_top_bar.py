"""The bar at the top, in the width that there is."""

from dataclasses import replace

import pytest

from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from tests.tui.filled import filled
from tests.tui.scripted import screen_text, until
from tui.app import RagassistApp
from tui.screens.settings import SettingsScreen


@pytest.mark.parametrize("language", languages())
async def test_a_narrow_bar_holds_title_and_network_whole(language: str) -> None:
    backend = filled()
    backend.language = language
    app = RagassistApp(backend)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: phrase("ask_here", language)[:8] in screen_text(app))
        assert screen_text(app).splitlines()[0].endswith(phrase("offline", language))
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await until(pilot, lambda: phrase("offline", language) in screen_text(app).splitlines()[0])
        assert phrase("settings", language) in screen_text(app).splitlines()[0]


async def test_a_wide_bar_counts_what_was_refused() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=(100, 24)) as pilot:
        await until(pilot, lambda: "offline · 0 refused" in screen_text(app))


@pytest.mark.parametrize("language", languages())
async def test_a_count_that_has_no_room_is_left_out_rather_than_cut(language: str) -> None:
    backend = filled()
    backend.language, backend.found = language, replace(backend.found, waiting=7)
    app = RagassistApp(backend)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, lambda: "10" in screen_text(app).splitlines()[0])
        await pilot.pause()
        assert "…" not in screen_text(app).splitlines()[0]
        await pilot.resize_terminal(150, 42)
        await until(pilot, lambda: all(count in screen_text(app).splitlines()[0] for count in ("10", "57")))
