"""Reads the days of the week in a text, in spans and lists of them, and ordinals such as "the first Monday"."""

from functools import lru_cache
from itertools import pairwise

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.measures.dates import alternation, month_names
from ragassist.language.measures.numeral_signs import signs_of
from ragassist.language.measures.units import locales
from ragassist.language.registry import NEVER, any_pack, built_once, packs

_WEEK = 7
_JOINT = "[・、,،·/~～〜–-]"
"""The signs between days in a list."""


@built_once
def span_joint() -> "regex.Pattern[str]":
    """Return the pattern of what stands between the two ends of a span of days or of dates."""
    to, article = any_pack(lambda pack: pack.dates.span), any_pack(lambda pack: pack.dates.span_article)
    return regex.compile(rf"\s*(?:[-–—~～]|{to})\s*(?:{article}\s)?\s*")


@built_once
def _listed() -> "regex.Pattern[str]":
    """Return the pattern of a day in a list or span whose sign is written once, in a group with its language's code."""
    days = [rf"(?P<{code}>{pack.dates.listed_day})" for code, pack in packs().items() if pack.dates.listed_day]
    return regex.compile("|".join(days).replace("JOINT", _JOINT) or NEVER)


@built_once
def _before_an_hour() -> "regex.Pattern[str]":
    return regex.compile(any_pack(lambda pack: pack.dates.before_an_hour))


def weekdays(text: str, language: str) -> frozenset[int]:
    """Return the days of the week in a folded text, 0 for Monday, also those in a span such as "Monday to Friday"."""
    names, pattern = _day_names(language)
    if pattern is None:
        return frozenset()
    text = _written_out(text)
    found = [(match, names[match["day"]]) for match in pattern.finditer(text)]
    days = {day for _, day in found}
    for (first, start), (second, end) in pairwise(found):
        if span_joint().fullmatch(text, first.end(), second.start()):
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
    nth, measure_word = (any_pack(lambda one: one.numerals.nth), any_pack(lambda one: one.numerals.measure_word))
    which = "|".join(
        rf"(?P<n{at}>{word}|{nth}(?:{at}|{signs_of(at)})|(?<!\d){at}(?:{pack.ordinal_sign or NEVER}))"
        for at, word in enumerate(pack.ordinals, 1)
    )
    day = rf"(?P<day>(?:{alternation(names)})s?)(?!\p{{Latin}})"
    if pack.ordinals_follow:
        return (regex.compile(rf"(?:{which})\s{day}"), regex.compile(rf"{day}\s(?:{which})"))
    return (regex.compile(rf"(?:{which})\s?{measure_word}?\s?{day}"),)


def apart_from_hours(text: str) -> str:
    """Return a text with the days of its lists written out, and a blank before an hour: 星期二8点 isn't 28 o'clock."""
    return str(_before_an_hour().sub(" ", _written_out(text)))


def _written_out(text: str) -> str:
    def in_full(day: "regex.Match[str]") -> str:
        return packs()[day.lastgroup or ""].dates.listed_day_in_full.format(day[0])

    return str(_listed().sub(in_full, text))


def is_calendar_name(word: str, language: str) -> bool:
    """Whether a word is the name of a month or of a day of the week in a language: it reads otherwise in another one."""
    plain = folded(word)
    return plain in month_names(language) or plain.removesuffix("s") in _day_names(language)[0]


@lru_cache(maxsize=16)
def _day_names(language: str) -> tuple[dict[str, int], "regex.Pattern[str] | None"]:
    names: dict[str, int] = {}
    for locale in locales(language):
        for day, name in locale.days["format"]["wide"].items():
            names |= dict.fromkeys(_forms(folded(name), language), day)
    if not names:
        return {}, None
    other = any_pack(lambda pack: pack.dates.not_a_day)
    return names, regex.compile(rf"(?<!\p{{Latin}})(?P<day>{alternation(names)})s?(?!\p{{Latin}}|{other})")


def _forms(name: str, language: str) -> list[str]:
    """Return the name of a day and the other forms of it that the language's pack knows."""
    pack = packs().get(language)
    endings = pack.dates.day_endings if pack else {}
    return [name, *(name.replace(form, other) for form, others in endings.items() for other in others)]
