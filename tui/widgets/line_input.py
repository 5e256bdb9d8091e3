"""The input of one line."""

from textual import events
from textual.widgets import Input

from ragassist.untrusted import one_line
from tui.rendering.safe_text import unix_lines


class LineInput(Input):
    """An input that removes control characters and line breaks from pasted text."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # the base class would insert the text unfiltered
        event.stop()
        self.insert_text_at_cursor(one_line(unix_lines(event.text)))
