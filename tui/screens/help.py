"""The keys of what has the focus, and of the screen around it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.rendering.safe_text import Translate
from tui.widgets.key_hints import KeyHints, key_in_words


class HelpScreen(ModalScreen[None]):
    """Lists each key with what it does, and the name by which the settings file gives it another one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,question_mark,q", "dismiss", "key_close", key_display="Esc")]

    def __init__(self, about: Screen[object], say: Translate) -> None:
        super().__init__()
        self._say = say
        self._lines = list(_lines(about, say))

    def compose(self) -> ComposeResult:
        """Yield the keys."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = Content(self._say("key_help"))
            with VerticalScroll():
                yield Static(Content("\n").join(self._lines), markup=False)
                yield Static(self._say("help_text"), classes="about", markup=False)
            yield KeyHints(self._say)


def _lines(screen: Screen[object], say: Translate) -> list[Content]:
    """Return a line for each action that is offered now, those of the focused widget first."""
    keys: dict[tuple[str, str], list[str]] = {}
    names: dict[tuple[str, str], str] = {}
    for active in screen.active_bindings.values():
        if active.enabled and active.binding.description.startswith("key_"):
            action = (active.binding.description, active.binding.action)
            keys.setdefault(action, []).append(key_in_words(active.binding, "Ctrl+"))
            names[action] = active.binding.id or ""
    width = max((len(" ".join(shown)) for shown in keys.values()), default=0)
    return [
        Content.assemble(
            (" ".join(shown).ljust(width), "bold $primary"), "  ", say(action[0]), (f"  {names[action]}", "$secondary")
        )
        for action, shown in keys.items()
    ]
