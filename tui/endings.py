"""Ends the program when it is told to from outside, also where its terminal is gone and nothing can be painted any more."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

_GRACE_S = 5.0
"""Seconds for leaving in order. Painting on a terminal that was closed waits for ever, while the thread that reads it spins."""


def leave_on_signals(leave: Callable[[], object]) -> None:
    """Call `leave` in the running loop on SIGTERM and SIGHUP, and end the process by force where that doesn't end it."""
    loop = asyncio.get_running_loop()

    def end(number: int, _: FrameType | None) -> None:
        by_force = threading.Timer(_GRACE_S, os._exit, (128 + number,))
        by_force.daemon = True
        by_force.start()
        loop.call_soon_threadsafe(leave)

    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, end)
