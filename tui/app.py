"""The terminal UI."""

import asyncio
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from ragassist.phrases import phrase
from tui.backend import AssemblyBackend, Backend
from tui.screens.chat import ChatScreen
from tui.text import Say
from tui.theme import CALM

if TYPE_CHECKING:
    from ragassist.assemble import Assembly


def run(assembly: "Assembly") -> None:
    """Show the UI until the person leaves."""
    backend = AssemblyBackend(assembly)
    RagassistApp(backend).run()
    backend.close()


class RagassistApp(App[None]):
    """One library, one conversation."""

    TITLE = "ragassist"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "key_quit", priority=True)]

    def __init__(self, backend: Backend) -> None:
        super().__init__()
        self._backend = backend
        self._say: Say = partial(phrase, language=backend.language)
        self.register_theme(CALM)
        self.theme = CALM.name

    def get_default_screen(self) -> ChatScreen:
        """Return the chat: there is nothing behind it."""
        return ChatScreen(self._backend, self._say)

    def on_mount(self) -> None:
        """Leave the terminal as it was also when the program is ended from outside."""
        if self.is_headless or sys.platform == "win32":
            return
        for ending in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(ending, self.exit)

    def action_help_quit(self) -> None:
        """Say which key ends the program: in other programs it is Ctrl+C."""
        self.notify(f"Ctrl+Q: {self._say('key_quit')}", timeout=3, markup=False)
