"""The signals that ask a program to end."""

import signal
import sys

if sys.platform == "win32":
    ENDINGS = (signal.SIGTERM, signal.SIGBREAK)
    HANG_UP = signal.SIGBREAK

    def wait_for_a_hang_up(terminal: int) -> bool:
        """Return False at once, since a closed console sends SIGBREAK."""
        return False

    def hold_sigterm(*, held: bool) -> None:
        """Do nothing, since no other process sends SIGTERM on Windows."""

else:
    import select

    ENDINGS = (signal.SIGTERM, signal.SIGHUP)
    """The signals that ask a program to end."""
    HANG_UP = signal.SIGHUP
    """The signal of a closed terminal."""

    def wait_for_a_hang_up(terminal: int) -> bool:
        """Wait until the other side of a terminal is closed, for which only the session leader gets a signal.

        Return False at once if the system can't tell it.
        """
        look = select.poll()
        look.register(terminal, 0)
        return any(event & select.POLLHUP for _, event in look.poll())

    def hold_sigterm(*, held: bool) -> None:
        """Delay SIGTERM, or deliver it again."""
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, {signal.SIGTERM})
