"""Says how long a task will still take, in the user's language."""

from ragassist.language.places import Say

_MINUTE_S, _HOUR_S = 60, 3_600
_IN_MINUTES_S, _IN_HOURS_S = 90, 3 * _HOUR_S
"""From here on minutes are told, and hours: smaller units would look more certain than they are."""


def time_left(seconds: float, say: Say) -> str:
    """Return for example `about 40 s left`, `about 6 min left` or `about 3 h left`."""
    if seconds < _IN_MINUTES_S:
        return say("seconds_left", count=max(1, round(seconds)))
    if seconds < _IN_HOURS_S:
        return say("minutes_left", count=round(seconds / _MINUTE_S))
    return say("hours_left", count=round(seconds / _HOUR_S))
