"""Says how long work will still take, in the person's language."""

from ragassist.language.places import Say

_MINUTE_S = 60
_IN_MINUTES_S = 90
"""From here on minutes are told: seconds would look more certain than they are."""


def time_left(seconds: float, say: Say) -> str:
    """Return for example `about 40 s left` or `about 6 min left`."""
    if seconds < _IN_MINUTES_S:
        return say("seconds_left", count=max(1, round(seconds)))
    return say("minutes_left", count=round(seconds / _MINUTE_S))
