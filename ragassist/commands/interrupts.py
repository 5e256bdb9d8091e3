"""Makes Ctrl-C stop the work at the next safe point."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


@contextmanager
def stop_on_interrupt() -> Iterator[Event]:
    """Yield an event that the first Ctrl-C sets; a second Ctrl-C raises `KeyboardInterrupt`.

    The first one raises nothing, because an exception of a signal handler is lost while llama.cpp calls back into Python.
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
