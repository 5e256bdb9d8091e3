"""Follows changes under folders."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

_QUIET_MS = 2_000
"""A file that is being written changes many times; this long without a change it counts as finished."""


def bursts_of_changes(paths: Sequence[Path], stop: Event | None = None) -> Iterator[None]:
    """Yield after each burst of changes under some paths, until `stop` is set.

    Without `stop` it goes on until Ctrl-C, which is raised as `KeyboardInterrupt`.
    """
    for _ in watch(*paths, debounce=_QUIET_MS, stop_event=stop, raise_interrupt=stop is None):
        yield
