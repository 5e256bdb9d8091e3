"""The dialog that shows the page of a source as a picture, with its quotes highlighted."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from tui.backend.protocol import UiBackend
from tui.graphics.painting import Shown
from tui.graphics.terminal import Graphics, PictureTerminal
from tui.rendering.passages import Passage
from tui.rendering.picture import picture_of
from tui.rendering.safe_text import Translate, problem_line
from tui.widgets.key_hints import KeyHints
from tui.widgets.page_picture import PagePicture
from tui.widgets.passage_view import place_line

_LARGEST = 4
"""The largest width of a page, in widths of the screen; letters are readable from 3 on."""


class Drawn(Message):
    """A page was drawn."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown


class PictureScreen(ModalScreen[None]):
    """A page, first as wide as the screen; plus and minus draw it larger and smaller."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,i", "dismiss", "key_close", key_display="Esc"),
        Binding("plus,equals_sign", "zoom(1)", "key_larger", key_display="+"),
        Binding("minus", "zoom(-1)", "key_smaller", key_display="-"),
    ]

    def __init__(self, backend: UiBackend, passage: Passage, say: Translate, terminal: PictureTerminal) -> None:
        super().__init__()
        self._backend, self._passage, self._say, self._terminal = backend, passage, say, terminal
        self._graphics = terminal.graphics(backend.preferences.settings.page_pictures)
        self._times, self._drawn = 1, False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other sizes where there is a picture."""
        del parameters
        return action != "zoom" or self._drawn

    def compose(self) -> ComposeResult:
        """Yield place, picture and keys."""
        with Vertical(classes="dialog -whole") as dialog:
            dialog.border_title = place_line(self._passage, self._say)
            yield PagePicture(self._send)
            yield Static(id="told", markup=False)
            yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Draw the page when the width of the screen is known."""
        self.query_one(PagePicture).focus()
        self.call_after_refresh(self.action_zoom, 0)

    def on_resize(self) -> None:
        """Draw the page for the new width."""
        self.call_after_refresh(self.action_zoom, 0)

    def action_zoom(self, step: int) -> None:
        """Draw the page larger (1), smaller (-1) or in the same proportion to the screen (0)."""
        self._times = max(1, min(_LARGEST, self._times + step))
        if width := self.query_one(PagePicture).scrollable_content_region.width:
            self._draw(width * self._times)

    def _send(self, text: str) -> None:
        if text:
            self._terminal.send(self.app._driver, text)

    def on_screen_suspend(self) -> None:
        """Leave the terminal to another screen; the picture comes back when this one is painted again."""
        self.query_one(PagePicture).hide()

    @work(thread=True, group="picture", exclusive=True, exit_on_error=False)
    def _draw(self, width: int) -> None:
        passage = self._passage
        quotes = [passage.text[quote.start : quote.end] for quote in passage.quotes]
        blocks = self._graphics is Graphics.BLOCKS
        pixels = width if blocks else width * self._terminal.cell()[0]
        picture = picture_of(self._backend.library.picture(passage.path, passage.place.page or 1, quotes, pixels))
        if blocks:
            self.post_message(Drawn(Shown(picture, picture.marked_row // 2)))
            return
        from tui.graphics.protocols import in_pixels  # loads numpy, which the first screen mustn't wait for

        self.post_message(Drawn(in_pixels(picture, self._graphics, self._terminal)))

    def on_drawn(self, message: Drawn) -> None:
        """Show the picture."""
        message.stop()
        self._drawn = True
        self.query_one(PagePicture).show(message.shown)
        self.refresh_bindings()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say why there is no picture."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            told = self.query_one("#told", Static)
            told.add_class("-problem")
            told.update(self._say("picture_failed", problem=problem_line(event.worker.error, self._say)))
            self.refresh_bindings()
