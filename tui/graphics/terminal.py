"""Tells which protocol for pictures the terminal has, by what it says about itself in the environment.

The terminal isn't asked: its reply would come through the same input as a person's keys. A picture is always written over half
blocks that show the same, so a terminal that ignores the protocol still shows the page.
"""

import os
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Protocol

from textual.driver import Driver


class Graphics(StrEnum):
    """How the picture of a page is shown: by a terminal's protocol, or as half blocks."""

    BLOCKS = "blocks"
    KITTY = "kitty"
    ITERM = "iterm"
    SIXEL = "sixel"


Cell = tuple[int, int]
"""Width and height of a terminal's cell in pixels."""

_MEDIATORS = frozenset(("TMUX", "STY", "ZELLIJ", "INSIDE_EMACS", "NVIM", "VIM_TERMINAL"))
"""Variables of programs between this one and the terminal, which don't pass pictures on unless they are told to."""
_OF_NAMES = {"xterm-kitty": Graphics.KITTY, "xterm-ghostty": Graphics.KITTY, "foot": Graphics.SIXEL, "mlterm": Graphics.SIXEL}
"""Protocols by the beginning of `TERM`, which names the terminal over a remote connection too."""
_OF_PROGRAMS = {
    "iTerm.app": Graphics.ITERM,
    "WezTerm": Graphics.ITERM,
    "vscode": Graphics.ITERM,
    "ghostty": Graphics.KITTY,
}
"""Protocols by `TERM_PROGRAM`."""
_OF_VARIABLES = {"KITTY_WINDOW_ID": Graphics.KITTY, "XTERM_VERSION": Graphics.SIXEL}
"""Protocols by variables that a terminal sets. Only xterms that emulate a VT340 show Sixel; the others ignore it."""
_WITHOUT = ("VTE_VERSION", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID", "WT_SESSION")
"""Variables of terminals that have none of the protocols, or not in all versions in use."""
_LIKELY: Cell = (8, 16)


class PictureTerminal(Protocol):
    """What pictures need to know of a terminal."""

    @property
    def colours(self) -> int:
        """The number of colours that a Sixel picture may have."""

    def graphics(self, choice: str) -> Graphics:
        """Return how to show a picture; `choice` is the setting `page_pictures`."""

    def cell(self) -> Cell:
        """Return the size of a cell."""

    def send(self, driver: Driver | None, text: str) -> None:
        """Write an escape sequence behind what Textual has written."""


class WithoutGraphics:
    """A terminal without any protocol for pictures."""

    colours = 0

    def graphics(self, choice: str) -> Graphics:
        """Return that a picture is shown in half blocks."""
        del choice
        return Graphics.BLOCKS

    def cell(self) -> Cell:
        """Return a usual size."""
        return _LIKELY

    def send(self, driver: Driver | None, text: str) -> None:
        """Write nothing."""


class Terminal:
    """The terminal of this process."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment

    def graphics(self, choice: str) -> Graphics:
        """Return how to show a picture; `choice` is the setting `page_pictures`."""
        if os.name == "nt" or not _is_terminal():
            return Graphics.BLOCKS
        found = guessed(self._environment) if choice == "auto" else Graphics(choice)
        return Graphics.BLOCKS if found is Graphics.SIXEL and self._measured() is None else found

    def cell(self) -> Cell:
        """Return the size of a cell, a usual one if the terminal doesn't tell it."""
        return self._measured() or _LIKELY

    @property
    def colours(self) -> int:
        """The number of colours of a Sixel picture: an xterm that emulates a VT340 has 16, as that had."""
        return 16 if "XTERM_VERSION" in self._environment else 256

    def send(self, driver: Driver | None, text: str) -> None:
        """Write an escape sequence behind what Textual has written."""
        if driver is not None:
            driver.write(text)

    def _measured(self) -> Cell | None:
        """Return the size of a cell that the system knows of the terminal, None if it knows none."""
        size = _window_size()
        if size is None:
            return None
        rows, columns, across, down = struct.unpack("HHHH", size)
        cell = (across // max(1, columns), down // max(1, rows))
        return cell if 2 <= cell[0] <= 100 and 4 <= cell[1] <= 200 else None


def _is_terminal() -> bool:
    """Return whether Textual, which writes to the standard error output, writes to a terminal."""
    return sys.__stderr__ is not None and sys.__stderr__.isatty()


def guessed(environment: Mapping[str, str]) -> Graphics:
    """Return the protocol of the terminal that the environment names, half blocks if it names none or more than one."""
    name = environment.get("TERM", "")
    if any(mediator in environment for mediator in _MEDIATORS):
        return Graphics.BLOCKS
    for beginning, protocol in _OF_NAMES.items():
        if name.startswith(beginning):
            return protocol
    program = environment.get("TERM_PROGRAM", "")
    marks = [_OF_PROGRAMS.get(program, Graphics.BLOCKS)] if program else []
    marks += [protocol for variable, protocol in _OF_VARIABLES.items() if variable in environment]
    marks += [Graphics.BLOCKS for variable in _WITHOUT if variable in environment]
    return marks[0] if len(marks) == 1 and name.startswith("xterm") else Graphics.BLOCKS


def _window_size() -> bytes | None:
    """Return the answer of TIOCGWINSZ (rows, columns, pixels across and down, two bytes each), None where there is none."""
    if sys.platform != "win32" and sys.__stderr__ is not None:
        import fcntl  # not on Windows
        import termios

        with suppress(OSError):
            return fcntl.ioctl(sys.__stderr__.fileno(), termios.TIOCGWINSZ, bytes(8))
    return None
