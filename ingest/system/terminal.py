"""How the terminal hands on what is typed while a program that takes it over is still starting."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

if sys.platform == "win32":

    @contextmanager
    def as_typed() -> Iterator[None]:
        """Do nothing: the console hands Enter on as Enter."""
        yield

else:
    import termios
    import tty

    @contextmanager
    def as_typed() -> Iterator[None]:
        """Let the terminal keep what is typed meanwhile without showing it, and Enter as Enter.

        As it is set for a shell, it hands Enter on as a line feed, which is Ctrl+J for a program that takes it over.
        """
        if not sys.stdin.isatty():
            yield
            return
        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)
        typed = [*before]
        typed[tty.IFLAG] &= ~termios.ICRNL
        typed[tty.LFLAG] &= ~termios.ECHO
        termios.tcsetattr(terminal, termios.TCSANOW, typed)
        try:
            yield
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
