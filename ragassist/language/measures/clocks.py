"""Times of the day in a text: 14:30, 2 p.m., 午後2時半, and "half past two" as a language says it."""

from decimal import Decimal
from functools import lru_cache, partial

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.registry import NEVER, any_pack, built_once, packs

_HOURS = r"[01]?\d|2[0-4]"
_HALF_DAY, _HOUR = 12, 60
_DAY = 2 * _HALF_DAY * _HOUR
_EITHER_HALF = "\u2063"
"""An invisible sign behind a time in digits that may be before noon or after noon, as the words for it leave that open."""
_BEFORE_AFTERNOON = r"[\s,]*"


@built_once
def _clock() -> "regex.Pattern[str]":
    """Return the pattern of a time in digits, with the signs of all languages."""
    morning, evening = any_pack(lambda pack: pack.clock.morning), any_pack(lambda pack: pack.clock.evening)
    sign, minute = any_pack(lambda pack: pack.clock.hour), any_pack(lambda pack: pack.clock.minute)
    half, full = any_pack(lambda pack: pack.clock.half), any_pack(lambda pack: pack.clock.full)
    am, pm = any_pack(lambda pack: pack.clock.before_noon), any_pack(lambda pack: pack.clock.after_noon)
    written = any_pack(lambda pack: pack.clock.written)
    of_the_day = rf"{_to_another_time()}?\s?(?:{written}\b|{am}|{pm})"
    return regex.compile(
        rf"(?P<early>{morning})?(?P<late>{evening})?\s?(?<![\d:.,])(?P<hour>{_HOURS})"
        rf"(?:(?::|\s?{sign}\s?|\.(?=[0-5]\d{of_the_day}))(?P<minute>[0-5]\d)(?!\d)(?P<either>{_EITHER_HALF})?{minute}?(?:\s?{written}\b)?"
        rf"|\s?{sign}\s?(?P<half>{half})|{full}|(?=\s?(?:{am}|{pm})))\s?(?:(?P<am>{am})|(?P<pm>{pm}))?"
    )


def _to_another_time() -> str:
    """Return a pattern of the rest of a span that a time begins: 9.30 to 5.45 pm. The sign behind it shows that 9.30 is one."""
    to, both = any_pack(lambda pack: pack.dates.span), any_pack(lambda pack: pack.dates.both)
    return rf"(?:\s?(?:{to}|{both}|[-–—])\s?(?:{_HOURS})(?:[.:][0-5]\d)?)"


def clocks_taken_out(text: str, language: str) -> tuple[str, list[set[Decimal]]]:
    """Return a folded text with blanks in the place of its times, and the readings of each.

    Hours and minutes are one number: 14:30 is 14.30. A time of a language with twelve hours has two readings.
    """
    found: list[set[Decimal]] = []
    afternoon = _afternoon(language)
    pack = packs().get(language)
    of_twelve = pack is not None and pack.clock.twelve_hours

    def take(match: "regex.Match[str]") -> str:
        time = Decimal(f"{int(match['hour'])}.{match['minute'] or ('30' if match['half'] else '00')}")
        late = match["late"] or match["pm"] or afternoon.match(match.string, match.end())
        early = match["early"] or match["am"]
        if time >= 2 * _HALF_DAY:
            time -= 2 * _HALF_DAY  # 24:00 is 0:00
        if match["am"] and time >= _HALF_DAY:
            time -= _HALF_DAY  # 12 a.m. is 0:00
        values = {time} if not late or time >= _HALF_DAY else {time + _HALF_DAY}
        twelve_hours = match["either"] or (of_twelve and time >= 1)
        if not late and not early and twelve_hours and time < _HALF_DAY:
            values.add(time + _HALF_DAY)
        found.append(values)
        return " "

    return str(_clock().sub(take, _in_digits(text, language))), found


def _in_digits(text: str, language: str) -> str:
    """Return a text with "half past 8" as 8:30, and "midnight" as 0:00."""
    for time, pattern in _names(language):
        text = str(pattern.sub(time, text))
    for minutes, pattern in _words(language):
        text = str(pattern.sub(partial(_written, past=minutes), text))
    return text


def _written(found: "regex.Match[str]", *, past: int) -> str:
    """Return a time in digits. "Half before one" is 0:30 at night and 12:30 at noon, unlike 0:30 in digits."""
    hour = int(found["hour"])
    time = (hour * _HOUR + past) % _DAY
    return f"{time // _HOUR}:{time % _HOUR:02}{_EITHER_HALF if hour == 1 and past < 0 else ''}"


@lru_cache(maxsize=16)
def _words(language: str) -> list[tuple[int, "regex.Pattern[str]"]]:
    pack = packs().get(language)
    hour = r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-4])(?!\d|[:.,]\d)"
    words = pack.clock_words if pack else {}
    return [(int(minutes), regex.compile(of.replace("HOUR", hour))) for minutes, of in words.items()]


@lru_cache(maxsize=16)
def _names(language: str) -> list[tuple[str, "regex.Pattern[str]"]]:
    pack = packs().get(language)
    names = pack.clock_names if pack else {}
    return [(f" {time} ", _bounded(of)) for time, of in names.items()]


def _bounded(pattern: str) -> "regex.Pattern[str]":
    return regex.compile(rf"(?<![\p{{Latin}}\p{{Arabic}}])(?:{folded(pattern)})(?![\p{{Latin}}\p{{Arabic}}])")


@lru_cache(maxsize=16)
def _afternoon(language: str) -> "regex.Pattern[str]":
    pack = packs().get(language)
    return regex.compile(rf"{_BEFORE_AFTERNOON}(?:{pack.afternoon})" if pack and pack.afternoon else NEVER)
