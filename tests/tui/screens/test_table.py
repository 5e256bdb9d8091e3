"""The table over documents: rows as they are read, the source of each cell, and saving to files."""

from threading import Event as Flag

import pytest

from indexes.conversations.records import Citation
from indexes.records import Place
from ingest.errors import AssistantError
from ragassist.extraction.records import Cell, Row, Skipped, TableProgress
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.settings.schema import load_settings
from tests.tui.filled import SIZE, filled
from tests.tui.scripted import ScriptedBackend, screen_text, until
from tui.app import RagassistApp
from tui.rendering.bidi import in_visual_order
from tui.screens import page
from tui.screens.chat import ChatScreen
from tui.screens.source import SourceScreen
from tui.screens.table import TableScreen


def cell(value: str, *, supported: bool = True) -> Cell:
    quote = f"It says {value}."
    place = Citation(n=1, path="/papers/lease.pdf", place=Place(2), start=0, end=len(quote), quote=quote, supported=supported)
    return Cell(value, "", place)


def told(done: int, at: Row | Skipped | None = None, left: float = 0.0) -> TableProgress:
    return TableProgress(done=done, total=3, to_read=3, at=at, seconds_left=left)


def table(gate: Flag | None = None) -> ScriptedBackend:
    backend = filled()
    steps: list[TableProgress | Flag] = [
        told(0),
        told(1, Row("/papers/lease.pdf", (cell("1,250 EUR"), cell("[red]Maria[/red]\x1b[2J", supported=False))), 125.0),
        *([gate] if gate else []),
        told(2, Row("/papers/mill.pdf", (None, cell("Mill Trust"))), 20.0),
        told(3, Skipped("/papers/empty.pdf", "it holds no text"), 0.0),
    ]
    backend.table = steps
    return backend


def shown(app: RagassistApp) -> str:
    return screen_text(app)


async def test_rows_appear_one_by_one_with_the_remaining_time_and_the_share_of_unsupported_cells() -> None:
    gate = Flag()
    backend = table(gate)
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await until(pilot, lambda: phrase("table_begin", "en") in shown(app))
        await pilot.press(*"rent, landlord", "enter")
        await until(pilot, lambda: f"1/3 documents · {phrase('minutes_left', 'en', count=2)}" in shown(app))
        assert ("extract", "rent", "landlord") in backend.done
        assert "1,250 EUR" in shown(app)
        assert "[red]Maria[/red]" in shown(app)
        assert "Mill Trust" not in shown(app)
        gate.set()
        await until(pilot, lambda: phrase("table_unsupported", "en", count=1, percent=33) in shown(app))
        assert "Mill Trust" in shown(app)
        assert "1 skipped" in " ".join(shown(app).split())


async def test_the_remaining_time_passes_while_a_document_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_SECOND_S", 0.02)
    backend = table()
    backend.table = [told(0, left=60.0), Flag()]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"rent, landlord", "enter")
        await until(pilot, lambda: f"0/3 documents · {phrase('seconds_left', 'en', count=58)}" in shown(app))


async def test_a_cell_opens_its_source_and_an_empty_cell_opens_nothing() -> None:
    app = RagassistApp(table())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"rent, landlord", "enter")
        await until(pilot, lambda: "1 skipped" in " ".join(shown(app).split()))
        await pilot.press("right", "down", "enter")
        assert isinstance(app.screen, TableScreen)
        await pilot.press("up", "enter")
        await until(pilot, lambda: isinstance(app.screen, SourceScreen))
        await until(pilot, lambda: "lease.pdf" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))


async def test_esc_stops_reading_and_keeps_the_rows_and_the_next_esc_goes_back() -> None:
    app = RagassistApp(table(Flag()))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"rent, landlord", "enter")
        await until(pilot, lambda: "1/3" in shown(app) and f"Esc {phrase('key_stop', 'en')}" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: phrase("stopped", "en") in shown(app))
        assert "1,250 EUR" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))


@pytest.mark.parametrize(("key", "form"), [("x", "xlsx"), ("v", "csv")])
async def test_the_rows_are_saved_to_a_file(key: str, form: str) -> None:
    backend = table()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"rent, landlord", "enter")
        await until(pilot, lambda: "1 skipped" in " ".join(shown(app).split()))
        await pilot.press(key)
        await until(pilot, lambda: f"/tmp/table.{form}" in shown(app))
        assert ("save table", form, "2") in backend.done


async def test_invalid_fields_and_a_failure_are_reported_in_a_line() -> None:
    backend = table()
    backend.table = [AssistantError("no chat model is installed: run 'ragassist models pull'")]
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10", *"Rent,rent", "enter")
        await until(pilot, lambda: "the same field" in shown(app))
        await pilot.press("backspace", "backspace", "backspace", "backspace", "backspace", "enter")
        await until(pilot, lambda: "no chat model is installed" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ChatScreen))


@pytest.mark.parametrize("language", languages())
async def test_the_screen_is_in_the_users_language(language: str) -> None:
    backend = table()
    backend.language = language
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await until(pilot, lambda: phrase("table_begin", language)[:6] in shown(app))


async def test_a_slash_in_the_question_box_opens_the_table() -> None:
    app = RagassistApp(table())
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*"/table")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))


async def test_an_arabic_line_above_the_keys_is_aligned_to_the_right_edge() -> None:
    backend = table()
    backend.language, backend.settings = "ar", load_settings(bidi="program")
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TableScreen))
        await until(pilot, lambda: app.screen.query_one("#told").has_class("-rtl"))
        await until(pilot, lambda: len(shown(app).splitlines()[-2]) == SIZE[0] - 1)


async def test_a_key_without_a_letter_is_placed_like_the_others_beside_arabic_words() -> None:
    backend = table()
    backend.language, backend.settings = "ar", load_settings(bidi="program")
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        words = in_visual_order(phrase("key_fields", "ar"))[0]
        await until(pilot, lambda: f"/ {words}" in shown(app).replace("\N{LEFT-TO-RIGHT MARK}", ""))
