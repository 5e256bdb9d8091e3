"""Ends the program on a signal or a closed terminal, even where the UI can no longer paint."""

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

from ingest.system.signals import ENDINGS, HANG_UP, wait_for_a_hang_up

_GRACE_S = 5.0
"""Seconds that the UI has to leave in order. On a closed terminal it may never: painting blocks, and the reader spins."""

_LAST_GRACE_S = 1.0
"""Seconds that the process may still run after the UI has closed."""


def leave_when_told(leave: Callable[[], object]) -> None:
    """Call `leave` in the running loop on SIGTERM, on SIGHUP (SIGBREAK on Windows), and when the terminal is closed.

    If the process still runs `_GRACE_S` later, it is ended by force with the exit status 128 + signal.
    """
    loop = asyncio.get_running_loop()

    def end(number: int, _: FrameType | None = None) -> None:
        by_force = threading.Timer(_GRACE_S, os._exit, (128 + number,))
        by_force.daemon = True
        by_force.start()
        with suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(leave)

    for ending in ENDINGS:
        signal.signal(ending, end)
    if sys.stdin.isatty():
        threading.Thread(target=_end_on_a_hang_up, args=(sys.stdin.fileno(), end), daemon=True, name="hang-up").start()


def end_by_force(status: Callable[[], int]) -> None:
    """End the process after `_LAST_GRACE_S` with the exit status that `status` returns, unless it has ended by then.

    Python waits for its threads without a limit, and a thread may be in a call that can't be interrupted. By then the terminal
    is restored; stored data stays intact whenever the process is killed.
    """
    by_force = threading.Timer(_LAST_GRACE_S, lambda: os._exit(status()))
    by_force.daemon = True
    by_force.start()


def _end_on_a_hang_up(terminal: int, end: Callable[[int], None]) -> None:
    if wait_for_a_hang_up(terminal):
        end(HANG_UP)
