"""Follows changes under folders."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch

_QUIET_MS = 2_000
"""A file that is being written changes many times; this long without a change it counts as finished."""


def bursts_of_changes(
    paths: Sequence[Path], stop: Event | None = None, apart: Sequence[Path] = ()
) -> Iterator[frozenset[Path]]:
    """Yield the changed paths after each burst of changes under some paths, until `stop` is set.

    Changes in the folders that are kept `apart` don't count: a program that writes there would react to itself for ever.
    Without `stop` it goes on until Ctrl-C, which is raised as `KeyboardInterrupt`.
    """
    counts = _Outside(apart)
    for burst in watch(*paths, watch_filter=counts, debounce=_QUIET_MS, stop_event=stop, raise_interrupt=stop is None):
        yield frozenset(Path(path) for _, path in burst)


class _Outside(DefaultFilter):
    """Counts changes as watchfiles does by default (no caches, no `.git`), and none inside some folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._folders = [folder.resolve() for folder in folders]

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change counts."""
        place = Path(path).resolve()
        return super().__call__(change, path) and not any(place.is_relative_to(folder) for folder in self._folders)
