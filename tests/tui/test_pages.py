"""The screens beside the chat, by their keys."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.command import CommandPalette

from indexes.exchanges import Exchange as Past
from indexes.exchanges import Summary, Timings
from indexes.hits import Hit
from indexes.records import ChunkRow, DocumentRow, Place
from ingest.errors import AssistantError
from ingest.scripts import EIGHT
from ragassist.config import load_settings
from ragassist.events import PromptBuilt, PromptPart
from ragassist.phrases import phrase
from tests.tui.scripted import NOTHING, ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.backend import Model, Page
from tui.screens.chat import ChatScreen
from tui.screens.dialogs import ConfirmScreen, LineScreen
from tui.screens.help import HelpScreen
from tui.screens.inspect import InspectScreen
from tui.screens.library import LibraryScreen, folders_of
from tui.screens.models import ModelsScreen
from tui.screens.sessions import SessionsScreen
from tui.screens.settings import SettingsScreen
from tui.screens.source import SourceScreen
from tui.widgets.exchange import Exchange
from tui.widgets.question_box import QuestionBox
from tui.widgets.rows import Rows

SIZE = (110, 32)
TEXT = "Vor dem ersten Start wird das Gehäuse gefüllt. Am Manometer sollen sich 1,9 bar einstellen."
QUOTE = "Am Manometer sollen sich 1,9 bar einstellen."
FOUND = source(1, TEXT)


def document(name: str, state: str = "indexed", reason: str = "") -> DocumentRow:
    return DocumentRow(1, f"/papers/{name}", None, 1_234_567, 0, state, reason, "de", 3, 12)  # type: ignore[arg-type]


def filled() -> ScriptedBackend:
    """Return a backend that has one of everything."""
    steps = script("How much?", "1.9 bar [1].", [FOUND], [cite(FOUND, QUOTE)])
    steps.insert(2, PromptBuilt((PromptPart("system", "You answer.", 41), PromptPart("source 1", TEXT, 60))))
    past = Past(
        "How much?", "1.9 bar [1].", "en", "en", False, (cite(FOUND, QUOTE),), "", "LFM2", Timings(1, 2, 3, 4, 5, 6, 0, 8)
    )
    chunk = ChunkRow(1, 1, FOUND.path, 0, len(TEXT), "Start", "de", Place(3), "", TEXT)
    return ScriptedBackend(
        steps,
        stored=[document("pump.pdf"), document("scan.pdf", "partial", "2 of 5 pages hold only a scan"), document("deep/no.md")],
        kept={
            "ab": (Summary("ab", "How much?", "papers", "en", 1, 0.0, 2e9), [past]),
            "cd": (Summary("cd", "Wie viel?", "papers", "de", 9, 0.0, 1e9), [past] * 9),
        },
        hits=[Hit(1, 0.91, 0.82, 0.73, chunk)],
        shelf=[
            Model("e5", "E5 small", "embedding", True, 470_000_000, "MIT"),
            Model("lfm", "LFM2", "chat", False, 1, "LFM", "ask"),
        ],
        page=Page(f"Seite drei\n{TEXT}", 100 - len("Seite drei\n")),
    )


async def test_the_library_lists_documents_by_folder_with_their_reason() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents · 36 passages" in screen_text(app))
        await pilot.press("end", "home", "down", "down")
        await until(pilot, lambda: "2 of 5 pages hold only a scan" in screen_text(app))
        assert "1.2 MB" in screen_text(app)
        await pilot.press("slash", *"pump")
        await until(pilot, lambda: "1 documents · 12 passages" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_documents_are_taken_out_only_after_a_yes() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
        assert len(backend.stored) == 3
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: not backend.stored)
        await until(pilot, lambda: phrase("empty_library", "en") in screen_text(app))


async def test_folders_are_indexed_again_and_followed() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("r")
        await until(pilot, lambda: backend.indexed == [Path("/papers")])
        await until(pilot, lambda: app.indexing is None)
        await pilot.press("w")
        await until(pilot, lambda: phrase("watching", "en") in screen_text(app))
        backend.change.set()
        await until(pilot, lambda: len(backend.indexed) == 2)
        await pilot.press("w")
        await until(pilot, lambda: app.watching is None)


async def test_a_library_that_is_locked_is_a_line_and_no_traceback() -> None:
    backend = filled()
    backend.problem = AssistantError("the library is busy: try again")
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        for key in ("f2", "f3", "f5"):
            await pilot.press(key)
            await until(pilot, lambda: "the library is busy: try again" in screen_text(app))


async def test_a_conversation_is_found_and_gone_on_with() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "2 conversations" in screen_text(app))
        await pilot.press("slash", *"viel")
        await until(pilot, lambda: "1 conversations" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, Rows))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen.query(Exchange)) == 9)
        assert backend.conversation == "cd"
        await until(pilot, lambda: "Pumpenhandbuch_K240.pdf" in screen_text(app))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: backend.conversation is None and not app.screen.query(Exchange))


async def test_a_conversation_is_renamed_exported_and_deleted() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "2 conversations" in screen_text(app))
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, LineScreen))
        await pilot.press("ctrl+u", *"Pump", "enter")
        await until(pilot, lambda: backend.kept["ab"][0].title == "Pump")
        await pilot.press("m")
        await until(pilot, lambda: "ragassist-ab.md" in screen_text(app))
        await pilot.press("j")
        await until(pilot, lambda: "ragassist-ab.json" in screen_text(app))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: "ab" not in backend.kept)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_of_ten_thousand_exchanges_the_last_are_shown() -> None:
    backend = filled()
    summary, exchanges = backend.kept["ab"]
    backend.kept = {"ab": (replace(summary, exchanges=10_000), exchanges * 10_000)}
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "1 conversations" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen.query(Exchange)) == 50)
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(Exchange).last().question == "How much?")
        assert len(app.screen.query(Exchange)) == 50


async def test_inspecting_shows_scores_and_what_the_model_saw() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "first word" in screen_text(app))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, InspectScreen) and "0.910" in screen_text(app))
        assert all(figure in screen_text(app) for figure in ("0.820", "0.730", "101", "source 1"))
        await pilot.press("tab", "down", "up")
        await until(pilot, lambda: "You answer." in screen_text(app))


async def test_models_are_verified_and_those_that_are_missing_say_how_to_get_them() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await until(pilot, lambda: "470.0 MB" in screen_text(app))
        await pilot.press("v")
        await until(pilot, lambda: phrase("whole", "en", name="e5") in screen_text(app))
        await pilot.press("down", "g")
        await until(pilot, lambda: "ragassist models pull lfm" in screen_text(app))
        assert isinstance(app.screen, ModelsScreen)
        assert ("pull",) not in backend.done


async def test_from_nothing_the_models_are_fetched_after_a_yes_and_a_folder_is_asked_for() -> None:
    backend = ScriptedBackend(found=NOTHING, can_pull=True)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phrase("step_models", "en") in screen_text(app))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "goes online" in screen_text(app) and isinstance(app.screen, ConfirmScreen))
        assert ("pull",) not in backend.done
        await pilot.press("y")
        await until(pilot, lambda: ("pull",) in backend.done)
        await until(pilot, lambda: phrase("folder_to_index", "en") in screen_text(app))


async def test_settings_change_at_once() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("right", "right")
        await until(pilot, lambda: backend.settings.language == "ar")
        await until(pilot, lambda: phrase("set_theme", "ar") in screen_text(app))
        await pilot.press("down", "down", "down", "down", "enter")
        await until(pilot, lambda: app.theme == "paper")
        await pilot.press("left", "left")
        await until(pilot, lambda: backend.settings.theme == "plain")


async def test_help_lists_the_keys_of_what_has_the_focus() -> None:
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


async def test_keys_of_the_settings_file_take_the_place_of_ours() -> None:
    backend = filled()
    backend.settings = load_settings(keys={"library": "f10"})
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        assert isinstance(app.screen, ChatScreen)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LibraryScreen))


async def test_a_source_shows_its_page_and_is_opened_and_copied_by_keys() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        await pilot.press("tab")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Seite drei" in screen_text(app))
        await pilot.press("t")
        assert app.clipboard == f"“{QUOTE}” (Pumpenhandbuch_K240.pdf page 3)"
        assert not [done for done in backend.done if done[0] == "open"]
        await pilot.press("o")
        await until(pilot, lambda: ("open", FOUND.path, "3") in backend.done)


async def test_the_last_question_is_asked_again_edited_and_its_answer_copied_without_marks() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "first word" in screen_text(app))
        await pilot.press("f9")
        assert app.clipboard == "1.9 bar."
        await pilot.press("ctrl+r")
        await until(pilot, lambda: backend.asked == ["How much?", "How much?"])
        await until(pilot, lambda: screen_text(app).count("first word") == 2)
        await pilot.press("f7")
        await until(pilot, lambda: app.screen.query_one(QuestionBox).text == "How much?")


async def test_a_pause_prepares_the_answer_and_the_next_key_stops_that() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"How")
        await until(pilot, lambda: ("prepare", "How") in backend.done)
        assert ("prepared", "How") not in backend.done
        await pilot.press("!")
        await until(pilot, lambda: ("prepared", "How") in backend.done)
        await ask(pilot, "How much?")
        await until(pilot, lambda: ("settle", "False") in backend.done)


@pytest.mark.parametrize("language", EIGHT)
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
        assert "0 " in screen_text(app).split("\n")[0]


def test_folders_within_others_are_not_named_twice() -> None:
    assert folders_of(iter(["/a/b/c.md", "/a/d.md", "/e/f.md"])) == [Path("/a"), Path("/e")]
