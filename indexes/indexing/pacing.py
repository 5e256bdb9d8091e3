"""Lets a run rest: while it is paused from any process, and between its steps where it shall be gentle to the machine."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

from indexes.indexing.run import Listener, RunProgress

_FILE = "indexing.paused"
_GLANCE_S = 0.2
_LONGEST_REST_S = 5.0
_BATTERY_LOOK_S = 10.0


def pause(home: Path) -> None:
    """Pause all runs over the libraries of a home, until `go_on`. Raises `OSError`."""
    (home / _FILE).touch(mode=0o600)


def go_on(home: Path) -> bool:
    """Let runs go on; return whether they were paused."""
    with suppress(FileNotFoundError):
        (home / _FILE).unlink()
        return True
    return False


def is_paused(home: Path) -> bool:
    """Whether runs rest until `go_on`."""
    return (home / _FILE).exists()


@dataclass(slots=True)
class BatteryWatch:
    """Tells whether this machine runs on its battery; it looks every ten seconds."""

    _looked: float | None = None
    _found: bool = False

    def __call__(self) -> bool:
        """Return whether it does."""
        now = time.monotonic()
        if self._looked is None or now - self._looked > _BATTERY_LOOK_S:
            self._looked, self._found = now, on_battery()
        return self._found


def on_battery() -> bool:
    """Return whether the machine has a battery and no power from outside; False where that can't be told."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError):  # a system that psutil can't ask
        return False
    return battery is not None and battery.power_plugged is False


@dataclass(slots=True)
class PacedListener:
    """Passes progress on, and returns once the run may go on; what the listener raises ends the run also while it rests.

    A gentle run rests after each step for as long as that took, and so leaves half of the processor to others.
    """

    listener: Listener
    home: Path
    is_gentle: Callable[[], bool] = field(default_factory=BatteryWatch)
    _since: float = field(default_factory=time.monotonic)
    _held_s: float = field(default=0.0, init=False)

    def __call__(self, progress: RunProgress) -> None:
        """Pass progress on, and rest."""
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
