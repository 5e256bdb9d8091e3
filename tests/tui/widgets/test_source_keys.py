"""The keys for an answer and its sources."""

from tests.tui.filled import FOUND, QUOTE, SIZE, filled
from tests.tui.scripted import ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.screens.source import SourceScreen
from tui.widgets.exchange import Exchange
from tui.widgets.question_box import QuestionBox


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
        await until(pilot, lambda: app.clipboard == f"“{QUOTE}” (Pumpenhandbuch_K240.pdf page 3)")
        assert not [done for done in backend.done if done[0] == "open"]
        await pilot.press("o")
        await until(pilot, lambda: ("open", FOUND.path, "3") in backend.done)


async def test_a_key_shows_the_sources_of_earlier_answers() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        other = source(1, "Die Miete beträgt 790 Euro.", "Mietvertrag.pdf", 8)
        backend.script = script("And the rent?", "790 euros [1].", [other], [cite(other, other.text)])
        await ask(pilot, "And the rent?")
        await until(pilot, lambda: "Mietvertrag.pdf" in screen_text(app) and app.screen.query(".-cited"))
        await pilot.press("f8")
        await until(pilot, lambda: "Pumpenhandbuch_K240.pdf" in screen_text(app))
        assert [exchange.has_class("-shown") for exchange in app.screen.query(Exchange)] == [True, False]
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Seite drei" in screen_text(app))
        await pilot.press("escape", "f8")
        await until(pilot, lambda: "Mietvertrag.pdf" in screen_text(app))


async def test_the_last_question_is_asked_again_and_edited_and_its_answer_copied_without_citations() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "F4 details" in screen_text(app))
        await pilot.press("f9")
        await until(pilot, lambda: app.clipboard == "1.9 bar.")
        await pilot.press("ctrl+r")
        await until(pilot, lambda: backend.asked == ["How much?", "How much?"])
        await until(pilot, lambda: screen_text(app).count("F4 details") == 2)
        await pilot.press("f7")
        await until(pilot, lambda: app.screen.query_one(QuestionBox).text == "How much?")


async def test_a_pause_prepares_the_answer_and_the_next_key_stops_the_preparation() -> None:
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
