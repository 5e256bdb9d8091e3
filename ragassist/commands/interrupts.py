"""Ctrl-C stops the work at the next safe point instead of in the middle."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def stop_on_interrupt() -> Iterator[Event]:
    """Return an event that Ctrl-C sets; a second Ctrl-C raises `KeyboardInterrupt` as ever.

    An exception raised by the signal's handler would be lost while llama.cpp calls back into Python.
    """
    stop = Event()

    def on_interrupt(*_: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    previous = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, previous)
