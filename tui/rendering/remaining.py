"""Estimates how long work will still take from its speed so far."""

from dataclasses import dataclass

_LEAST_S = 3.0
"""Seconds of work before the first estimate, because the first files say little about the others."""
_WEIGHT = 0.2
"""Weight of the newest speed in the moving average; a large file among small ones shouldn't make the estimate jump."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """The seconds that were left at the time `at`, for `parts` parts of work that take about the same time.

    They pass until the first part should be done; the others still take their time.
    """

    seconds: float
    parts: int
    at: float

    def left(self, now: float) -> float:
        """Return the seconds left at the time `now`."""
        others = self.seconds * (self.parts - 1) / max(1, self.parts)
        return max(self.seconds - (now - self.at), others, 0.0)


@dataclass(slots=True)
class Remaining:
    """Follows the progress of work with `total` units, as an exponential moving average; another total restarts it."""

    total: int = 0
    _first: tuple[float, int] = (0.0, 0)
    _last: tuple[float, int] = (0.0, 0)
    _speed: float = 0.0

    def after(self, now: float, done: int, total: int) -> float | None:
        """Return the seconds left at the time `now` with `done` of `total` units done, None if there is no estimate yet."""
        if total != self.total or done < self._last[1]:
            self.total, self._first, self._last, self._speed = total, (now, done), (now, done), 0.0
            return None
        time, before = self._last
        if done > before and now > time:
            speed = (done - before) / (now - time)
            self._speed = speed if not self._speed else (1 - _WEIGHT) * self._speed + _WEIGHT * speed
            self._last = (now, done)
        if now - self._first[0] < _LEAST_S or not self._speed:
            return None
        return (total - done) / self._speed
