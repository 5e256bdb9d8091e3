"""The widget with the picture of a page."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.rendering.picture import Picture


class PagePicture(ScrollView, can_focus=True):
    """A picture made of half blocks, which the arrow keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("up,down", "scroll", "key_scroll", key_display="↑↓")]

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None

    def action_scroll(self) -> None:
        """No-op: the base class binds the arrow keys, and this binding only names them in the line of keys."""

    def show(self, picture: Picture) -> None:
        """Show a picture, scrolled to its first quote; a picture of the same page in another size keeps the place in view."""
        before = self._picture
        self._picture = picture
        self.virtual_size = Size(picture.width, picture.lines)
        if before is not None:
            middle = self.scroll_offset.y + self.size.height / 2
            self.scroll_to(y=middle * picture.lines / before.lines - self.size.height / 2, animate=False)
        else:
            self.scroll_to(y=max(0, picture.marked_line - self.size.height // 3), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return line `y` of the visible part of the picture."""
        at = y + self.scroll_offset.y
        if self._picture is None or at >= self._picture.lines:
            return Strip.blank(self.size.width, self.rich_style)
        left = self.scroll_offset.x
        return self._picture.line(at).crop_extend(left, left + self.size.width, self.rich_style)
