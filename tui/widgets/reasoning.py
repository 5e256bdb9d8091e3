"""The folded block with the model's reasoning."""

from textual.app import ComposeResult
from textual.widgets import Collapsible, Static

from tui.rendering.safe_text import Translate, counted, safe, share_of


class Reasoning(Collapsible):
    """A folded block whose title counts the tokens of the reasoning against the budget; hidden while it is empty."""

    def __init__(self, say: Translate, budget: int) -> None:
        super().__init__(title=say("thinking"), collapsed_symbol="▸", expanded_symbol="▾")
        self._say, self._budget = say, budget
        self._text = ""
        self._pieces = 0
        self._thoughts = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Yield the title and the folded text."""
        self._contents_list = [self._thoughts]
        yield from super().compose()

    def write(self, text: str) -> None:
        """Append a piece of text. Each piece counts as one token, which is usually right; `finish` has the exact number."""
        self._text += text
        self._pieces += 1
        self.add_class("-begun")
        self._count(self._pieces)
        if not self.collapsed:
            self._thoughts.update(safe(self._text))

    def watch_collapsed(self, collapsed: bool) -> None:
        """Show the text when the block is unfolded; while it is folded the text isn't laid out for each token."""
        if not collapsed:
            self._thoughts.update(safe(self._text))

    def finish(self, tokens: int) -> None:
        """Show the exact number of tokens, unless it is 0."""
        if tokens:
            self._count(tokens)

    def _count(self, tokens: int) -> None:
        share = share_of("tokens", tokens, self._budget, self._say) if self._budget else counted("tokens", tokens, self._say)
        self.title = f"{self._say('thinking')} · {share}"
