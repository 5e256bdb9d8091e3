"""The line at the top: whose library this is, what is in it, and that nothing leaves the machine."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.widgets import Static

from tui.backend.protocol import Survey
from tui.rendering.safe_text import Translate, number, safe_line

_LOOK_EVERY_S = 1.0


class TopBar(HorizontalGroup):
    """Shows the library's name and counts, and how many connections were refused."""

    def __init__(self, library: str, refused: Callable[[], int], say: Translate) -> None:
        super().__init__()
        self._library, self._refused, self._say = library, refused, say
        self._painted = -1

    def compose(self) -> ComposeResult:
        """Yield name, counts and the state of the network."""
        yield Static("ragassist", id="program")
        yield Static(safe_line(self._library), id="library", markup=False)
        yield Static(id="counts", markup=False)
        yield Static(id="offline", markup=False)

    def on_mount(self) -> None:
        """Look now, and again every second."""
        self._look()
        self.set_interval(_LOOK_EVERY_S, self._look)

    def show(self, survey: Survey) -> None:
        """Show the library's counts."""
        documents = f"{number(survey.documents)} {self._say('documents')}"
        self.query_one("#counts", Static).update(f"{documents} · {number(survey.passages)} {self._say('passages')}")

    def _look(self) -> None:
        refused = self._refused()
        if refused == self._painted:
            return
        self._painted = refused
        line = self.query_one("#offline", Static)
        line.update(f"{self._say('offline')} · {number(refused)} {self._say('refused')}")
        line.set_class(refused > 0, "-refused")
