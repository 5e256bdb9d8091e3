"""The box in which questions are written."""

from threading import Event as Flag

from textual import events

from ragassist.language.phrases import phrase
from ragassist.retrieval.question import MOST_CHARACTERS
from tests.tui.scripted import ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.widgets.question_box import QuestionBox
from tui.widgets.transcript import Transcript

WIDE = (120, 40)
TEXT = "Am Manometer sollen sich 1,9 bar einstellen."
FOUND = source(1, TEXT)


def answering(gate: Flag | None = None) -> ScriptedBackend:
    return ScriptedBackend(
        script("How much?", "The gauge should show **1.9 bar** [1].", [FOUND], [cite(FOUND, TEXT)], gate=gate)
    )


async def test_during_an_answer_a_question_can_be_written_but_not_sent() -> None:
    backend = answering(gate=Flag())
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: "The gauge" in screen_text(app))
        await pilot.press("w", "h", "y", "enter")
        assert app.screen.query_one(QuestionBox).text == "why"
        assert phrase("still_answering", "en") in screen_text(app)
        assert backend.asked == ["How much?"]
        await pilot.press("escape")


async def test_escape_moves_the_focus_to_the_question_box() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=WIDE) as pilot:
        app.screen.query_one(Transcript).focus()
        await pilot.press("escape")
        assert isinstance(app.focused, QuestionBox)


async def test_a_paste_that_is_too_long_is_refused_with_the_limit() -> None:
    app = RagassistApp(ScriptedBackend())
    async with app.run_test(size=WIDE) as pilot:
        box = app.screen.query_one(QuestionBox)
        box.post_message(events.Paste("x" * (MOST_CHARACTERS + 1)))
        await until(pilot, lambda: "Too long: at most 2\u00a0000 characters" in screen_text(app))
        assert box.text == ""
        box.post_message(events.Paste("short"))
        await until(pilot, lambda: box.text == "short")
        assert "Too long" not in screen_text(app)


async def test_the_box_accepts_line_breaks_and_remembers_questions() -> None:
    backend = answering()
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        box = app.screen.query_one(QuestionBox)
        await pilot.press("a", "ctrl+j", "b", "enter")
        await until(pilot, lambda: backend.asked == ["a\nb"] and not box.busy)
        await pilot.press("up")
        assert box.text == "a\nb"
        await pilot.press("down")
        assert box.text == ""


async def test_keys_that_arrive_faster_than_they_are_handled_keep_their_order() -> None:
    backend = answering()
    app = RagassistApp(backend)
    async with app.run_test(size=WIDE) as pilot:
        for key, character in [("a", "a"), ("b", "b"), ("ctrl+j", None), ("c", "c"), ("enter", "\r"), ("d", "d")]:
            app.post_message(events.Key(key, character))
        await until(pilot, lambda: backend.asked == ["ab\nc"] and app.screen.query_one(QuestionBox).text == "d")
