"""The signals that tell a program to end."""

import signal
import sys

if sys.platform == "win32":
    ENDINGS = (signal.SIGTERM, signal.SIGBREAK)
    HANG_UP = signal.SIGBREAK

    def wait_for_a_hang_up(terminal: int) -> bool:
        """Return False at once: a console that is closed sends SIGBREAK."""
        return False

    def hold_sigterm(*, held: bool) -> None:
        """Do nothing: nobody sends SIGTERM from outside on Windows."""

else:
    import select

    ENDINGS = (signal.SIGTERM, signal.SIGHUP)
    """The signals by which a program is ended from outside."""
    HANG_UP = signal.SIGHUP
    """The one of a terminal that was closed."""

    def wait_for_a_hang_up(terminal: int) -> bool:
        """Wait until a terminal's other side is closed: only the leader of its session gets a signal then.

        Return False where the system can't look at a terminal and says so at once.
        """
        look = select.poll()
        look.register(terminal, 0)
        return any(event & select.POLLHUP for _, event in look.poll())

    def hold_sigterm(*, held: bool) -> None:
        """Keep SIGTERM waiting, or let it through."""
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, {signal.SIGTERM})
