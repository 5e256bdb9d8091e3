"""Watches folders for changes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

from watchfiles import Change, DefaultFilter, watch

_QUIET_MS = 2_000
"""Milliseconds without a change after which a file that is being written counts as finished."""


def bursts_of_changes(
    paths: Sequence[Path], stop: Event | None = None, apart: Sequence[Path] = ()
) -> Iterator[frozenset[Path]]:
    """Yield the changed paths after each burst of changes under `paths`, until `stop` is set.

    Changes in the folders `apart` don't count, so that a program that writes there doesn't react to itself. Without `stop` it
    watches until Ctrl-C, which raises `KeyboardInterrupt`.
    """
    counts = _Outside(apart)
    for burst in watch(*paths, watch_filter=counts, debounce=_QUIET_MS, stop_event=stop, raise_interrupt=stop is None):
        yield frozenset(Path(path) for _, path in burst)


class _Outside(DefaultFilter):
    """Leaves out the changes that watchfiles leaves out by default (caches, `.git`), and those inside some folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._folders = [folder.resolve() for folder in folders]

    def __call__(self, change: Change, path: str) -> bool:
        """Whether a change counts."""
        place = Path(path).resolve()
        return super().__call__(change, path) and not any(place.is_relative_to(folder) for folder in self._folders)
