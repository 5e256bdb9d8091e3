"""What the model thinks before it answers, folded."""

from textual.app import ComposeResult
from textual.widgets import Collapsible, Static

from tui.text import Say, number, safe


class Reasoning(Collapsible):
    """A folded block that counts while it grows, and is absent until there is anything in it."""

    def __init__(self, say: Say) -> None:
        super().__init__(title=say("thinking"), collapsed_symbol="▸", expanded_symbol="▾")
        self._say = say
        self._text = ""
        self._thoughts = Static(markup=False)

    def compose(self) -> ComposeResult:
        """Yield the title and what is folded under it."""
        self._contents_list = [self._thoughts]
        yield from super().compose()

    def write(self, text: str) -> None:
        """Add a piece."""
        self._text += text
        self.add_class("-begun")
        self._thoughts.update(safe(self._text))
        self._count(len(self._text), "characters")

    def finish(self, tokens: int) -> None:
        """Show how many tokens it took."""
        if tokens:
            self._count(tokens, "tokens")

    def _count(self, amount: int, unit: str) -> None:
        self.title = f"{self._say('thinking')} · {number(amount)} {self._say(unit)}"
