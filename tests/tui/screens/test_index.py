"""Indexing in the UI."""

from dataclasses import replace
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Collapsible

from indexes.indexing.run import Reason, RunProgress, RunReport
from ingest.errors import PathProblem
from ingest.said import said
from ragassist.language.phrases import phrase
from tests.tui.scripted import READY, ScriptedBackend, screen_text, until
from tui.app import RagassistApp
from tui.backend.records import Component, FolderCount
from tui.messages import IndexingEnded
from tui.screens.dialogs import ConfirmScreen
from tui.screens.index import IndexScreen
from tui.widgets.folders.line import FolderInput, FolderSuggester
from tui.widgets.question_box import QuestionBox

SIZE = (120, 40)


async def choose(pilot: Pilot[Any], app: RagassistApp, folder: Path) -> None:
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(app.screen, IndexScreen))
    app.screen.query_one(FolderInput).value = str(folder)
    await pilot.press("enter")


async def test_progress_is_shown_and_the_chat_stays_usable(tmp_path: Path) -> None:
    reading, embedding = Flag(), Flag()
    steps: list[RunProgress | Flag | Exception] = [
        RunProgress(stage="reading", done=1, total=4, current=str(tmp_path / "lease.pdf")),
        reading,
        RunProgress(stage="embedding", done=16, total=57),
        embedding,
    ]
    backend = ScriptedBackend(steps=steps, outcome=RunReport(indexed=4))
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "Indexing · 1/4 files" in screen_text(app))
        assert "lease.pdf" in screen_text(app)
        await pilot.press("h", "i")
        assert app.screen.query_one(QuestionBox).text == "hi"
        reading.set()
        await until(pilot, lambda: "Indexing · 16/57 passages" in screen_text(app))
        embedding.set()
        await until(pilot, lambda: "4 indexed" in screen_text(app))
        assert "16/57" not in screen_text(app)
    assert backend.indexed == [tmp_path]


async def test_skipped_files_can_be_expanded_with_their_reasons(tmp_path: Path) -> None:
    outcome = RunReport(indexed=2, unchanged=1, skipped=[Reason("a/scan.pdf", "is encrypted: remove its password")])
    app = RagassistApp(ScriptedBackend(outcome=outcome))
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "2 indexed · 1 unchanged · 1 skipped" in screen_text(app))
        assert "is encrypted" not in screen_text(app)
        app.screen.query_one("IndexReport", Collapsible).collapsed = False
        await until(pilot, lambda: "scan.pdf  is encrypted: remove its password" in screen_text(app))


async def test_reasons_notices_and_preparations_are_told_in_the_uis_language(tmp_path: Path) -> None:
    reason = said("encrypted", "encrypted: remove its password first")
    notice = said("folder_kept", "it is empty", path="/stick", count=3)
    gate, outcome = Flag(), RunReport(skipped=[Reason("a/scan.pdf", reason)], notices=[notice])
    backend = ScriptedBackend(outcome=outcome, steps=[gate], language="fr")
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: app.indexing is not None)
        backend.hear(said("measuring_languages", "measuring the languages"))
        await until(pilot, lambda: "mesure des langues du modèle de recherche" in screen_text(app))
        gate.set()
        await until(pilot, lambda: "ignoré" in screen_text(app))
        app.screen.query_one("IndexReport", Collapsible).collapsed = False
        await until(pilot, lambda: "scan.pdf  chiffré : retirez d'abord son mot de passe" in screen_text(app))
        assert "/stick est vide : ses 3 documents sont gardés" in screen_text(app)


async def test_ctrl_x_stops_indexing(tmp_path: Path) -> None:
    app = RagassistApp(ScriptedBackend(steps=[RunProgress(stage="reading", done=1, total=4), Flag()]))
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "Stop indexing" in screen_text(app))
        await pilot.press("ctrl+x")
        await until(pilot, lambda: "Indexing: stopped" in screen_text(app))
        assert "Index a folder" in screen_text(app)


async def test_indexing_the_whole_home_folder_needs_confirmation() -> None:
    backend = ScriptedBackend(counts=FolderCount(48_211, 90_000_000_000, whole_home=True))
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+o", "enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        assert "48\u00a0211 files · 90.0 GB" in screen_text(app)
        assert backend.indexed == []
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: backend.indexed == [Path("~/").expanduser()])


async def test_a_folder_is_counted_while_its_name_is_typed() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+o", "x")
        await until(pilot, lambda: "214 files · 90.0 MB" in screen_text(app))
        assert isinstance(app.screen, IndexScreen)


async def test_a_folder_that_does_not_exist_is_named_in_the_dialog_and_the_input_is_kept() -> None:
    backend = ScriptedBackend(counts=PathProblem("/nowhere does not exist: check its name"))
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, Path("/nowhere"))
        await until(pilot, lambda: "/nowhere does not exist: check its name" in screen_text(app))
        assert app.screen.query_one(FolderInput).value == "/nowhere"
        assert backend.indexed == []


async def test_a_one_time_preparation_is_named_and_a_screen_that_is_opened_later_shows_the_progress(tmp_path: Path) -> None:
    embedding = Flag()
    backend = ScriptedBackend(
        steps=[
            RunProgress(stage="embedding", done=0, total=1518),
            embedding,
            RunProgress(stage="embedding", done=16, total=1518),
            Flag(),
        ]
    )
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "0/1\u00a0518 passages" in screen_text(app))
        backend.hear("measuring the languages of the embedding model, once (half a minute)")
        await until(pilot, lambda: "measuring the languages" in screen_text(app))
        await pilot.press("f2")
        await until(pilot, lambda: "0/1\u00a0518 passages" in screen_text(app) and "Find documents by name" in screen_text(app))
        embedding.set()
        await until(pilot, lambda: "16/1\u00a0518 passages" in screen_text(app))
        await pilot.press("ctrl+x")


async def test_the_counts_are_updated_while_a_library_grows(tmp_path: Path) -> None:
    empty = replace(READY, library=Component(False), documents=0, passages=0)
    backend = ScriptedBackend(found=empty, steps=[RunProgress(stage="reading", done=1, total=4), Flag()])
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: phrase("step_folder", "en") in screen_text(app))
        backend.found = replace(READY, documents=1, passages=7, waiting=3)
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "1 document · 3 waiting · 7 passages" in screen_text(app))
        assert phrase("empty_library", "en")[:20] not in screen_text(app)
        await pilot.press("ctrl+x")


async def test_quitting_stops_indexing(tmp_path: Path) -> None:
    app = RagassistApp(ScriptedBackend(steps=[RunProgress(stage="reading", done=1, total=4), Flag()]))
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "1/4 files" in screen_text(app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_code == 0)


async def test_a_report_of_a_run_during_the_end_of_the_program_raises_no_error() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "passages" in screen_text(app))
        app.exit()
        app.report(IndexingEnded(None))
    assert app.return_code == 0


async def test_escape_closes_the_dialog_without_indexing() -> None:
    backend = ScriptedBackend()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+o", "escape")
        await until(pilot, lambda: not isinstance(app.screen, IndexScreen))
    assert backend.indexed == []


async def test_folders_are_completed_and_hostile_names_are_not_offered(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "pa\x1b]52;c;x\x07").mkdir()
    suggester = FolderSuggester()
    assert await suggester.get_suggestion(f"{tmp_path}/pa") == f"{tmp_path}/papers/"
    assert await suggester.get_suggestion(f"{tmp_path}/none") is None
    assert await suggester.get_suggestion(f"{tmp_path}/") is None, "any folder would be a guess"


async def test_the_home_of_a_person_who_does_not_exist_is_a_folder_that_does_not() -> None:
    backend = ScriptedBackend(counts=PathProblem("~nobody-here does not exist: check its name"))
    app = RagassistApp(backend)
    assert await FolderSuggester().get_suggestion("~nobody-here/pa") is None
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, Path("~nobody-here"))
        await until(pilot, lambda: "~nobody-here does not exist" in screen_text(app))


@pytest.mark.parametrize("written", ["/tmp/papers", "~/papers"])
async def test_an_absolute_path_after_the_given_home_folder_replaces_it(written: str) -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, IndexScreen))
        line = app.screen.query_one(FolderInput)
        line.post_message(events.Paste(written))
        await until(pilot, lambda: line.value == written)
        line.value = "~/"
        await pilot.press(*written)
        assert line.value == written
