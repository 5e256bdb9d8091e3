"""The line at the bottom with the keys that are active now."""

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from tui.rendering.bidi import begins_right_to_left
from tui.rendering.safe_text import Translate

_BETWEEN = "  "
_LEFT_TO_RIGHT = "\N{LEFT-TO-RIGHT MARK}"
"""Keeps keys without a letter, such as / and →, at the left of Arabic words, where the other keys stand."""
_ALWAYS = frozenset(
    ("help", "quit", "back", "stop", "stop_indexing", "stop_pull", "write", "dismiss", "dismiss(None)", "dismiss(False)")
)
"""Actions whose keys are shown however narrow the terminal is."""


class KeyHints(Static):
    """Shows the active bindings of the focused widget, its screen and the app; a click presses the key.

    A binding's description is the name of a phrase.
    """

    def __init__(self, say: Translate) -> None:
        super().__init__(markup=False)
        self._say = say
        self._shown: tuple[list[Binding], list[str], int] | None = None
        """The bindings, their words, which follow the UI's language, and the width for which the line was made."""

    def on_mount(self) -> None:
        """Show the keys, again after each change of the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._show)
        self.call_after_refresh(self._show, self.screen)

    def on_resize(self) -> None:
        """Fit the line to its new width."""
        self._show(self.screen)

    def _show(self, screen: Screen[object]) -> None:
        active = (a.binding for a in screen.active_bindings.values() if a.enabled and a.binding.show)
        # Of several keys for one action only the first is shown. Keys with priority, which are active everywhere, come last.
        by_action = {binding.action: binding for binding in reversed(list(active))}
        bindings = sorted(reversed(by_action.values()), key=lambda binding: (binding.priority, binding.action == "quit"))
        shown = bindings, [self._say(binding.description) for binding in bindings], self.size.width
        if shown == self._shown:
            return
        self._shown, line = shown, self._line(bindings, "Ctrl+")
        # One line stays one line; a new layout of the whole screen would cost more than all else that a key does.
        self.update(line if line.cell_length <= self.size.width else self._fitting(bindings), layout=False)

    def _fitting(self, bindings: list[Binding]) -> Content:
        """Return the line without its last keys, so that it fits; keys of actions in `_ALWAYS` stay."""
        shown = list(bindings)
        while (line := self._line(shown, "^")).cell_length > self.size.width:
            spare = [binding for binding in shown if binding.action not in _ALWAYS]
            if not spare:
                return line
            shown.remove(spare[-1])
        return line

    def _line(self, bindings: list[Binding], control: str) -> Content:
        hints = [self._hint(binding, control) for binding in bindings]
        return Content(_BETWEEN).join(hints)

    def _hint(self, binding: Binding, control: str) -> Content:
        key, words = key_in_words(binding, control, self._say), self._say(binding.description)
        pressing = Style.from_meta({"@click": f"app.simulate_key({binding.key!r})"})
        sign = begins_right_to_left(words) and not any(map(str.isalnum, key))
        behind = f"{_LEFT_TO_RIGHT} " if sign else " "
        hint = Content.assemble((key, "bold $primary"), behind, (words, "$foreground"))
        return hint.stylize(pressing)


def key_in_words(binding: Binding, control: str, say: Translate) -> str:
    """Return the name of a binding's key, with `control` for the control key, such as `Ctrl+` or `^`."""
    if binding.key_display == "Enter":
        return say("enter")
    return binding.key_display or binding.key.replace("ctrl+", control).title()
