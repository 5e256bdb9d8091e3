"""Keys and typed text reach the widget for which a person means them."""

from threading import Event as Flag

import pytest
from textual import events

from ragassist.language.phrases import phrase
from ragassist.settings.schema import load_settings
from tests.tui.filled import FOUND, QUOTE, SIZE, filled
from tests.tui.scripted import ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.screens.chat import ChatScreen
from tui.screens.source import SourceScreen
from tui.screens.table import TableScreen
from tui.widgets.exchange import Exchange
from tui.widgets.line_input import LineInput
from tui.widgets.passage_view import PassageView
from tui.widgets.question_box import QuestionBox
from tui.widgets.reasoning import Reasoning
from tui.widgets.sources_panel import SourcesPanel
from tui.widgets.transcript import Transcript

LONG = "\n\n".join(f"Line {n} of a long answer." for n in range(60))


def answering(gate: Flag | None = None, answer: str = "1.9 bar [1].", reasoning: str = "") -> ScriptedBackend:
    return ScriptedBackend(script("How much?", answer, [FOUND], [cite(FOUND, QUOTE)], gate=gate, reasoning=reasoning))


async def test_a_text_that_is_pasted_while_the_sources_have_the_focus_goes_to_the_box() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        await pilot.press("tab")
        app.screen.post_message(events.Paste("one\rtwo\r\nthree"))
        await until(pilot, lambda: app.screen.query_one(QuestionBox).text == "one\ntwo\nthree")
        assert isinstance(app.focused, QuestionBox)


async def test_a_question_typed_after_a_click_on_the_transcript_goes_to_the_box() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query(".-cited"))
        await pilot.click(Transcript)
        await pilot.press(*"What 2 tools", "question_mark")
        assert app.screen.query_one(QuestionBox).text == "What 2 tools?"
        assert isinstance(app.screen, ChatScreen)
        assert app.clipboard == ""
        assert not [done for done in backend.done if done[0] == "open"]


async def test_pasted_line_ends_of_any_system_become_line_breaks() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        box.post_message(events.Paste("one\r\ntwo\rthree\nfour"))
        await until(pilot, lambda: box.text == "one\ntwo\nthree\nfour")


async def test_an_arabic_question_starts_at_the_right_edge_and_has_the_cursor_at_its_left_end() -> None:
    settings = load_settings(library="papers", bidi="program")
    app = RagassistApp(ScriptedBackend(settings=settings))
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        box.load_text("كم تزن")
        box.move_cursor(box.document.end)
        await pilot.pause()
        cells = [char for segment in box.render_line(0) for char in segment.text]
        styles = [segment.style for segment in box.render_line(0) for _ in segment.text]
        first = "".join(cells).index("ك")
        assert first + len("كم تزن") == len(cells)
        assert styles[first - 1] != styles[0]  # the cursor is beside the last letter of the reordered line


async def test_an_arabic_line_of_an_input_starts_at_the_right_edge_and_has_the_cursor_at_its_left_end() -> None:
    backend = filled()
    backend.settings = load_settings(library="papers", bidi="program")
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        line = app.screen.query_one(LineInput)
        await pilot.press(*"كم تزن")
        await until(pilot, lambda: line.value == "كم تزن")
        shown = line.render_line(0)
        cells = [char for segment in shown for char in segment.text]
        styles = [segment.style for segment in shown for _ in segment.text]
        first = "".join(cells).index("ك")
        assert first + len("كم تزن") == len(cells) == line.content_size.width
        assert styles[first - 1] != styles[0]
        line.value = "rent"
        await pilot.pause()
        assert line.render_line(0).text.startswith("rent")


async def test_ctrl_c_stops_an_answer_and_removes_the_hint_about_it() -> None:
    app = RagassistApp(answering(gate=Flag()))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(QuestionBox).busy)
        await ask(pilot, "And?")
        await until(pilot, lambda: phrase("still_answering", "en") in screen_text(app))
        await pilot.press("ctrl+c")
        await until(pilot, lambda: not app.screen.query_one(QuestionBox).busy)
        assert phrase("still_answering", "en") not in screen_text(app)


async def test_an_answer_that_ends_out_of_sight_is_announced_and_a_key_scrolls_to_it() -> None:
    gate = Flag()
    app = RagassistApp(answering(gate, LONG))
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "Line 58" in screen_text(app))
        await pilot.press("pageup", "pageup")
        gate.set()
        await until(pilot, lambda: phrase("new_answer", "en") in screen_text(app))
        await pilot.press("ctrl+end")
        await until(pilot, lambda: "Line 59" in screen_text(app) and phrase("new_answer", "en") not in screen_text(app))


async def test_f7_keeps_the_question_that_was_being_written() -> None:
    app = RagassistApp(answering())
    async with app.run_test(size=SIZE) as pilot:
        box = app.screen.query_one(QuestionBox)
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press(*"And the", "f7")
        await until(pilot, lambda: box.text == "How much?" and phrase("draft_kept", "en") in screen_text(app))
        await pilot.press("down")
        await until(pilot, lambda: box.text == "And the")


async def test_tab_moves_to_the_sources_to_collapsed_reasoning_and_back() -> None:
    app = RagassistApp(answering(reasoning="Why so."))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab")
        assert isinstance(app.focused, SourcesPanel)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: not app.screen.query_one(Reasoning).collapsed)
        await pilot.press("tab")
        assert isinstance(app.focused, QuestionBox)
        await pilot.press("shift+tab", "shift+tab")
        assert isinstance(app.focused, SourcesPanel)


async def test_two_digits_open_the_twelfth_source() -> None:
    sources = [source(n, f"Sentence {n} says so.", f"file{n}.txt", None, "") for n in range(1, 14)]
    app = RagassistApp(ScriptedBackend(script("How much?", "So [1].", sources, [cite(sources[0], sources[0].text)])))
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab", "1", "2")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "[12] file12.txt" in screen_text(app))
        await pilot.press("escape", "1")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "[1] file1.txt" in screen_text(app))


async def test_the_page_beside_the_answer_follows_the_cursor() -> None:
    other = source(2, "Die Welle dreht frei.", "keys.txt", None, "")
    app = RagassistApp(ScriptedBackend(script("How much?", "1.9 bar [1].", [FOUND, other], [cite(FOUND, QUOTE)])))
    async with app.run_test(size=(150, 42)) as pilot:
        view = app.screen.query_one(PassageView)
        await ask(pilot, "How much?")
        await until(pilot, lambda: view.passage and view.passage.n == 1)
        await pilot.press("tab", "down")
        await until(pilot, lambda: view.passage and view.passage.n == 2)
        assert isinstance(app.screen, ChatScreen)
        await pilot.press("enter")
        assert app.focused is view
        await pilot.press("z")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen))


async def test_on_the_smallest_terminal_a_source_still_shows_its_keys() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen) and "Esc Close" in screen_text(app))


async def test_on_a_small_terminal_the_panes_are_two_tabs_for_keys_and_mouse() -> None:
    app = RagassistApp(filled())
    async with app.run_test(size=(60, 20)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await until(pilot, lambda: "Conversation │ Sources 1" in screen_text(app))
        await pilot.click("#tabs", offset=(20, 0))
        await until(pilot, lambda: isinstance(app.focused, SourcesPanel) and not app.screen.query_one(Transcript).display)
        await pilot.click("#tabs", offset=(4, 0))
        await until(pilot, lambda: app.screen.query_one(Transcript).display)
        assert isinstance(app.focused, QuestionBox)


async def test_uncited_sources_take_one_row_each_with_the_text_that_distinguishes_them() -> None:
    table = source(2, "| Year | Rent |\n| --- | --- |\n| 2024 | 790 euros |", "lease.xlsx", 1, "")
    again = source(3, "The deposit is 1580 euros.", "lease.xlsx", 1, "")
    app = RagassistApp(ScriptedBackend(script("How much?", "1.9 bar [1].", [FOUND, table, again], [cite(FOUND, QUOTE)])))
    async with app.run_test(size=(150, 42)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        lines = screen_text(app).splitlines()
        (row,) = (at for at, line in enumerate(lines) if "Year · Rent · 2024 · 790" in line)
        assert "The deposit is" in lines[row + 1]


async def test_the_arrow_keys_scroll_the_page_of_a_source() -> None:
    found = source(1, "\n".join(f"Sentence {n} says so." for n in range(90)), "long.txt", None, "")
    app = RagassistApp(ScriptedBackend(script("How much?", "So [1].", [found], [cite(found, "Sentence 0 says so.")])))
    async with app.run_test(size=(110, 32)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab", "1")
        await until(pilot, lambda: isinstance(app.focused, PassageView))
        await pilot.press("down", "down")
        await until(pilot, lambda: app.focused is not None and app.focused.scroll_offset.y == 2)
        await pilot.press("up")
        await until(pilot, lambda: app.focused is not None and app.focused.scroll_offset.y == 1)


@pytest.mark.parametrize("size", [(110, 32), (150, 42), (60, 20)])
async def test_a_number_opens_another_source_from_a_page_and_one_without_a_source_is_reported(size: tuple[int, int]) -> None:
    sources = [source(n, f"Sentence {n} says so.", f"file{n}.txt", None, "") for n in range(1, 14)]
    app = RagassistApp(ScriptedBackend(script("How much?", "So [1].", sources, [cite(sources[0], sources[0].text)])))
    async with app.run_test(size=size, notifications=True) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab", "2")
        await until(pilot, lambda: isinstance(app.focused, PassageView))
        await pilot.press("1", "2")
        await until(pilot, lambda: "[12] file12.txt" in screen_text(app))
        await pilot.press("1", "9")
        await until(pilot, lambda: phrase("no_source_n", "en", n=19) in screen_text(app))
