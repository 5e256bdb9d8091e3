"""Downloads of models, which are shown on every screen and can be stopped."""

from threading import Event as Flag

from ragassist.errors import PullFailed
from ragassist.language.phrases import phrase
from tests.tui.scripted import NOTHING, ScriptedBackend, ask, screen_text, until
from tui.app import RagassistApp
from tui.backend.records import PullProgress
from tui.messages import PullWanted, Surveyed
from tui.screens.dialogs import ConfirmScreen

SIZE = (130, 40)


def fetching(gate: Flag) -> ScriptedBackend:
    arriving: list[PullProgress | Flag] = [PullProgress("fetching the weights", 100_000_000, 534_000_000), gate]
    return ScriptedBackend(found=NOTHING, can_pull=True, arriving=arriving)


async def test_a_download_is_shown_after_a_question_and_on_other_screens_too() -> None:
    gate = Flag()
    app = RagassistApp(fetching(gate))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "What?")
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("y")
        await until(pilot, lambda: "Getting the models · 100.0 MB/534.0 MB" in screen_text(app))
        assert phrase("online", "en") in screen_text(app)
        assert "offline" not in screen_text(app)
        assert phrase("key_pull", "en") not in screen_text(app)
        await pilot.press("f2")
        await until(pilot, lambda: "Find documents by name" in screen_text(app) and "100.0 MB/534.0 MB" in screen_text(app))
        gate.set()
        await until(pilot, lambda: "534.0 MB" not in screen_text(app))


async def test_a_download_is_stopped_by_a_key() -> None:
    backend = fetching(Flag())
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+g", "y")
        await until(pilot, lambda: "100.0 MB/534.0 MB" in screen_text(app))
        await pilot.press("ctrl+x")
        await until(pilot, lambda: ("pull stopped",) in backend.done)
        await until(pilot, lambda: f"{phrase('getting_models', 'en')}: stopped" in screen_text(app))
        assert backend.can_pull


async def test_quitting_stops_a_download() -> None:
    backend = fetching(Flag())
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+g", "y")
        await until(pilot, lambda: "100.0 MB/534.0 MB" in screen_text(app))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: ("pull stopped",) in backend.done)
    assert app.return_code == 0


async def test_a_failed_download_is_explained_in_the_users_language() -> None:
    arrived = Flag()
    arrived.set()
    backend = fetching(arrived)
    backend.language, backend.problem = "ko", PullFailed("the package index doesn't answer")
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+g", "y")
        told = phrase("pull_failed", "ko", problem="the package index doesn't answer")
        await until(pilot, lambda: told[:30] in screen_text(app))


async def test_without_models_their_download_is_offered_before_a_folder_is_asked_for() -> None:
    backend = fetching(Flag())
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "Ctrl+G" in screen_text(app))
        await pilot.press("ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen) and "goes online" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ConfirmScreen))
        assert not backend.indexed


async def test_the_question_before_a_download_names_its_size_however_early_it_is_asked_for() -> None:
    app = RagassistApp(fetching(Flag()))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+g")
        await until(pilot, lambda: "1.8 GB from the model hub" in screen_text(app))
        assert "0 B" not in screen_text(app)


async def test_no_question_comes_later_where_nothing_was_missing() -> None:
    gate = Flag()
    app = RagassistApp(ScriptedBackend(can_pull=True, arriving=[gate]))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app._to_fetch == 0)
        app.post_message(PullWanted())
        await until(pilot, lambda: isinstance(app.screen, ConfirmScreen))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ConfirmScreen))
        app.post_message(Surveyed(NOTHING))
        await until(pilot, lambda: app._to_fetch == NOTHING.to_fetch)
        assert not isinstance(app.screen, ConfirmScreen)
