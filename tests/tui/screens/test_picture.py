"""The page of a source as a picture."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.driver import Driver
from textual.pilot import Pilot

from ingest.errors import AssistantError
from ragassist.language.phrases import phrase
from tests.tui.filled import QUOTE, SIZE, TEXT, filled
from tests.tui.scripted import ScriptedBackend, ask, cite, screen_text, script, source, until
from tui.app import RagassistApp
from tui.graphics.terminal import Graphics
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


async def test_the_arrow_keys_scroll_the_picture() -> None:
    app = RagassistApp(paged())
    async with opened(app) as pilot:
        picture = app.screen.query_one(PagePicture)
        await until(pilot, lambda: picture.scroll_offset.y > 0)
        at = picture.scroll_offset.y
        await pilot.press("down", "down")
        await until(pilot, lambda: picture.scroll_offset.y == at + 6)
        await pilot.press("up")
        await until(pilot, lambda: picture.scroll_offset.y == at + 3)


class FakeTerminal:
    """A terminal with a protocol, which keeps what is written."""

    colours = 16

    def __init__(self, protocol: Graphics) -> None:
        self._protocol = protocol
        self.choices: list[str] = []
        self.written: list[str] = []

    def graphics(self, choice: str) -> Graphics:
        self.choices.append(choice)
        return self._protocol

    def cell(self) -> tuple[int, int]:
        return 4, 8

    def send(self, driver: Driver | None, text: str) -> None:
        del driver
        self.written.append(text)

    def has(self, part: str) -> bool:
        return any(part in text for text in self.written)


def paged() -> ScriptedBackend:
    """Return a backend whose page is white, three times as high as it is wide, with a highlighted quote far down."""
    backend = filled()

    def picture(path: str, page: int, quotes: Sequence[str], wide: int) -> bytes:
        del path, page, quotes
        rows = [bytes((255, 214, 150)) * wide if y == 2 * wide else b"\xff" * 3 * wide for y in range(3 * wide)]
        backend.done.append(("drawn", str(wide)))
        return b"P6 %d %d 255\n" % (wide, 3 * wide) + b"".join(rows)

    backend.picture = picture  # type: ignore[method-assign, assignment]
    return backend


@asynccontextmanager
async def opened(app: RagassistApp) -> AsyncIterator[Pilot[None]]:
    """Run an app in which the picture of a page is shown."""
    async with app.run_test(size=SIZE, notifications=True) as pilot:
        await ask(pilot, "How much?")
        await until(pilot, lambda: app.screen.query_one(Exchange).ended)
        await pilot.press("tab", "i")
        await until(pilot, lambda: isinstance(app.screen, PictureScreen))
        await until(pilot, lambda: app.screen.query_one(PagePicture).virtual_size.width > 80)
        yield pilot


@pytest.mark.parametrize(
    ("protocol", "mark"), [(Graphics.KITTY, "a=p,"), (Graphics.SIXEL, "\x1bP0;1q"), (Graphics.ITERM, "]1337;")]
)
async def test_pixels_are_written_over_half_blocks_and_again_when_the_picture_moves(protocol: Graphics, mark: str) -> None:
    terminal, backend = FakeTerminal(protocol), paged()
    app = RagassistApp(backend, picture_terminal=terminal)
    async with opened(app) as pilot:
        await until(pilot, lambda: terminal.has(mark))
        assert terminal.choices == ["auto"]
        picture = app.screen.query_one(PagePicture)
        columns = picture.virtual_size.width
        assert ("drawn", str(4 * columns)) in backend.done
        assert picture.scroll_offset.y == columns - picture.size.height // 3  # the quote is on line 2 * 4 * columns / 8
        assert (255, 255, 255) in colours(app)
        shown = [text for text in terminal.written if mark in text]
        assert all(text.startswith("\x1b7\x1b[2;3H") and text.endswith("\x1b8") for text in shown)
        for keys in (["down"], ["plus"]):
            terminal.written.clear()
            await pilot.press(*keys)
            await until(pilot, lambda: terminal.has(mark))
        assert picture.virtual_size.width == 2 * columns
        terminal.written.clear()
        await pilot.resize_terminal(90, 28)
        await until(pilot, lambda: picture.virtual_size.width < 2 * columns and terminal.has(mark))


async def test_leaving_takes_the_picture_off_the_screen() -> None:
    terminal = FakeTerminal(Graphics.KITTY)
    app = RagassistApp(paged(), picture_terminal=terminal)
    async with opened(app) as pilot:
        await until(pilot, lambda: terminal.has("a=p,"))
        await pilot.press("escape")
        await until(pilot, lambda: terminal.written[-1] == "\x1b_Ga=d,d=I,i=29281,q=2\x1b\\")


async def test_a_notice_is_not_covered_by_the_picture() -> None:
    terminal = FakeTerminal(Graphics.KITTY)
    app = RagassistApp(paged(), picture_terminal=terminal)
    async with opened(app) as pilot:
        await until(pilot, lambda: terminal.has("a=p,"))
        app.notify("Done", timeout=0.5)
        await until(pilot, lambda: "a=d,d=i," in terminal.written[-1])
        await until(pilot, lambda: "a=p," in terminal.written[-1])


async def test_without_a_protocol_nothing_is_written() -> None:
    terminal, backend = FakeTerminal(Graphics.BLOCKS), paged()
    app = RagassistApp(backend, picture_terminal=terminal)
    async with opened(app) as pilot:
        columns = app.screen.query_one(PagePicture).virtual_size.width
        assert ("drawn", str(columns)) in backend.done
        await pilot.press("down", "escape")
        await until(pilot, lambda: not isinstance(app.screen, PictureScreen))
    assert terminal.written == []
