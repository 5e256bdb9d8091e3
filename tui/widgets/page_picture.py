"""The widget with the picture of a page."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.graphics.painting import Painter, PicturePart, Place, Send, Shown

_KEEP, _RESTORE = "\x1b7", "\x1b8"
"""The terminal's cursor, which Textual expects where it has left it."""

View = tuple[PicturePart, Place]
"""The part of a picture that is to be seen, and its place on the screen."""


_STEP = 3
"""Cells by which an arrow key scrolls."""


class Encoded(Message):
    """The pixels of a view were turned into an escape sequence."""

    def __init__(self, text: str, encoded: tuple[Painter, View]) -> None:
        super().__init__()
        self.text, self.encoded = text, encoded


class PagePicture(ScrollView, can_focus=True):
    """A picture made of half blocks, which the arrow keys scroll.

    Where the terminal has a protocol for pictures, the picture's pixels are written over the half blocks each time that Textual
    has painted them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(0, -1)", "key_scroll", key_display="↑↓"),
        Binding("down", "scroll(0, 1)", show=False),
        Binding("left", "scroll(-1, 0)", show=False),
        Binding("right", "scroll(1, 0)", show=False),
    ]

    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._shown: Shown | None = None
        self._awaited = False
        self._encoded: tuple[Painter, View | None] | None = None
        self._text = ""

    def action_scroll(self, across: int, down: int) -> None:
        """Scroll by a step in each direction, without the steps between, of which each would be painted."""
        self.scroll_relative(x=across * _STEP, y=down * _STEP, animate=False)

    def show(self, shown: Shown) -> None:
        """Show a picture, scrolled to its first quote; a picture of the same page in another size keeps the place in view."""
        before, picture = self._shown, shown.picture
        self._shown = shown
        if shown.painter is not None:
            self._send(shown.painter.beginning)
        self.virtual_size = Size(picture.width, picture.lines)
        if before is not None:
            middle = self.scroll_offset.y + self.size.height / 2
            self.scroll_to(y=middle * picture.lines / before.picture.lines - self.size.height / 2, animate=False)
        else:
            self.scroll_to(y=max(0, shown.marked_line - self.size.height // 3), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the visible part of the picture."""
        at = y + self.scroll_offset.y
        if self._shown is None or at >= self._shown.picture.lines:
            return Strip.blank(self.size.width, self.rich_style)
        left = self.scroll_offset.x
        return self._shown.picture.line(at).crop_extend(left, left + self.size.width, self.rich_style)

    # The picture's pixels

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines to paint, and write the pixels over them when they are on the screen."""
        if not self._awaited and self._painter is not None:
            self._awaited = self.call_after_refresh(self._paint)
        return super().render_lines(crop)

    def hide(self) -> None:
        """Take the pixels off the screen, so that something else can be shown above the widget."""
        if self._painter is not None:
            self._send(self._painter.hiding)

    def on_unmount(self) -> None:
        """Take the pixels off the screen."""
        if self._painter is not None:
            self._send(self._painter.removal)

    @property
    def _painter(self) -> Painter | None:
        return self._shown.painter if self._shown else None

    @property
    def _view(self) -> View | None:
        """What is to be seen of the picture; None if something lies above the widget."""
        if self._shown is None or self.app.screen is not self.screen or any(self.screen.query("Toast")):
            return None
        picture, (left, top), room = self._shown.picture, self.scroll_offset, self.scrollable_content_region
        columns, lines = min(room.width, picture.width - left), min(room.height, picture.lines - top)
        place = self.content_region.offset
        if columns <= 0 or lines <= 0 or place.y + lines >= self.app.size.height:  # Sixel on the last line scrolls the screen
            return None
        return PicturePart(left, top, columns, lines), (place.x, place.y)

    def _paint(self) -> None:
        self._awaited = False
        if self._painter is None:
            return
        wanted = (self._painter, self._view)
        if wanted[1] is None:
            self.hide()
        elif wanted != self._encoded:
            self._encoded, self._text = wanted, ""
            self._encode(self._painter, *wanted[1])
        elif self._text:
            self._send(self._text)

    @work(thread=True, group="pixels", exclusive=True)
    def _encode(self, painter: Painter, part: PicturePart, at: Place) -> None:
        self.post_message(Encoded(f"{_KEEP}{painter.shown(part, at)}{_RESTORE}", (painter, (part, at))))

    def on_encoded(self, message: Encoded) -> None:
        """Write the pixels, unless others are wanted by now."""
        message.stop()
        if message.encoded == self._encoded:
            self._text = message.text
            self._paint()
