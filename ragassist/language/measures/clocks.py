"""Times of the day in a text: 14:30, 2 p.m., 午後2時半, and "half past two" as a language says it."""

from decimal import Decimal
from functools import lru_cache, partial

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.registry import packs

_OF_THE_DAY = r"(?:\s?(?:bis|to|until|und|and|[-–—])\s?(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?)?\s?(?:uhr\b|[ap]\.?m\b)"
"""What shows that 9.30 is a time, behind it or behind the end of the span that it begins: 9.30 to 5.45 pm."""
_CLOCK = regex.compile(
    r"(?P<early>上午|早上|午前|朝|오전|아침|새벽|凌晨)?(?P<late>下午|晚上|傍晚|午後|夕方|夜|오후|저녁|밤)?\s?(?<![\d:.,])"
    rf"(?P<hour>[01]?\d|2[0-4])(?:(?::|\s?h\s?|\s?uhr\s|\s?[点點時时시]\s?|\.(?=[0-5]\d{_OF_THE_DAY}))(?P<minute>[0-5]\d)(?!\d)(?P<either>\u2063)?[分분]?(?:\s?uhr\b)?|\s?[点點時时시]\s?(?P<half>半|반)|\s?uhr\b|\s?h\b(?=\s?\d)"
    r"|\s?[点點](?!\d)[鐘钟整]?|\s?時(?!間|\d)|\s?시(?!간|\d)(?![가-힣](?<!시[에경쯤이은는와로까부전]))|(?=\s?[ap]\.?m\b))\s?(?:(?P<am>a\.?m\b\.?)|(?P<pm>p\.?m\b\.?))?"
)
_HALF_DAY, _HOUR = 12, 60
_DAY = 2 * _HALF_DAY * _HOUR
_EITHER_HALF = "\u2063"
"""An invisible sign behind a time in digits that may be before noon or after noon, as the words for it leave that open."""
_TWELVE_HOURS = frozenset(("en", "ar"))
"""Languages in which 9:30 may be in the evening."""
_BEFORE_AFTERNOON = r"[\s,]*"


def clocks_taken_out(text: str, language: str) -> tuple[str, list[set[Decimal]]]:
    """Return a folded text with blanks in the place of its times, and the readings of each.

    Hours and minutes are one number: 14:30 is 14.30. A time of a language with twelve hours has two readings.
    """
    found: list[set[Decimal]] = []
    afternoon = _afternoon(language)

    def take(match: "regex.Match[str]") -> str:
        time = Decimal(f"{int(match['hour'])}.{match['minute'] or ('30' if match['half'] else '00')}")
        late = match["late"] or match["pm"] or afternoon.match(match.string, match.end())
        early = match["early"] or match["am"]
        if time >= 2 * _HALF_DAY:
            time -= 2 * _HALF_DAY  # 24:00 is 0:00
        if match["am"] and time >= _HALF_DAY:
            time -= _HALF_DAY  # 12 a.m. is 0:00
        values = {time} if not late or time >= _HALF_DAY else {time + _HALF_DAY}
        twelve_hours = match["either"] or (language in _TWELVE_HOURS and time >= 1)
        if not late and not early and twelve_hours and time < _HALF_DAY:
            values.add(time + _HALF_DAY)
        found.append(values)
        return " "

    return str(_CLOCK.sub(take, _in_digits(text, language))), found


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
    return regex.compile(rf"{_BEFORE_AFTERNOON}(?:{pack.afternoon})" if pack and pack.afternoon else "(?!)")
