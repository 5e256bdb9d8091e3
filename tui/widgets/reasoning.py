"""What the model thinks before it answers, folded."""

from textual.app import ComposeResult
from textual.widgets import Collapsible, Static

from tui.rendering.safe_text import Translate, number, safe


class Reasoning(Collapsible):
    """A folded block that counts while it grows, against its budget, and is absent until there is anything in it."""

    def __init__(self, say: Translate, budget: int) -> None:
        super().__init__(title=say("thinking"), collapsed_symbol="▸", expanded_symbol="▾")
        self._say, self._budget = say, budget
        self._text = ""
        self._pieces = 0
        self._thoughts = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Yield the title and what is folded under it."""
        self._contents_list = [self._thoughts]
        yield from super().compose()

    def write(self, text: str) -> None:
        """Add a piece; a piece is a token as a rule, and the end tells exactly."""
        self._text += text
        self._pieces += 1
        self.add_class("-begun")
        self._count(self._pieces)
        if not self.collapsed:
            self._thoughts.update(safe(self._text))

    def watch_collapsed(self, collapsed: bool) -> None:
        """Show the text once it is unfolded; folded text isn't laid out with each token."""
        if not collapsed:
            self._thoughts.update(safe(self._text))

    def finish(self, tokens: int) -> None:
        """Show how many tokens it took."""
        if tokens:
            self._count(tokens)

    def _count(self, tokens: int) -> None:
        budget = f"/{number(self._budget)}" if self._budget else ""
        self.title = f"{self._say('thinking')} · {number(tokens)}{budget} {self._say('tokens')}"
