"""Pauses a run: on request of any process, and after each step if it is to leave time to other programs."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

from indexes.indexing.run import Listener, RunProgress
from ingest.isolation.pool import WorkerPool
from ingest.isolation.worker import Worker

_FILE = "indexing.paused"
_GLANCE_S = 0.2
_LONGEST_REST_S = 5.0
_BATTERY_LOOK_S = 10.0


def pause(home: Path) -> None:
    """Pause all runs of the libraries in a home, until `go_on`. Raises `OSError`."""
    (home / _FILE).touch(mode=0o600)


def go_on(home: Path) -> bool:
    """Resume all runs; return whether they were paused."""
    with suppress(FileNotFoundError):
        (home / _FILE).unlink()
        return True
    return False


def is_paused(home: Path) -> bool:
    """Whether runs are paused."""
    return (home / _FILE).exists()


@dataclass(slots=True)
class BatteryWatch:
    """Tells whether this machine runs on battery; it checks at most every ten seconds."""

    _looked: float | None = None
    _found: bool = False

    def __call__(self) -> bool:
        """Return whether the machine runs on battery."""
        now = time.monotonic()
        if self._looked is None or now - self._looked > _BATTERY_LOOK_S:
            self._looked, self._found = now, on_battery()
        return self._found


def on_battery() -> bool:
    """Return whether the machine runs on battery; False if the system doesn't report it."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError):  # not supported by psutil on this system
        return False
    return battery is not None and battery.power_plugged is False


def reader_for_run(*, gentle: bool = False) -> WorkerPool | Worker:
    """Return the reader of a run: several child processes that read ahead, or a single one if the run rests after each step."""
    return Worker() if gentle or on_battery() else WorkerPool()


@dataclass(slots=True)
class PacedListener:
    """Passes progress on, and returns when the run may continue. An exception of the listener ends the run, even while paused.

    A gentle run waits after each step for as long as the step took, which leaves half of the processor to other programs.
    """

    listener: Listener
    home: Path
    is_gentle: Callable[[], bool] = field(default_factory=BatteryWatch)
    _since: float = field(default_factory=time.monotonic)
    _held_s: float = field(default=0.0, init=False)

    def __call__(self, progress: RunProgress) -> None:
        """Pass progress on, then wait as long as the run is paused."""
        worked = time.monotonic() - self._since
        began = time.monotonic()
        self.listener(progress)
        while is_paused(self.home):
            self.listener(replace(progress, rests=True))
            time.sleep(_GLANCE_S)
        self._held_s += time.monotonic() - began
        if self.is_gentle():
            time.sleep(min(worked, _LONGEST_REST_S))
        self._since = time.monotonic()

    def clock(self) -> float:
        """Return the seconds of a clock that stands still while the run is paused or the listener holds it.

        A gentle run's rests are part of its pace.
        """
        return time.monotonic() - self._held_s
