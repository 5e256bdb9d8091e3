"""A source in the list of sources."""

import pytest
from textual.content import Content

from tests.tui.filled import FOUND, QUOTE
from tests.tui.scripted import ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.widgets.exchange import Exchange
from tui.widgets.source_card import SourceCard

LONG = source(1, FOUND.text, "Technik/Pumpenhandbuch_der_Kanalpumpe_K240.pdf")


@pytest.mark.parametrize("size", [(150, 42), (80, 24), (60, 20)])
async def test_a_long_name_is_shortened_beside_its_page(size: tuple[int, int]) -> None:
    app = RagassistApp(ScriptedBackend(script("How much?", "1.9 bar [1].", [LONG], [cite(LONG, QUOTE)])))
    async with app.run_test(size=size) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab")
        await until(pilot, lambda: any("1  Pump" in line and "page 3" in line for line in screen_text(app).splitlines()))


async def test_a_card_is_as_high_as_its_text_when_the_terminal_becomes_narrower() -> None:
    app = RagassistApp(ScriptedBackend(script("How much?", "1.9 bar [1].", [LONG], [cite(LONG, QUOTE)])))
    async with app.run_test(size=(120, 42)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.resize_terminal(80, 24)
        card = app.screen.query_one(SourceCard)

        def fits() -> bool:
            text = card.content
            assert isinstance(text, Content)
            return card.content_size.width < 25 and card.size.height == len(text.wrap(card.size.width))

        await until(pilot, fits)


async def test_passages_of_one_page_are_told_apart_even_in_a_narrow_list() -> None:
    first, second = (source(n, text, page=3, heading="") for n, text in ((2, "Cold water only."), (3, "Hot oil only.")))
    app = RagassistApp(ScriptedBackend(script("How much?", "1.9 bar [1].", [LONG, first, second], [cite(LONG, QUOTE)])))
    async with app.run_test(size=(80, 24)) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await until(pilot, lambda: "Col…" in screen_text(app) and "Hot…" in screen_text(app))
