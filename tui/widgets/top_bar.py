"""The line at the top: the library's name, its counts, and the state of the network."""

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import HorizontalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.backend.records import Survey
from tui.rendering.safe_text import Translate, counted, safe_line

_NARROW = 80
"""Cells of the screen below which the bar has no room for a count of nothing."""
_UPDATE_EVERY_S = 1.0
"""Seconds between two updates of the state of the network."""


class TopBar(HorizontalGroup):
    """Shows the library's name and counts, the number of refused connections, and the `server` that runs the chat model.

    With `switches` a click on the library's name asks for the list of libraries.
    """

    class LibraryPressed(Message):
        """The person pressed the library's name with the mouse."""

    def __init__(
        self, library: str, refused: Callable[[], int], say: Translate, *, server: str = "", switches: bool = False
    ) -> None:
        super().__init__()
        self._switches, self._server = switches, server
        self._library, self._refused, self._say = library, refused, say
        self._title = Static(self._shown(library), id="library", markup=False)
        self._painted: tuple[int, bool, bool] | None = None
        self._online = False
        self._counts: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield name, counts and the state of the network."""
        yield Static("ragassist", id="program")
        yield self._title
        yield Static(id="counts", markup=False)
        yield Static(id="offline", markup=False)

    def on_mount(self) -> None:
        """Show the state of the network, and keep it up to date."""
        self._show_network()
        self.set_interval(_UPDATE_EVERY_S, self._show_network)

    def on_resize(self) -> None:
        """Say more or less of the network, and of the counts."""
        self._show_network()
        self.call_after_refresh(self._show_counts)

    @property
    def online(self) -> bool:
        """Whether models are being downloaded."""
        return self._online

    @online.setter
    def online(self, online: bool) -> None:
        self._online = online
        if self.is_mounted:
            self._show_network()

    @property
    def library(self) -> str:
        """The library's name."""
        return self._library

    @library.setter
    def library(self, name: str) -> None:
        self._library = name
        self._title.update(self._shown(name))

    def _shown(self, name: str) -> Content:
        return safe_line(name) + (" ▾" if self._switches else "")

    def on_click(self, event: events.Click) -> None:
        """Report a click on the library's name if libraries can be switched here."""
        if self._switches and event.widget is self._title:
            self.post_message(self.LibraryPressed())

    def show(self, survey: Survey) -> None:
        """Show the library's counts, or none if the library can't be read."""
        self._counts = (
            []
            if survey.library.detail
            else [
                counted("documents", survey.documents, self._say),
                *([counted("waiting", survey.waiting, self._say)] if survey.waiting else []),
                counted("passages", survey.passages, self._say),
            ]
        )
        self._show_counts()

    def _show_counts(self) -> None:
        """Show the counts that have room; a count that is cut says nothing."""
        line, shown = self.query_one("#counts", Static), list(self._counts)
        room = line.content_size.width or self.app.size.width
        while shown and cell_len(" · ".join(shown)) > room:
            shown.pop()
        line.update(" · ".join(shown))

    def _show_network(self) -> None:
        refused, narrow = self._refused(), self.app.size.width < _NARROW
        if (refused, self._online, narrow) == self._painted:
            return
        self._painted = (refused, self._online, narrow)
        line = self.query_one("#offline", Static)
        line.update(self._say("online") if self._online else self._offline(refused, narrow=narrow))
        line.set_class(refused > 0 or self._online, "-refused")
        self.call_after_refresh(self._show_counts)

    def _offline(self, refused: int, *, narrow: bool) -> Content:
        """Return what is said of the network; on a narrow screen without the count, as long as nothing was refused."""
        count = "" if narrow and not refused else f" · {counted('refused', refused, self._say)}"
        elsewhere = f" · {self._say('chat_server')} {self._server}" if self._server else ""
        return safe_line(f"{self._say('offline')}{count}{elsewhere}")
