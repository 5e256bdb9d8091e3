"""Reads the days of the week in a text, in spans and lists of them, and ordinals such as "the first Monday"."""

from functools import lru_cache
from itertools import pairwise

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.measures.dates import alternation, month_names
from ragassist.language.measures.units import locales
from ragassist.language.registry import packs

SPAN = regex.compile(
    r"\s*(?:-|–|—|~|～|to|through|until|bis|au|à|a|al|hasta|الي|حتي|至|到|から|부터)\s*(?:(?:the|el|le|zum|einschließlich|يوم)\s)?\s*"
)
"""What stands between the two ends of a span of days or of dates."""
_WEEK = 7
_SIGNS = "一二三四五"
_NOTHING = "(?!)"
"""A pattern that matches nowhere."""
_JOINT = "[・、,،·/~～〜–-]"
_LISTED = regex.compile(
    rf"(?P<ja>[月火水木金土日])(?=(?:{_JOINT}[月火水木金土日])*{_JOINT}[月火水木金土日]曜)"
    rf"|(?P<ko>[월화수목금토일])(?=(?:{_JOINT}[월화수목금토일])*{_JOINT}[월화수목금토일]요일)"
    rf"|(?<=(?:[周週]|星期|礼拜|禮拜)(?:[一二三四五六](?:{_JOINT}|[至到和及]))+)(?P<zh>[一二三四五六日天])(?![点點号號月年层人个個名次分时時十百])"
)
"""A day in a list or span whose sign is written once: 月・水・金曜日, 周一、三、五."""
_WRITTEN = {"ja": "{}曜日", "ko": "{}요일", "zh": "星期{}"}
_HAN_HOUR = regex.compile(r"(?<=(?:[周週]|星期|礼拜|禮拜)[一二三四五六日天])(?=\d|[一二两兩三四五六七八九十]+[点點时時])")
"""Between a day of the week and the hour: 星期二8点 isn't 28 o'clock."""


def weekdays(text: str, language: str) -> frozenset[int]:
    """Return the days of the week in a folded text, 0 for Monday, also those in a span such as "Monday to Friday"."""
    names, pattern = _day_names(language)
    if pattern is None:
        return frozenset()
    text = _written_out(text)
    found = [(match, names[match["day"]]) for match in pattern.finditer(text)]
    days = {day for _, day in found}
    for (first, start), (second, end) in pairwise(found):
        if SPAN.fullmatch(text, first.end(), second.start()):
            days |= {(start + step) % _WEEK for step in range((end - start) % _WEEK + 1)}
    return frozenset(days)


def counted_days_taken_out(text: str, language: str) -> tuple[str, list[int]]:
    """Return a folded text without ordinals of weekdays, and their numbers: "the first Monday in May" is no first of May."""
    found: list[int] = []

    def take(match: "regex.Match[str]") -> str:
        number = next(int(name[1:]) for name, said in match.groupdict().items() if said and name[0] == "n")
        found.append(number)
        return f" {match['day']}"

    for pattern in _counted_days(language):
        text = str(pattern.sub(take, text))
    return text, found


@lru_cache(maxsize=16)
def _counted_days(language: str) -> tuple["regex.Pattern[str]", ...]:
    names, pack = _day_names(language)[0], packs().get(language)
    if not names or not pack:
        return ()
    said = zip(pack.ordinals, _SIGNS, strict=False)
    which = "|".join(
        rf"(?P<n{at}>{word}|第[{at}{sign}]|(?<!\d){at}(?:{pack.ordinal_sign or _NOTHING}))"
        for at, (word, sign) in enumerate(said, 1)
    )
    day = rf"(?P<day>(?:{alternation(names)})s?)(?!\p{{Latin}})"
    if pack.ordinals_follow:
        return (regex.compile(rf"(?:{which})\s{day}"), regex.compile(rf"{day}\s(?:{which})"))
    return (regex.compile(rf"(?:{which})\s?[個个]?\s?{day}"),)


def apart_from_hours(text: str) -> str:
    """Return a text with the days of its lists written out, and a blank between a Chinese one and the hour behind it."""
    return str(_HAN_HOUR.sub(" ", _written_out(text)))


def _written_out(text: str) -> str:
    return str(_LISTED.sub(lambda one: _WRITTEN[one.lastgroup or ""].format(one[0]), text))


def is_calendar_name(word: str, language: str) -> bool:
    """Whether a word is the name of a month or of a day of the week in a language: it reads otherwise in another one."""
    plain = folded(word)
    return plain in month_names(language) or plain.removesuffix("s") in _day_names(language)[0]


@lru_cache(maxsize=16)
def _day_names(language: str) -> tuple[dict[str, int], "regex.Pattern[str] | None"]:
    names: dict[str, int] = {}
    for locale in locales(language):
        for day, name in locale.days["format"]["wide"].items():
            plain = folded(name)
            for spelled in (plain, plain.replace("星期", "周"), plain.replace("星期", "週"), plain.replace("星期", "礼拜")):
                names[spelled] = day
            if plain.endswith("曜日"):
                names[plain[:-1]] = day
    if not names:
        return {}, None
    return names, regex.compile(rf"(?<!\p{{Latin}})(?P<day>{alternation(names)})s?(?!\p{{Latin}}|(?<=每[周週]三)[次天回])")
