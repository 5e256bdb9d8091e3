"""Indexing from the UI."""

from pathlib import Path
from threading import Event as Flag
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Collapsible

from indexes.indexing.run import Reason, RunProgress, RunReport
from ingest.errors import PathProblem
from tests.tui.scripted import ScriptedBackend, screen_text, until
from tui.app import RagassistApp
from tui.screens.index import IndexScreen
from tui.widgets.folder_input import FolderInput, FolderSuggester
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
        RunProgress("reading", 1, 4, str(tmp_path / "lease.pdf")),
        reading,
        RunProgress("embedding", 16, 57),
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


async def test_skipped_files_unfold_with_their_reasons(tmp_path: Path) -> None:
    outcome = RunReport(indexed=2, unchanged=1, skipped=[Reason("a/scan.pdf", "is encrypted: remove its password")])
    app = RagassistApp(ScriptedBackend(outcome=outcome))
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "2 indexed · 1 unchanged · 1 skipped" in screen_text(app))
        assert "is encrypted" not in screen_text(app)
        app.screen.query_one("IndexReport", Collapsible).collapsed = False
        await until(pilot, lambda: "scan.pdf  is encrypted: remove its password" in screen_text(app))


async def test_ctrl_x_stops_indexing(tmp_path: Path) -> None:
    app = RagassistApp(ScriptedBackend(steps=[RunProgress("reading", 1, 4), Flag()]))
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "Stop indexing" in screen_text(app))
        await pilot.press("ctrl+x")
        await until(pilot, lambda: "Indexing: stopped" in screen_text(app))
        assert "Index a folder" in screen_text(app)


async def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    app = RagassistApp(ScriptedBackend(steps=[PathProblem("/nowhere does not exist: check its name")]))
    async with app.run_test(size=SIZE) as pilot:
        await choose(pilot, app, tmp_path)
        await until(pilot, lambda: "/nowhere does not exist: check its name" in screen_text(app))


async def test_escape_leaves_the_dialog_without_indexing() -> None:
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
