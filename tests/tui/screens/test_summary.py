"""The screen of a summary."""

from threading import Event as Flag

from indexes.records import Place
from tests.tui.filled import SIZE, filled
from tests.tui.scripted import ScriptedBackend, screen_text, until
from tui.app import RagassistApp
from tui.backend.records import Heading
from tui.screens.source import SourceScreen
from tui.screens.summary import SummaryScreen
from tui.widgets.exchange import Exchange


def summarized() -> ScriptedBackend:
    backend = filled()
    backend.headings = [Heading("Safety", 0, 0, Place(1)), Heading("Start", 1, 100, Place(2))]
    return backend


async def test_a_document_of_the_library_is_summarised_beside_its_outline() -> None:
    backend = summarized()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        await pilot.press("end", "s")
        await until(pilot, lambda: ("summarize", "/papers/scan.pdf") in backend.done)
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app) and "✓ 1 source confirms" in screen_text(app))
        assert "Safety" in screen_text(app)


async def test_a_heading_leads_to_its_page_and_a_number_to_its_source() -> None:
    app = RagassistApp(summarized())
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SummaryScreen(app.backend, app.say, "/papers/scan.pdf"))
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app) and "Start" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Document 2/2" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        exchange = app.screen.query_one(Exchange)
        exchange.post_message(Exchange.SourceOpened(exchange, 1))  # as a click on the number does
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Sources 1/1" in screen_text(app))


async def test_leaving_stops_the_summary() -> None:
    backend = summarized()
    gate = Flag()
    backend.script = [gate]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        screen = SummaryScreen(app.backend, app.say, "/papers/scan.pdf")
        app.push_screen(screen)
        await until(pilot, lambda: ("summarize", "/papers/scan.pdf") in backend.done)
        await pilot.press("escape")
        await until(pilot, lambda: not any(worker.is_running for worker in app.workers))
