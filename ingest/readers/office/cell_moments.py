"""Formats the number of a cell as a date or time in ISO 8601, or as a duration."""

import re
from datetime import datetime, timedelta

_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LOST_DAY = 60
"""1900-02-29, which spreadsheets count as a day though it doesn't exist, so that the days before it are off by one."""
_SPLIT_SECONDS = re.compile(r"s\]?[.,](0{1,6})")
"""The decimals of seconds in a format."""


def moment(days: float, tokens: str, since_1904: bool) -> str:
    """Return the date, time or duration that a number of days is in a format without its literals; "" if it is no date."""
    decimals = len(found[1]) if (found := _SPLIT_SECONDS.search(tokens)) else 0
    if re.search(r"\[[hms]+\]", tokens):
        minutes, seconds = divmod(round(abs(days) * 86_400, decimals), 60)
        clock = f":{seconds:0{3 + decimals if decimals else 2}.{decimals}f}" if "s" in tokens else ""
        return f"{'-' if days < 0 else ''}{minutes // 60:.0f}:{minutes % 60:02.0f}{clock}"
    if not since_1904 and days < _LOST_DAY:
        days += 1 if days >= 1 else 0
    try:
        then = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=round(days * 86_400, decimals))
    except OverflowError:
        return ""
    time = re.search(r"[hs]", tokens)
    day = re.search(r"[yd]|ge", tokens) or not time
    clock = then.strftime("%H:%M:%S" if "s" in tokens else "%H:%M") if time else ""
    clock += f".{then.microsecond:06}"[: decimals + 1] if decimals and time else ""
    return f"{then:%Y-%m-%d} {clock}".strip() if day else clock
