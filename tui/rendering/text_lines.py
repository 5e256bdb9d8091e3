"""Lines of text as widgets, each aligned to the edge at which it is read from."""

from textual.content import Content
from textual.widgets import Static

from ragassist.untrusted import for_terminal
from tui.rendering.bidi import begins_right_to_left


def text_line(text: str, classes: str = "") -> Static:
    """Return a paragraph, filtered for the terminal; one that is read from right to left is aligned to the right edge."""
    direction = "-rtl" if begins_right_to_left(text) else ""
    return Static(Content(for_terminal(text)), classes=f"{classes} {direction}", markup=False)
