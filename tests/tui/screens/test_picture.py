"""The page of a source as a picture."""

from ingest.errors import AssistantError
from ragassist.language.phrases import phrase
from tests.tui.filled import QUOTE, SIZE, TEXT, filled
from tests.tui.scripted import ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.screens.picture import PictureScreen
from tui.widgets.exchange import Exchange
from tui.widgets.page_picture import PagePicture


def colours(app: RagassistApp) -> set[tuple[int, int, int]]:
    strips = app.screen._compositor.render_strips()
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    triplets = [style.bgcolor.triplet for style in styles if style.bgcolor]
    return {(one.red, one.green, one.blue) for one in triplets if one}


async def test_i_shows_the_page_with_its_quote_framed_and_plus_enlarges_it() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab", "i")
        await until(pilot, lambda: isinstance(app.screen, PictureScreen) and (255, 255, 255) in colours(app))
        assert ("picture", "Technik/Pumpenhandbuch_K240.pdf", "3", QUOTE) in backend.done
        width = app.screen.query_one(PagePicture).virtual_size.width
        await pilot.press("plus")
        await until(pilot, lambda: app.screen.query_one(PagePicture).virtual_size.width == 2 * width)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, PictureScreen))


async def test_a_missing_file_is_reported_in_one_line() -> None:
    backend = filled()
    app = RagassistApp(backend)
    async with app.run_test(size=SIZE) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        backend.problem = AssistantError("can't be opened: No such file or directory")
        await pilot.press("tab", "i")
        lead = phrase("picture_failed", "en", problem="")
        await until(pilot, lambda: f"{lead}can't be opened: No such file or directory" in screen_text(app))
        await until(pilot, lambda: phrase("key_larger", "en") not in screen_text(app))


async def test_only_pages_of_a_pdf_are_drawn() -> None:
    found = source(1, TEXT, "notes.md")
    app = RagassistApp(ScriptedBackend(script("How much?", "1.9 bar [1].", [found], [cite(found, QUOTE)])))
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab", "i")
        await until(pilot, lambda: "Only pages of PDF files" in screen_text(app))
