"""Copies text by a program of the desktop where there is one: terminals and tmux may refuse what a program sends them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

TERMINAL = "OSC 52"
"""Stands for the terminal's own clipboard, which the UI writes by an escape sequence; nobody hears whether it was taken."""
_PATIENCE_S = 2.0


def ways(environment: Mapping[str, str], platform: str) -> Iterator[Sequence[str]]:
    """Yield the commands that may take a text on standard input, the best first."""
    if platform == "darwin":
        yield ["pbcopy"]
    if environment.get("WAYLAND_DISPLAY"):
        yield ["wl-copy"]
    if environment.get("DISPLAY"):
        yield ["xclip", "-selection", "clipboard"]
        yield ["xsel", "--clipboard", "--input"]
    if platform == "win32" or environment.get("WSL_DISTRO_NAME"):
        yield ["clip.exe"]
    if environment.get("TMUX"):
        yield ["tmux", "load-buffer", "-w", "-"]  # tmux itself may write the clipboard where programs in it may not


class Clipboard:
    """The clipboard of the desktop, of this process's environment unless another is given."""

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        platform: str = sys.platform,
        which: Callable[[str], str | None] = shutil.which,
    ) -> None:
        self._environment = os.environ if environment is None else environment
        self._platform, self._which = platform, which

    def copy(self, text: str) -> str:
        """Copy a text and return the name of the program that took it, `TERMINAL` where there is none."""
        for command in ways(self._environment, self._platform):
            if (program := self._which(command[0])) and _taken([program, *command[1:]], text, command[0]):
                return command[0]
        return TERMINAL


def _taken(command: Sequence[str], text: str, name: str) -> bool:
    data = text.encode("utf-16-le" if name == "clip.exe" else "utf-8")
    quiet = subprocess.DEVNULL
    try:
        # wl-copy and xclip stay in the background to serve the text; with pipes on their outputs this would wait for them.
        done = subprocess.run(command, input=data, stdout=quiet, stderr=quiet, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
