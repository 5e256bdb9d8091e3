"""The input of one line."""

from textual import events
from textual.strip import Strip
from textual.widgets import Input

from ragassist.untrusted import one_line
from tui.rendering.bidi import TURNED, turned
from tui.rendering.safe_text import unix_lines


class LineInput(Input):
    """An input that removes control characters and line breaks from pasted text, with right-to-left text at its right edge."""

    def render_line(self, y: int) -> Strip:
        """Return line `y`; a right-to-left line is aligned to the right edge, with the caret at its left end."""
        strip = super().render_line(y)
        return turned(strip, self.content_size.width, self.rich_style) if self.app.has_class(TURNED) else strip

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # the base class would insert the text unfiltered
        event.stop()
        self.insert_text_at_cursor(one_line(unix_lines(event.text)))
