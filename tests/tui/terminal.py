"""A real terminal for tests: tmux, one server for each test."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.paths import ROOT

TMUX = shutil.which("tmux")
PATIENCE_S = 400.0
_GLANCE_S = 0.1


class Terminal:
    """The program in a terminal: sends keys and reads the screen."""

    def __init__(self, socket: Path, program: str) -> None:
        self._socket, self._program = socket, program

    def begin(self) -> None:
        """Start the program from the shell."""
        self.write(self._program)
        self.keys("Enter")

    def tmux(self, *arguments: str) -> str:
        command = [str(TMUX), "-u", "-f", "/dev/null", "-S", str(self._socket), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def keys(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "main", *keys)

    def write(self, text: str) -> None:
        self.tmux("send-keys", "-t", "main", "-l", text)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "main")

    def until(self, *texts: str) -> str:
        """Return the screen once one of the texts is on it."""
        deadline = monotonic() + PATIENCE_S
        while not any(text in (shown := self.screen()) for text in texts):
            assert monotonic() < deadline, f"waited in vain for {texts}; on screen:\n{shown}"
            sleep(_GLANCE_S)
        return shown

    def until_gone(self, text: str) -> str:
        deadline = monotonic() + PATIENCE_S
        while text in (shown := self.screen()):
            assert monotonic() < deadline, f"{text} stayed; on screen:\n{shown}"
            sleep(_GLANCE_S)
        return shown

    def resize(self, columns: int, rows: int) -> None:
        self.tmux("resize-window", "-t", "main", "-x", str(columns), "-y", str(rows))


@contextmanager
def terminal(
    socket: Path,
    home: Path,
    command: str = "chat",
    size: tuple[int, int] = (120, 40),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """Yield a terminal with a shell that runs `ragassist`; the shell continues when the program ends."""
    shown = Terminal(socket, f"clear; env -u COLUMNS -u LINES {sys.executable} -m ragassist.cli {command}")
    variables = {"RAGASSIST_HOME": str(home), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **(environment or {})}
    settings = [word for name, value in variables.items() for word in ("-e", f"{name}={value}")]
    columns, rows = map(str, size)
    shown.tmux("new-session", "-d", "-s", "main", "-x", columns, "-y", rows, *settings, "env PS1='$ ' sh")
    try:
        shown.resize(*size)
        shown.until("$")
        shown.begin()
        yield shown
    finally:
        shown.tmux("kill-server")
