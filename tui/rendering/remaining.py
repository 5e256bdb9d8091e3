"""How long work will still take, by how fast it went."""

from dataclasses import dataclass

from tui.rendering.safe_text import Translate

_LEAST_S = 3.0
"""Seconds of work before which nothing is said: the first files say little about the others."""
_WEIGHT = 0.2
"""Weight of the newest speed: a large file amid small ones shouldn't make the minutes jump."""
_MINUTE_S = 60
_IN_MINUTES_S = 90
"""From here on minutes are told: seconds would look more certain than they are."""


@dataclass(slots=True)
class Remaining:
    """Follows work of `total` units; a new stage (another total) begins anew."""

    total: int = 0
    _first: tuple[float, int] = (0.0, 0)
    _last: tuple[float, int] = (0.0, 0)
    _speed: float = 0.0

    def after(self, now: float, done: int, total: int) -> float | None:
        """Return the seconds that are left at a time when `done` of `total` units are done, None where that isn't known yet."""
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


def time_left(seconds: float, say: Translate) -> str:
    """Return for example `about 40 s left` or `about 6 min left`."""
    if seconds < _IN_MINUTES_S:
        return say("seconds_left", count=max(1, round(seconds)))
    return say("minutes_left", count=round(seconds / _MINUTE_S))


@dataclass(slots=True)
class ReadingPace:
    """How fast prompts were read by this machine and model, learnt from the answers since the program began."""

    _tokens_a_second: float = 0.0

    def learn(self, tokens: int, seconds: float) -> None:
        """Take in that a prompt of so many tokens was read; what was held from an earlier turn counts as read, too."""
        if seconds > 0:
            speed = tokens / seconds
            self._tokens_a_second = (self._tokens_a_second + speed) / 2 if self._tokens_a_second else speed

    def seconds_for(self, tokens: int) -> float | None:
        """Return about how long a prompt takes, None before the first one was read."""
        return tokens / self._tokens_a_second if tokens and self._tokens_a_second else None
