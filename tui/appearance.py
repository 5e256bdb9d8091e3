"""The appearance of the app: its theme, right-to-left text, the notice after a long answer, and the jump to a pane."""

from collections.abc import Sequence

from textual import on
from textual.app import App
from textual.filter import LineFilter, Monochrome
from textual.screen import ModalScreen
from textual.widget import Widget

from ingest.errors import AssistantError
from ragassist.terminal_traits import program_reorders
from tui.backend.notice import notify_desktop
from tui.leaving import LeavingApp
from tui.messages import LongAnswerEnded, SettingsChanged
from tui.rendering.bidi import TURNED, RightToLeft
from tui.rendering.line_breaks import break_lines_by_unicode
from tui.rendering.own_themes import own_theme
from tui.rendering.safe_text import problem_line
from tui.screens.jump import JumpScreen
from tui.theme import THEMES
from tui.widgets.question_box import QuestionBox


class AppearanceApp(LeavingApp):
    """An app that applies the settings of theme, right-to-left text and notices."""

    def __init__(self) -> None:
        super().__init__()
        break_lines_by_unicode()
        self._plain, self._right_to_left = Monochrome(), RightToLeft()
        for theme in THEMES.values():
            self.register_theme(theme)

    def follow_settings(self) -> None:
        """Apply theme and direction of text from the settings."""
        settings = self.backend.preferences.settings
        self._plain.enabled = settings.theme == "plain"
        self._right_to_left.enabled = program_reorders(settings.bidi)
        self.set_class(self._right_to_left.enabled, TURNED)
        self.theme = self._theme_named(settings.theme)

    def _theme_named(self, name: str) -> str:
        if name in THEMES or name == "plain":
            return THEMES.get(name, THEMES["dark"]).name
        try:
            theme = own_theme(self.backend.preferences.settings.home, name)
        except AssistantError as problem:
            line = self.say("theme_problem", name=name, problem=problem_line(problem, self.say))
            self.call_later(self.notify, line, severity="error", markup=False)
            return THEMES["dark"].name
        self.register_theme(theme)
        return theme.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters of each painted line: first the order of right-to-left text, then the colours."""
        own = [one for one in (self._right_to_left, self._plain) if one.enabled]
        return [*own, *super().get_line_filters()]

    @on(SettingsChanged)
    def _take_settings(self) -> None:
        self.follow_settings()
        self.refresh(layout=True)
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    @on(LongAnswerEnded)
    def _call_the_person(self, message: LongAnswerEnded) -> None:
        notice = self.backend.preferences.settings.notice
        if notice == "bell" or (notice == "desktop" and not notify_desktop(self.say("answer_ready"), message.question)):
            self.bell()

    # Jumping

    @property
    def can_jump(self) -> bool:
        """Whether the key of the jump is bound now.

        In the question box the same key begins a new line, so the box itself asks for a jump where it is empty.
        """
        return not isinstance(self.focused, QuestionBox) and not isinstance(self.screen, ModalScreen)

    @on(QuestionBox.JumpWanted)
    def action_jump(self) -> None:
        """Show a letter at each pane that can take the focus."""
        self.push_screen(JumpScreen(jump_targets(self), self.say), self._jump)

    def _jump(self, target: Widget | None) -> None:
        if target is not None:
            target.focus()


def jump_targets(app: App[None]) -> list[Widget]:
    """Return the visible widgets that can take the focus, from top to bottom, then from left to right."""
    seen = [widget for widget in app.screen.focus_chain if widget.region.area]
    return sorted(seen, key=lambda widget: (widget.region.y, widget.region.x))
