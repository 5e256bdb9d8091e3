"""The settings screen, with the settings that are changed often; all others are changed in the settings file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from ragassist.language.phrases import phrase
from ragassist.language.registry import languages
from ragassist.untrusted import one_line
from tui.messages import SettingsChanged
from tui.rendering.own_themes import own_names
from tui.screens.page import PageScreen
from tui.widgets.row_table import Column, Row, Rows

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting and the values that the keys step through."""

    name: str
    values: tuple[Value, ...]


def _settings(home: Path) -> tuple[Setting, ...]:
    return (
        Setting("language", (None, *languages())),
        Setting("think", ("auto", "on", "off")),
        Setting("think_budget", (64, 128, 256, 512, 1024, 2048)),
        Setting("context_tokens", (300, 600, 900, 1500, 3000, 6000)),
        Setting("theme", ("dark", "light", "contrast", "plain", *own_names(home))),
        Setting("bidi", ("auto", "terminal", "program")),
        Setting("notice", ("off", "bell", "desktop")),
    )


_PHRASES: dict[Value, str] = {
    None: "automatic", "auto": "automatic", "on": "on", "off": "off", "bell": "bell", "desktop": "desktop",
    "terminal": "by_terminal", "program": "by_program",
}  # fmt: skip
"""The phrases of values; numbers and the names of themes are shown as they are."""


class SettingsScreen(PageScreen):
    """One row per setting; left and right change and save it at once."""

    TITLE_PHRASE = "settings"
    HELP_PHRASE = "help_settings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,enter,space", "step(1)", "key_next", key_display="→"),
        Binding("left", "step(-1)", "key_previous", key_display="←"),
    ]

    def compose_body(self) -> ComposeResult:
        """Yield the table and the explanation of the setting at the cursor."""
        yield Rows((Column(self.say("setting"), 28), Column(self.say("value"))), title=self.say("settings"))
        yield Static(id="reason", markup=False)

    def on_mount(self) -> None:
        """Show the present values and the path of the settings file."""
        self.query_one(Rows).focus()
        self._show()
        self.tell(one_line(str(self.backend.preferences.settings.home / "settings.toml")))

    @property
    def _settings(self) -> tuple[Setting, ...]:
        return _settings(self.backend.preferences.settings.home)

    def _show(self) -> None:
        rows = [Row(s.name, (self.say(f"set_{s.name}"), self._in_words(s, self._now(s)))) for s in self._settings]
        self.query_one(Rows).show(rows)

    def _now(self, setting: Setting) -> Value:
        value: Value = getattr(self.backend.preferences.settings, setting.name)
        return value

    def _in_words(self, setting: Setting, value: Value) -> str:
        if setting.name == "language" and isinstance(value, str):
            return f"‹ {phrase('language', value)} ›"
        name = _PHRASES.get(value)
        return f"‹ {self.say(name) if name else value} ›"

    @on(Rows.Moved)
    def _explain(self, message: Rows.Moved) -> None:
        if message.row:
            self.query_one("#reason", Static).update(self.say(f"about_{message.row.key}"))

    @on(Rows.Chosen)
    def _next(self) -> None:
        self.action_step(1)

    def action_step(self, step: int) -> None:
        """Set and save the next value (1) or the previous one (-1) of the setting at the cursor."""
        row = self.query_one(Rows).row
        setting = next((setting for setting in self._settings if row and setting.name == row.key), None)
        if setting is None:
            return
        now = self._now(setting)
        at = setting.values.index(now) if now in setting.values else 0
        self.run_and_show(lambda: self._saved(setting.name, setting.values[(at + step) % len(setting.values)]))

    def _saved(self, name: str, value: Value) -> Callable[[], None]:
        self.backend.preferences.save({name: value})

        def show() -> None:
            self._show()
            self.app.post_message(SettingsChanged())

        return show
