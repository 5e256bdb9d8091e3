"""The screens of a summary and of a translation, and the export of a conversation."""

from pathlib import Path
from threading import Event as Flag

from indexes.records import Place
from ragassist.events import AnswerDelta, PassagesRead, PromptAdvanced
from ragassist.language.phrases import phrase
from tests.tui.filled import SIZE, filled
from tests.tui.scripted import ScriptedBackend, ask, screen_text, until
from tui.app import RagassistApp
from tui.backend.records import OutlineHeading
from tui.screens.chat import ChatScreen
from tui.screens.dialogs import LanguageScreen
from tui.screens.source import SourceScreen
from tui.screens.summary import SummaryScreen, TranslationScreen
from tui.widgets.exchange import Exchange
from tui.widgets.row_table import Rows


def summarized() -> ScriptedBackend:
    backend = filled()
    backend.headings = [OutlineHeading("Safety", 0, 0, Place(1)), OutlineHeading("Start", 1, 100, Place(2))]
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


async def test_a_heading_opens_its_page_and_a_number_its_source() -> None:
    app = RagassistApp(summarized())
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SummaryScreen(app.backend, app.say, "/papers/scan.pdf"))
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app) and "Start" in screen_text(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Document 2/2" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, SummaryScreen))
        exchange = app.screen.query_one(Exchange)
        exchange.post_message(Exchange.SourceOpened(exchange, 1))  # as by a click on the number
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Sources 1/1" in screen_text(app))


async def test_closing_the_screen_stops_the_summary() -> None:
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


async def test_a_document_is_translated_into_the_chosen_language_and_saved() -> None:
    backend = summarized()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app))
        await pilot.press("alt+t")
        await until(pilot, lambda: isinstance(app.screen, LanguageScreen))
        assert all(name in screen_text(app) for name in ("English", "Deutsch", "日本語", "한국어"))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, TranslationScreen) and "✓ 1 source confirms" in screen_text(app))
        (path, into) = next(each[1:] for each in backend.done if each[0] == "translate")
        assert path.endswith(".pdf")
        assert into == "de"
        await pilot.press("s")
        await until(pilot, lambda: f"Written to /tmp/{Path(path).stem} de.md" in screen_text(app))
        assert ("save text", f"{Path(path).stem} de", "1.9 bar.") in backend.done


async def test_a_language_is_chosen_by_the_mouse_and_closing_the_choice_translates_nothing() -> None:
    backend = summarized()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app))
        await pilot.press("alt+t")
        await until(pilot, lambda: isinstance(app.screen, LanguageScreen))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, LanguageScreen))
        assert not any(each[0] == "translate" for each in backend.done)
        await pilot.press("alt+t")
        await until(pilot, lambda: isinstance(app.screen, LanguageScreen))
        await pilot.click(Rows, offset=(4, 3), times=2)
        await until(pilot, lambda: any(each[0] == "translate" for each in backend.done))


async def test_a_click_on_a_row_within_a_frame_moves_the_cursor_to_that_row() -> None:
    backend = summarized()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: "3 documents" in screen_text(app))
        rows = app.screen.query_one(Rows)
        await pilot.click(Rows, offset=(4, 4))  # below the frame, the header and two rows
        await until(pilot, lambda: rows.cursor == 2)


async def test_the_conversation_is_exported_by_its_name() -> None:
    backend = summarized()
    backend.current = "ab"
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app))
        await pilot.press(*"/export")
        await until(pilot, lambda: f"›  /{phrase('key_export', 'en')}" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "ragassist-ab.md" in screen_text(app))


async def test_a_private_conversation_is_not_exported_and_a_line_says_so() -> None:
    backend = summarized()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app))
        backend.current = None
        await pilot.press("alt+e")
        await until(pilot, lambda: "Nothing of this conversation is kept" in screen_text(app))


async def test_esc_stops_the_summary_and_keeps_its_text_and_the_next_esc_goes_back() -> None:
    backend = summarized()
    backend.script = [PassagesRead(3, 14, 40.0), AnswerDelta("The pump is filled first."), Flag()]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SummaryScreen(app.backend, app.say, "/papers/scan.pdf"))
        await until(pilot, lambda: "The pump is filled first." in screen_text(app))
        await until(pilot, lambda: "3/14 passages · about 40 s left" in screen_text(app))
        await until(pilot, lambda: f"Esc {phrase('key_stop', 'en')}" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: phrase("stopped", "en") in screen_text(app))
        assert "The pump is filled first." in screen_text(app)
        assert "3/14" not in screen_text(app)
        await until(pilot, lambda: f"Esc {phrase('key_back', 'en')}" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))


async def test_without_headings_the_summary_takes_the_whole_width() -> None:
    backend = summarized()
    backend.headings = []
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SummaryScreen(app.backend, app.say, "/papers/scan.pdf"))
        await until(pilot, lambda: "1.9 bar [1]." in screen_text(app) and not app.screen.query_one(Rows).display)
        assert phrase("key_read", "en") not in screen_text(app).splitlines()[-1]
        await pilot.press("c")
        await until(pilot, lambda: "1.9 bar" in app.clipboard)


async def test_the_share_and_the_time_that_are_shown_are_those_of_the_whole_document() -> None:
    backend = summarized()
    backend.script = [PassagesRead(2, 8, 48.0), PromptAdvanced(500, 1000, 3.0), Flag()]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SummaryScreen(app.backend, app.say, "/papers/scan.pdf"))
        await until(pilot, lambda: "2/8" in screen_text(app) and "31%" in screen_text(app))
        assert "about 3 s left" not in screen_text(app)
