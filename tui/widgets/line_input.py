"""An input of one line."""

from textual import events
from textual.widgets import Input

from ragassist.untrusted import one_line
from tui.rendering.safe_text import unix_lines


class LineInput(Input):
    """An input whose pasted text goes through the filter, as everything that comes from outside."""

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()  # the base class would insert the text as it came
        event.stop()
        self.insert_text_at_cursor(one_line(unix_lines(event.text)))
