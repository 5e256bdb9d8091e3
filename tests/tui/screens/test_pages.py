"""The screens beside the chat: what the answer is based on, models, settings, and the behaviour of all screens."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.screen import Screen

from ingest.errors import AssistantError
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.settings.schema import load_settings
from tests.tui.filled import SIZE, filled
from tests.tui.scripted import NOTHING, READY, ScriptedBackend, ask, screen_text, until
from tui.app import RagassistApp
from tui.backend.records import Component
from tui.screens.dialogs import ConfirmScreen
from tui.screens.help import HelpScreen
from tui.screens.inspect import InspectScreen
from tui.screens.models import ModelsScreen
from tui.screens.settings import SettingsScreen


async def test_a_locked_library_is_reported_in_a_line_without_a_traceback() -> None:
    backend = filled()
    backend.problem = AssistantError("the library is busy: try again")
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("f2", "f3", "f5"):
            await pilot.press(key)
            await until(pilot, lambda: "the library is busy: try again" in screen_text(app))


async def test_inspecting_shows_scores_and_what_the_model_saw() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "F4 details" in screen_text(app))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, InspectScreen) and "0.910" in screen_text(app))
        assert all(figure in screen_text(app) for figure in ("0.820", "0.730", "101", "source 1"))
        await pilot.press("tab", "down", "up")
        await until(pilot, lambda: "You answer." in screen_text(app))


async def test_models_are_verified_and_missing_ones_show_how_to_get_them() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: "470.0 MB" in screen_text(app))
        await pilot.press("v")
        await until(pilot, lambda: phrase("whole", "en", name="e5") in screen_text(app))
        await pilot.press("end", "g")
        await until(pilot, lambda: "ragassist models pull lfm" in screen_text(app))
        assert isinstance(app.screen, ModelsScreen)
        assert ("pull",) not in backend.done


async def test_the_model_in_use_is_marked_and_another_one_can_be_chosen() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: "● E5 small" in screen_text(app) and "in use" in screen_text(app))
        await pilot.press("down")
        await until(pilot, lambda: "Enter Use" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: ("choose", "qwen") in backend.done and "● Qwen" in screen_text(app))


async def test_a_narrow_terminal_still_shows_the_keys_for_help_and_for_closing() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=(60, 20)) as pilot:
        for key in ("f2", "f3", "f5"):
            await pilot.press(key)
            await until(pilot, lambda: "F1 Help" in screen_text(app) and "^Q Quit" in screen_text(app))
            assert "…" not in screen_text(app).splitlines()[-1]


async def test_a_damaged_library_names_the_command_that_repairs_it() -> None:
    damaged = replace(READY, library=Component(False, "the library's database is damaged"), documents=0, passages=0)
    app = RagassistApp(ScriptedBackend(found=damaged))
    async with app.run_test(size=SIZE) as pilot:
        await until(
            pilot, lambda: "ragassist check --repair --library papers" in " ".join(screen_text(app).replace("│", " ").split())
        )
        assert "0 documents" not in screen_text(app)


async def test_without_models_they_are_downloaded_after_confirmation_and_then_a_folder_is_asked_for() -> None:
    backend = ScriptedBackend(found=NOTHING, can_pull=True)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phrase("step_models", "en", size="1.8 GB")[:30] in screen_text(app))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "goes online" in screen_text(app) and isinstance(app.screen, ConfirmScreen))
        assert ("pull",) not in backend.done
        await pilot.press("y")
        await until(pilot, lambda: ("pull",) in backend.done)
        await until(pilot, lambda: phrase("folder_to_index", "en") in screen_text(app))


async def test_changed_settings_take_effect_at_once() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("right", "right")
        await until(pilot, lambda: backend.settings.language == "ar")
        await until(pilot, lambda: phrase("set_theme", "ar") in screen_text(app))
        assert f"‹ {phrase('by_terminal', 'ar')} ›" in screen_text(app)
        await pilot.press("down", "down", "down", "down", "enter")
        await until(pilot, lambda: app.theme == "paper")
        await pilot.press("left", "left")
        await until(pilot, lambda: backend.settings.theme == "plain")


@pytest.mark.parametrize("language", languages())
async def test_every_screen_opens_in_every_language_on_the_smallest_terminal(language: str) -> None:
    backend = filled()
    backend.language = language
    backend.settings = load_settings(bidi="program")
    app = RagassistApp(backend)
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        for key in ("f2", "f3", "f4", "f5", "f6"):
            await pilot.press(key)
            await pilot.pause()
            assert all(len(line) <= 60 for line in screen_text(app).split("\n"))
        await pilot.resize_terminal(250, 80)
        await pilot.pause()
        assert re.search(r"\b0", screen_text(app).split("\n")[0])


def shows(app: RagassistApp, text: str) -> Callable[[], bool]:
    return lambda: text in screen_text(app)


@pytest.mark.parametrize("language", languages())
async def test_decimals_are_written_in_the_format_of_the_language(language: str) -> None:
    backend = filled()
    backend.language = language
    comma = "," if language in ("de", "es", "fr") else "."
    app = RagassistApp(backend)
    async with app.run_test(size=(160, 40)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, shows(app, phrase("tenths_of_seconds", language, value=9.8)))
        speed = f"10{comma}2 {phrase('tokens_a_second', language)}"
        for key, figure in (("f2", f"1{comma}2 MB"), ("f4", speed), ("f4", f"0{comma}910"), ("f5", f"470{comma}0 MB")):
            await pilot.press(key)
            await until(pilot, shows(app, figure))


@pytest.mark.parametrize(("key", "dialog"), [("f1", HelpScreen), ("ctrl+g", ConfirmScreen)])
async def test_ctrl_c_closes_a_dialog_without_its_action(key: str, dialog: type[Screen[object]]) -> None:
    backend = ScriptedBackend(found=NOTHING, can_pull=True)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "Ctrl+G" in screen_text(app))
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, dialog))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: not isinstance(app.screen, dialog))
        assert app.is_running
        assert ("pull",) not in backend.done
