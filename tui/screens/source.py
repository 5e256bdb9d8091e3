"""One source: the passage with what was cited of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from ragassist.places import place_in_words
from tui.passages import Passage
from tui.text import Say
from tui.widgets.key_hints import KeyHints


class SourceScreen(ModalScreen[None]):
    """A passage in its own lines, the quote lit; the others are a key away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "key_close", key_display="Esc"),
        Binding("n,right", "step(1)", "key_next", key_display="N"),
        Binding("p,left", "step(-1)", "key_previous", key_display="P"),
        Binding("c,ctrl+c", "copy", "key_copy_quote", key_display="C"),
    ]

    def __init__(self, passages: Sequence[Passage], n: int, say: Say) -> None:
        super().__init__()
        self._passages, self._say = passages, say
        self._at = next(at for at, passage in enumerate(passages) if passage.n == n)

    def compose(self) -> ComposeResult:
        """Yield place, passage and keys."""
        with Vertical(classes="dialog"):
            yield Static(classes="place", markup=False)
            with VerticalScroll():
                yield Static(classes="passage", markup=False)
            yield KeyHints(self._say)

    def on_mount(self) -> None:
        """Show the source that was asked for."""
        self._show()

    def action_step(self, step: int) -> None:
        """Go to another source; behind the last comes the first."""
        self._at = (self._at + step) % len(self._passages)
        self._show()

    def action_copy(self) -> None:
        """Copy the quote."""
        self.app.copy_to_clipboard(self._passages[self._at].quoted)
        self.notify(self._say("copied"), timeout=2, markup=False)

    def _show(self) -> None:
        passage = self._passages[self._at]
        self.query_one(".dialog").border_title = f"{self._say('sources')} {self._at + 1}/{len(self._passages)}"
        self.query_one(".place", Static).update(self._place(passage))
        self.query_one(".passage", Static).update(passage.lit())
        self.query_one(VerticalScroll).focus().scroll_home(animate=False)

    def _place(self, passage: Passage) -> Content:
        words = f"  {place_in_words(passage.place, self._say)}".rstrip()
        place = Content.assemble((f"[{passage.n}] ", "bold $accent"), (passage.file, "bold"), (words, "$secondary"))
        heading = [Content.styled(passage.heading, "$secondary")] if passage.heading else []
        doubt = [Content.styled(self._say("unsupported"), "$error")] if passage.doubtful else []
        return Content("\n").join([place, *heading, *doubt])
