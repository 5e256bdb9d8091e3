"""Stored conversations: finding, resuming and changing them by keys."""

from dataclasses import replace

from tests.tui.filled import SIZE, filled
from tests.tui.scripted import ask, screen_text, until
from tui.app import RagassistApp
from tui.screens.chat import ChatScreen
from tui.screens.dialogs import ConfirmScreen, LineScreen
from tui.widgets.exchange import Exchange
from tui.widgets.row_table import Rows


async def test_a_conversation_is_found_and_resumed() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "2 conversations" in screen_text(app))
        await pilot.press("slash", *"viel")
        await until(pilot, lambda: "1 conversation" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, Rows))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen.query(Exchange)) == 9)
        assert backend.current == "cd"
        await until(pilot, lambda: "Pumpenhandbuch_K240.pdf" in screen_text(app))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: backend.current is None and not app.screen.query(Exchange))


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


async def test_of_ten_thousand_exchanges_only_the_last_are_shown() -> None:
    backend = filled()
    summary, exchanges = backend.kept["ab"]
    backend.kept = {"ab": (replace(summary, exchanges=10_000), exchanges * 10_000)}
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: "1 conversation" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen.query(Exchange)) == 50)
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(Exchange).last().question == "How much?")
        assert len(app.screen.query(Exchange)) == 50
