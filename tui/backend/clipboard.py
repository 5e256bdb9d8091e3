"""Copies text by a program of the desktop, since a terminal or tmux may refuse the escape sequence that copies."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

TERMINAL = "OSC 52"
"""Names the escape sequence that copies into the terminal's clipboard; the terminal doesn't report whether it did so."""
_TIMEOUT_S = 2.0
"""Seconds that a program has to take the text."""


def ways(environment: Mapping[str, str], platform: str) -> Iterator[Sequence[str]]:
    """Yield the commands that copy a text from standard input on this desktop, the preferred one first."""
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
        yield ["tmux", "load-buffer", "-w", "-"]  # tmux may set the clipboard where programs inside it may not


class Clipboard:
    """The clipboard of the desktop; the environment, the platform and the search for programs can be given for tests."""

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        platform: str = sys.platform,
        which: Callable[[str], str | None] = shutil.which,
    ) -> None:
        self._environment = os.environ if environment is None else environment
        self._platform, self._which = platform, which

    def copy(self, text: str) -> str:
        """Copy a text and return the name of the program that took it.

        Return `TERMINAL` where no program took it; the caller then has to send the escape sequence.
        """
        for command in ways(self._environment, self._platform):
            if (program := self._which(command[0])) and _taken([program, *command[1:]], text, command[0]):
                return command[0]
        return TERMINAL


def _taken(command: Sequence[str], text: str, name: str) -> bool:
    data = text.encode("utf-16-le" if name == "clip.exe" else "utf-8")
    quiet = subprocess.DEVNULL
    try:
        # wl-copy and xclip keep running in the background to serve the text; pipes on their outputs would make this wait.
        done = subprocess.run(command, input=data, stdout=quiet, stderr=quiet, timeout=_TIMEOUT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
