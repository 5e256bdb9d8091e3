"""`@` restricts questions to documents, and `/` runs an action by its name, in every language."""

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from textual import events

from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.settings.schema import load_settings
from tests.tui.filled import SIZE, document, filled
from tests.tui.scripted import screen_text, until
from tui.app import RagassistApp
from tui.rendering.completion import CompletionCandidate, being_written, fitting
from tui.screens.library import LibraryScreen
from tui.screens.settings import SettingsScreen
from tui.screens.table import TableScreen
from tui.widgets.completions import Completions
from tui.widgets.question_box import QuestionBox


def in_one_space(app: RagassistApp) -> str:
    """Return the screen with one space between its columns."""
    return re.sub(" +", " ", screen_text(app))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("What says @Pump", ("@", "Pump")),
        ("@", ("@", "")),
        ("@ポンプ", ("@", "ポンプ")),
        ("/lib", ("/", "lib")),
        ("a/b", None),
        ("me@home", None),
        ("@pump.pdf and", None),
    ],
)
def test_the_sign_before_the_cursor_decides_what_is_completed(text: str, written: tuple[str, str] | None) -> None:
    assert being_written(text) == written


def test_letters_in_their_order_find_a_name_in_any_script_and_spelling() -> None:
    names = ["@Pumpenhandbuch_K240.pdf", "@ポンプ説明書.pdf", "@Äpfel.md", "@دليل_المضخة.pdf"]
    candidates = [CompletionCandidate(name, name) for name in names]
    for letters, name in (("phk240", names[0]), ("説明", names[1]), ("äpf", names[2]), ("مضخة", names[3])):
        assert fitting(letters, candidates)[0].key == name
    assert fitting("xyz", candidates) == []


def test_a_document_is_found_by_a_folder_of_its_path_but_not_by_scattered_letters_of_it() -> None:
    candidate = CompletionCandidate("keys", "@keys.txt", also="/tmp/ui-sample/keys.txt")
    assert fitting("sample", [candidate])
    assert not fitting("pump", [candidate])


async def test_a_document_is_completed_and_questions_are_restricted_to_it_until_it_is_removed() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        await pilot.press(*"How @pum")
        await until(pilot, lambda: "› @pump.pdf de 12 passages" in in_one_space(app))
        await pilot.press("tab")
        await until(pilot, lambda: ("keep to", "/papers/pump.pdf") in backend.done)
        assert box.text == "How "
        assert box.has_focus
        await until(pilot, lambda: f"@pump.pdf  {phrase('scope_hint', 'en')}" in screen_text(app))
        await pilot.press("ctrl+u", "backspace")
        await until(pilot, lambda: ("keep to",) in backend.done)
        assert phrase("scope_hint", "en") not in screen_text(app)


async def test_a_folder_is_offered_with_the_number_of_documents_below_it_even_the_root() -> None:
    backend = filled()
    backend.stored = [*backend.stored, replace(document("note.txt"), path="/note.txt")]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("@")
        await until(pilot, lambda: app.screen.query_one(Completions).display)
        lines = in_one_space(app).splitlines()
        for folder in ("@/ 4 documents", "@papers/ 3 documents", "@deep/ 1 document"):
            assert any(folder in line for line in lines)


async def test_escape_closes_the_candidates_and_enter_sends_again() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"See @pum")
        await until(pilot, lambda: app.screen.query_one(Completions).display)
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.query_one(Completions).display)
        await pilot.press("enter")
        await until(pilot, lambda: backend.asked == ["See @pum"])


@pytest.mark.parametrize("language", languages())
async def test_an_action_is_run_by_its_name_in_the_users_language_or_in_the_settings(language: str) -> None:
    backend = filled()
    backend.language = language
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        for written in (phrase("key_library", language), "library"):
            app.screen.query_one(QuestionBox).insert(f"/{written.split()[0]}")
            await until(pilot, lambda: f"› /{phrase('key_library', language)}" in in_one_space(app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LibraryScreen))
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, LibraryScreen))
            assert app.screen.query_one(QuestionBox).text == ""


async def test_common_actions_are_offered_first_and_a_kind_of_request_is_inserted_into_the_box() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        await pilot.press("slash")
        await until(pilot, lambda: f"› /{phrase('key_table', 'en')}" in in_one_space(app))
        await pilot.press(*"comp")
        await until(pilot, lambda: f"› /compare … {phrase('kind_compare', 'en')}" in in_one_space(app))
        await pilot.press("enter")
        await until(pilot, lambda: box.text == "/compare ")
        assert not app.screen.query_one(Completions).display


async def test_enter_runs_the_action_of_letters_that_are_typed_faster_than_they_are_shown() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        await pilot.press("slash")
        await until(pilot, lambda: box.offering)
        for key in ("s", "e", "t", "t", "enter"):
            box.post_message(events.Key(key, "\r" if key == "enter" else key))
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def test_an_action_that_is_typed_at_once_is_not_sent_as_a_question() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        for key in ("/", "t", "a", "b", "l", "e", "enter"):
            box.post_message(events.Key(key, "\r" if key == "enter" else key))
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
    assert backend.asked == []


async def test_text_that_is_typed_fast_after_picking_a_document_is_kept() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        await pilot.press(*"@pum")
        await until(pilot, lambda: "› @pump.pdf" in in_one_space(app))
        for key in ("enter", *"/expo"):
            box.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: ("keep to", "/papers/pump.pdf") in backend.done)
        await pilot.pause(0.1)
        assert box.text == "/expo"


async def test_the_notes_of_candidates_stand_in_one_column_and_the_sign_at_the_left_of_right_to_left_names() -> None:
    backend = filled()
    backend.settings = load_settings(library="papers", bidi="program")
    backend.stored = [document("دليل المضخة.pdf"), document("ポンプ説明書.pdf"), document("a.md")]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("@")
        await until(pilot, lambda: app.screen.query_one(Completions).display)
        rows = [line for line in screen_text(app).splitlines() if "12 passages" in line]
        assert len(rows) == len(backend.stored)
        assert len({cell_len(row.partition("de 12")[0]) for row in rows}) == 1
        assert sum(row.lstrip().startswith("›") for row in rows) == 1
