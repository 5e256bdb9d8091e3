"""The help: a description of the current screen, then the keys in groups."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.rendering.safe_text import Translate
from tui.rendering.text_lines import text_line
from tui.widgets.key_hints import KeyHints, key_in_words

_EVERYWHERE = ("Enter", "Esc", "Tab", "↑ ↓", "1 2 3 …")
"""Keys that are listed on every screen, whether they are bound there or not."""
_PHRASES = ("help_enter", "help_esc", "help_tab", "help_arrows", "help_digits")
"""The phrases for `_EVERYWHERE`, in the same order."""


class HelpScreen(ModalScreen[None]):
    """Describes the focused pane or screen, then lists each key, what it does, and its name in the settings file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+c,f1,question_mark,q", "dismiss", "key_close", key_display="Esc")
    ]

    def __init__(self, about: Screen[object], say: Translate) -> None:
        super().__init__()
        self._say = say
        self._groups = list(_groups(about, say))
        self._intro = say(_phrase(about))

    def compose(self) -> ComposeResult:
        """Yield the description and the keys."""
        with Vertical(classes="dialog -tall") as dialog:
            dialog.border_title = Content(self._say("key_help"))
            with VerticalScroll():
                yield text_line(self._intro, "about")
                yield from self._table()
                yield text_line(self._say("help_text"), "about")
            yield KeyHints(self._say)

    def _table(self) -> Iterator[Widget]:
        """Yield a row for each key, in groups; long words are wrapped beside their key."""
        width = max(len(key) for group in self._groups for key, _ in group)
        for group in self._groups:
            for key, words in group:
                name = Static(Content.styled(key, "bold $primary"), markup=False)
                name.styles.width = width + 2
                yield HorizontalGroup(name, Static(words, classes="words", markup=False))
            yield Static("")


def _phrase(screen: Screen[object]) -> str:
    """Return the phrase that describes the focused pane, else its screen, else any page."""
    panes = screen.focused.ancestors_with_self if screen.focused else ()
    return next((pane.HELP_PHRASE for pane in panes if hasattr(pane, "HELP_PHRASE")), "help_page")


def _groups(screen: Screen[object], say: Translate) -> Iterator[list[tuple[str, Content]]]:
    """Yield the keys of every screen, then those of the focused widget and its screen, then those of the program."""
    own, common = _offered(screen)
    keys = (say("enter"), *_EVERYWHERE[1:])
    everywhere = [(key, say(name), "") for key, name in zip(keys, _PHRASES, strict=True)]
    for group in (everywhere, _rows(own, say), _rows(common, say)):
        if group:
            yield [(key, Content.assemble(words, (f"  {name}", "$secondary"))) for key, words, name in group]


def _offered(screen: Screen[object]) -> tuple[list[Binding], list[Binding]]:
    """Return the active bindings: first those of widget and screen, then those of the program."""
    active = [each for each in screen.active_bindings.values() if each.enabled and each.binding.description.startswith("key_")]
    own = [each.binding for each in active if each.node is not screen.app]
    return own, sorted((each.binding for each in active if each.node is screen.app), key=_function_keys_first)


def _function_keys_first(binding: Binding) -> tuple[bool, int, str]:
    number = binding.key.removeprefix("f")
    return (not number.isdecimal(), int(number) if number.isdecimal() else 0, binding.key)


def _rows(bindings: Sequence[Binding], say: Translate) -> list[tuple[str, str, str]]:
    """Return for each action its keys, its description in the UI's language and its name in the settings, "" without one."""
    keys: dict[tuple[str, str], list[str]] = {}
    names: dict[tuple[str, str], str] = {}
    for binding in bindings:
        action = (binding.description, binding.action)
        shown = key_in_words(binding, "Ctrl+", say)
        if shown not in keys.setdefault(action, []):
            keys[action].append(shown)
        names[action] = binding.id or ""
    return [(" ".join(shown), say(action[0]), names[action]) for action, shown in keys.items()]
