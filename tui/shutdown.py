"""Ends the program when it is told to from outside, also where its terminal is gone and nothing can be painted any more."""

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
"""Seconds for leaving in order. Painting on a terminal that was closed waits for ever, while the thread that reads it spins."""

_LAST_GRACE_S = 1.0
"""Seconds between the end of the screen and the shell's prompt at most."""


def leave_when_told(leave: Callable[[], object]) -> None:
    """Call `leave` in the running loop on SIGTERM, on SIGHUP (SIGBREAK on Windows) and where a terminal hangs up without one.

    The process is ended by force where that doesn't end it.
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
    """End the process in a moment, with an exit status, unless it has ended in order by then.

    Python waits for threads without a limit, and a thread may be in a call that nothing can stop. The terminal is as it was
    by then, and all that was stored is safe: the process may be killed at any moment.
    """
    by_force = threading.Timer(_LAST_GRACE_S, lambda: os._exit(status()))
    by_force.daemon = True
    by_force.start()


def _end_on_a_hang_up(terminal: int, end: Callable[[int], None]) -> None:
    if wait_for_a_hang_up(terminal):
        end(HANG_UP)
