"""Whether the terminal or the program reorders right-to-left text: `doctor` and the UI use the same rule."""

import pytest

from ragassist.diagnostics.machine import terminal
from ragassist.settings.schema import load_settings
from ragassist.terminal_traits import program_reorders
from tests.tui.scripted import ScriptedBackend
from tui.app import RagassistApp
from tui.rendering.bidi import RightToLeft

TERMINALS = {
    "konsole": {"KONSOLE_VERSION": "230804"},
    "gnome": {"VTE_VERSION": "7600"},
    "kitty": {"TERM": "xterm-kitty"},
    "tmux in gnome": {"VTE_VERSION": "7600", "TMUX": "/tmp/tmux-1000/default,1,0"},
}


@pytest.mark.parametrize("name", TERMINALS)
@pytest.mark.parametrize("bidi", ["auto", "terminal", "program"])
def test_doctor_reports_the_reordering_that_the_ui_does(name: str, bidi: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("TMUX", "TERM", "VTE_VERSION", "KONSOLE_VERSION", "MLTERM", "TERM_PROGRAM"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in TERMINALS[name].items():
        monkeypatch.setenv(variable, value)
    ui = RagassistApp(ScriptedBackend(settings=load_settings(bidi=bidi)))
    reordered_by_ui = any(isinstance(line_filter, RightToLeft) for line_filter in ui.get_line_filters())
    told = terminal(bidi, TERMINALS[name]).detail
    assert reordered_by_ui == program_reorders(bidi) == ("ordered by the program" in told)
