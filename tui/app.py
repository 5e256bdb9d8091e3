"""The app of the terminal UI: its keys, and which screen each of them opens."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import ModalScreen, Screen

from ragassist.airgap import GUARD
from ragassist.language.phrases import phrase
from ragassist.models.entries import Role
from ragassist.models.store import ModelStore
from ragassist.settings.schema import load_settings
from tui.appearance import AppearanceApp
from tui.backend.clipboard import Clipboard
from tui.backend.program import AppBackend
from tui.backend.protocol import UiBackend
from tui.graphics.terminal import PictureTerminal, Terminal, WithoutGraphics
from tui.messages import (
    IndexingEnded,
    LibrarySwitched,
    ModelsChanged,
    ResumeWanted,
    ScopeWanted,
    SummaryWanted,
    TranslationWanted,
)
from tui.palette import palette_of
from tui.screens.chat import ChatScreen
from tui.screens.dialogs import LanguageScreen
from tui.screens.help import HelpScreen
from tui.screens.inspect import InspectScreen
from tui.screens.libraries import LibrariesScreen
from tui.screens.library import LibraryScreen
from tui.screens.models import ModelsScreen
from tui.screens.page import PageScreen
from tui.screens.sessions import SessionsScreen
from tui.screens.settings import SettingsScreen
from tui.screens.summary import SummaryScreen, TranslationScreen
from tui.screens.table import TableScreen
from tui.widgets.key_hints import key_in_words
from tui.widgets.top_bar import TopBar

_NOT_IN_DIALOGS = frozenset(("index", "page", "inspect", "help", "libraries", "command_palette"))
"""Actions that aren't offered while a dialog is open."""

_PAGES: dict[str, type[PageScreen]] = {
    "library": LibraryScreen,
    "sessions": SessionsScreen,
    "models": ModelsScreen,
    "settings": SettingsScreen,
    "table": TableScreen,
}


def program(home: Path | None, library: str | None, *, private: bool = False) -> "RagassistApp":
    """Return the UI; the engines behind it are loaded after its first screen is shown. Raises `SettingsInvalid`.

    The process is sealed off from the network, unless no model is installed yet or the settings name a server.
    """
    settings = load_settings(home=home, library=library)
    model_store = ModelStore(settings.home / "models")
    missing = not any(any(model_store.installed(role)) for role in Role)
    if not missing and settings.is_offline:
        GUARD.seal()
    backend = AppBackend(settings, private=private, can_pull=missing and not GUARD.sealed)
    return RagassistApp(backend, picture_terminal=Terminal())


class RagassistApp(AppearanceApp):
    """Shows one library and one conversation at a time."""

    TITLE = "ragassist"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "key_help", key_display="F1", priority=True, id="help"),
        Binding("question_mark", "help", show=False),
        Binding("f2", "page('library')", "key_library", key_display="F2", priority=True, id="library"),
        Binding("f3", "page('sessions')", "key_sessions", key_display="F3", priority=True, id="sessions"),
        Binding("f4", "inspect", "key_inspect", key_display="F4", priority=True, show=False, id="inspect"),
        Binding("f5", "page('models')", "key_models", key_display="F5", priority=True, show=False, id="models"),
        Binding("f6", "page('settings')", "key_settings", key_display="F6", priority=True, show=False, id="settings"),
        Binding("f10", "page('table')", "key_table", key_display="F10", priority=True, show=False, id="table"),
        Binding("ctrl+o", "index", "key_index", priority=True, id="index"),
        Binding("ctrl+x", "stop_pull", "key_stop_pull", priority=True, id="stop_pull"),
        Binding("ctrl+x", "stop_indexing", "key_stop_indexing", priority=True, id="stop_indexing"),
        Binding("ctrl+s", "pause_indexing", "key_pause_indexing", priority=True, show=False, id="pause_indexing"),
        Binding("ctrl+l", "libraries", "key_libraries", priority=True, show=False, id="libraries"),
        Binding("ctrl+j", "jump", "key_jump", priority=True, show=False, id="jump"),
        Binding("ctrl+p", "command_palette", "key_palette", priority=True, show=False, id="palette"),
        Binding("ctrl+q", "quit", "key_quit", priority=True, id="quit"),
    ]

    def __init__(
        self, backend: UiBackend, clipboard: Clipboard | None = None, picture_terminal: PictureTerminal | None = None
    ) -> None:
        super().__init__()
        self.backend, self.clipboard_program = backend, clipboard or Clipboard()
        self.picture_terminal = picture_terminal or WithoutGraphics()
        self.follow_settings()

    def say(self, name: str, /, **values: str | float) -> str:
        """Return a phrase in the UI's language."""
        return phrase(name, self.backend.preferences.language, **values)

    def get_default_screen(self) -> ChatScreen:
        """Return the chat screen, which always lies below all others."""
        self._chat = ChatScreen(self.backend, self.say)
        return self._chat

    def on_mount(self) -> None:
        """Use the keys that the settings assign."""
        self.set_keymap(self.backend.preferences.settings.keys)

    def stop_threads(self) -> None:
        """Ask the threads of an answer, of indexing, of watching and of a download to end."""
        self._chat.stop_threads()
        for flag in filter(None, (self.indexing, self.watching, self.pulling)):
            flag.set()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether an action is offered now. While a dialog is open, no action opens another screen."""
        del parameters
        dialog = isinstance(self.screen, ModalScreen) if self.is_running and self.screen_stack else False
        palette = dialog and isinstance(self.screen, CommandPalette)  # lists the actions of the screen below it
        if action == "command_palette" and palette:
            return False
        if action in _NOT_IN_DIALOGS and dialog and not palette:
            return False
        offered = {
            "stop_pull": self.pulling is not None,
            "stop_indexing": self.indexing is not None and self.pulling is None,
            "pause_indexing": self.indexing is not None,
            "index": self.indexing is None,
            "jump": self.can_jump if self.is_running and self.screen_stack else False,
            "inspect": self._chat.inspected is not None,
        }
        return offered.get(action, True)

    def report(self, ended: IndexingEnded | str) -> None:
        """Add the result of a run, or a problem, to the transcript of the chat."""
        self._chat.report(ended)

    def recount(self) -> None:
        """Update the counts in the top bar, on the welcome screen and on the library screen."""
        super().recount()
        self._chat.survey()

    @on(ModelsChanged)
    def models_changed(self) -> None:
        """Read the state of the models and the library again."""
        self._chat.survey()
        for screen in self.screen_stack:
            if isinstance(screen, ModelsScreen):
                screen.reload()

    # Screens

    def action_page(self, name: str) -> None:
        """Open a page by its name in `_PAGES`; it replaces the page that is open."""
        self._open(_PAGES[name](self.backend, self.say))

    def action_inspect(self) -> None:
        """Show the hits and the prompt of the answer whose sources are shown."""
        if exchange := self._chat.inspected:
            self._open(InspectScreen(self.backend, self.say, exchange.question, exchange.parts, exchange.figures))

    def _open(self, screen: Screen[None]) -> None:
        if isinstance(self.screen, PageScreen):
            self.switch_screen(screen)
        else:
            self.push_screen(screen)
        self.call_after_refresh(self.catch_up)

    @on(TopBar.LibraryPressed)
    def action_libraries(self) -> None:
        """Show the list of libraries, from which another one or a new one can be opened."""
        self.push_screen(LibrariesScreen(self.backend, self.say), self._switched)

    def _switched(self, name: str | None) -> None:
        if name is not None:
            self.post_message(LibrarySwitched(name))

    @on(LibrarySwitched)
    def _switch(self, message: LibrarySwitched) -> None:
        self._chat.switch(message.name)
        if isinstance(self.screen, PageScreen):
            self.screen.dismiss()

    def action_help(self) -> None:
        """Show the keys of the focused widget, its screen and the program."""
        self.push_screen(HelpScreen(self.screen, self.say))

    def action_command_palette(self) -> None:
        """Open the command palette, which finds actions by their names."""
        self.push_screen(CommandPalette([palette_of(self.say)], placeholder=self.say("find_action")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield a command with name and key for each action that is offered on `screen` now."""
        seen = set()
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.enabled and binding.description.startswith("key_") and binding.action not in seen:
                seen.add(binding.action)
                node, action = active.node, binding.action
                call = lambda node=node, action=action: self.call_later(self.run_action, action, node)  # noqa: E731
                yield SystemCommand(self.say(binding.description), key_in_words(binding, "Ctrl+", self.say), call)

    @on(ScopeWanted)
    def _keep_to(self, message: ScopeWanted) -> None:
        self._chat.keep_to(message.paths)

    @on(SummaryWanted)
    def _summarize(self, message: SummaryWanted) -> None:
        self._open(SummaryScreen(self.backend, self.say, message.path))

    @on(TranslationWanted)
    def _translate(self, message: TranslationWanted) -> None:
        def opened(into: str | None) -> None:
            if into is not None:
                self._open(TranslationScreen(self.backend, self.say, message.path, into))

        self.push_screen(LanguageScreen(self.say("translate_into"), self.backend.preferences.language, self.say), opened)

    @on(ResumeWanted)
    def _resume(self, message: ResumeWanted) -> None:
        self._chat.resume(message.conversation)

    def action_help_quit(self) -> None:
        """Tell a person who presses Ctrl+C that Ctrl+Q ends the program."""
        self.notify(f"Ctrl+Q: {self.say('key_quit')}", timeout=3, markup=False)
