"""A terminal's protocol for pictures is told from the environment, and nothing is asked of the terminal."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from tests.paths import ROOT
from tui.graphics.terminal import Graphics, guessed

XTERM = {"TERM": "xterm-256color"}
SHOWN = "from tui.graphics.terminal import Terminal; t = Terminal(); print(*map(t.graphics, {!r}.split()), *t.cell())"


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, Graphics.KITTY),  # over SSH too
        ({**XTERM, "KITTY_WINDOW_ID": "1"}, Graphics.KITTY),
        ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, Graphics.KITTY),
        ({**XTERM, "TERM_PROGRAM": "iTerm.app"}, Graphics.ITERM),
        ({**XTERM, "TERM_PROGRAM": "WezTerm"}, Graphics.ITERM),
        ({**XTERM, "TERM_PROGRAM": "vscode"}, Graphics.ITERM),
        ({"TERM": "foot"}, Graphics.SIXEL),
        ({"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}, Graphics.SIXEL),
        (XTERM, Graphics.BLOCKS),
        ({}, Graphics.BLOCKS),
        ({"TERM": "linux"}, Graphics.BLOCKS),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/tmux", "KITTY_WINDOW_ID": "1"}, Graphics.BLOCKS),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux"}, Graphics.BLOCKS),
        ({"TERM": "screen", "STY": "1", "XTERM_VERSION": "XTerm(379)"}, Graphics.BLOCKS),
        ({**XTERM, "TERM_PROGRAM": "Apple_Terminal"}, Graphics.BLOCKS),
        ({**XTERM, "VTE_VERSION": "7600", "KITTY_WINDOW_ID": "1"}, Graphics.BLOCKS),  # GNOME's terminal, started from Kitty's
        ({"TERM": "rxvt-unicode", "XTERM_VERSION": "XTerm(379)"}, Graphics.BLOCKS),
    ],
)
def test_a_protocol_is_told_from_the_environment(environment: dict[str, str], protocol: Graphics) -> None:
    assert guessed(environment) is protocol


def shown(size: tuple[int, int, int, int], choices: str, environment: dict[str, str]) -> tuple[str, bytes]:
    """Return how a terminal shows pictures by these settings, the size of its cells, and what was written to it.

    `size` is that of the terminal: rows, columns, width and height in pixels.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size))
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    script = [sys.executable, "-c", SHOWN.format(choices)]
    done = subprocess.run(script, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=env, cwd=ROOT, check=True)
    os.set_blocking(ours, False)
    try:
        written = os.read(ours, 100)
    except BlockingIOError:
        written = b""
    os.close(ours)
    os.close(theirs)
    return done.stdout.decode().strip(), written


def test_the_setting_decides_and_the_terminal_is_not_asked_anything() -> None:
    size = (40, 100, 900, 760)
    assert shown(size, "auto blocks iterm sixel", {"TERM": "xterm-kitty"}) == ("kitty blocks iterm sixel 9 19", b"")
    assert shown(size, "auto kitty", {"TERM": "tmux", "TMUX": "1"}) == ("blocks kitty 9 19", b"")


def test_sixel_needs_the_size_of_cells() -> None:
    size = (40, 100, 0, 0)
    assert shown(size, "auto sixel", {"TERM": "foot"}) == ("blocks blocks 8 16", b"")
    assert shown(size, "auto", {"TERM": "xterm-kitty"}) == ("kitty 8 16", b"")


def test_where_the_output_is_no_terminal_no_picture_is_written() -> None:
    script = [sys.executable, "-c", SHOWN.format("auto kitty")]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm-kitty"}
    done = subprocess.run(script, capture_output=True, env=env, cwd=ROOT, check=True)
    assert done.stdout.decode().strip() == "blocks blocks 8 16"
