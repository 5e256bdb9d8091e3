"""Reads dates in a text, also incomplete ones, in the formats of CLDR, of East Asia and of Japan's eras."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.measures.units import locales
from ragassist.language.registry import NEVER, any_pack, built_once, packs

_MONTHS, _DAYS = 12, 31
_CENTURY, _PIVOT = 100, 70
"""Years of two digits below the pivot are in this century."""
_YEAR_LENGTH = 4
_YEAR_LAST = regex.compile(r"(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d])")
_SAYS_DAY_FIRST = regex.compile(r"\bd(?:d|ay)\s?[/.-]\s?m(?:m|onth)\b")
_SAYS_MONTH_FIRST = regex.compile(r"\bm(?:m|onth)\s?[/.-]\s?d(?:d|ay)\b")
_FIRST_PLACE, _LAST_PLACE = 0xF0000, 0xFFFD
"""The first character for private use that stands for a date, and the most dates that are told apart."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date, with None for parts that the text doesn't give."""

    year: int | None
    month: int | None
    day: int | None

    def fits(self, other: "Date") -> bool:
        """Whether no part that both dates have differs."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(own is None or its is None or own == its for own, its in pairs)


@dataclass(frozen=True, slots=True)
class Found:
    """The possible readings of a date: two if the order of day and month isn't known."""

    readings: tuple[Date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _SignPatterns:
    """Patterns of dates whose parts are digits with a sign behind them, as in East Asia."""

    era: "regex.Pattern[str]"
    era_letter: "regex.Pattern[str]"
    year_first: "regex.Pattern[str]"
    year_month: "regex.Pattern[str]"
    month_day: "regex.Pattern[str]"
    month_alone: "regex.Pattern[str]"


@built_once
def _eras() -> dict[str, int]:
    """Return the year before the first one of each era, by the era's name or letter."""
    return {name: year for pack in packs().values() for name, year in pack.dates.eras.items()}


@built_once
def _signed() -> _SignPatterns:
    year, month, day = (
        any_pack(source)
        for source in (lambda pack: pack.dates.year_sign, lambda pack: pack.dates.month_sign, lambda pack: pack.dates.day_sign)
    )
    first, other = any_pack(lambda pack: pack.dates.first_year), any_pack(lambda pack: pack.dates.not_a_month)
    names = alternation([name for name in _eras() if not name.isascii()])
    letters = alternation([name for name in _eras() if name.isascii()])
    behind_month = rf"(?:\s?{month}\s*|\s?[-/.]\s?)(\d{{1,2}})\s?{day}?"
    return _SignPatterns(
        era=regex.compile(rf"({names})\s?(?:(?P<first>{first})|(\d{{1,2}}))\s?(?P<sign>{year})"),
        era_letter=regex.compile(
            rf"(?<![\p{{Latin}}\d])({letters})\s?(\d{{1,2}})(?:[./]|{year})\s?(\d{{1,2}})(?:[./]|{month})\s?(\d{{1,2}})"
        ),
        year_first=regex.compile(
            rf"(?<![\d.])(\d{{4}})(?:\s?{year}\s*|\s?[-/.]\s?)(\d{{1,2}})(?:{behind_month}|\s?{month})(?!\d)"
        ),
        year_month=regex.compile(rf"(?<!\d)(\d{{4}})\s?{year}\s*(\d{{1,2}})\s?{month}"),
        month_day=regex.compile(rf"(?<!\d)(\d{{1,2}})\s?{month}\s*(\d{{1,2}})\s?{day}"),
        month_alone=regex.compile(rf"(?<!\d)(\d{{1,2}})\s?{month}(?!{other})"),
    )


def taken_out(text: str, language: str) -> tuple[str, list[Found]]:
    """Return a folded text with a private character in place of each date, and the dates; `place_of` relates both."""
    found: list[Found] = []
    order = _order(text, language)

    def take(match: "regex.Match[str]", *readings: tuple[int | None, int | None, int | None]) -> str:
        dates = tuple(dict.fromkeys(Date(*reading) for reading in readings if _is_date(*reading)))
        if not dates:
            return match[0]
        found.append(Found(dates))
        return f" {_place(len(found) - 1)} "

    signed, eras = _signed(), _eras()
    text = signed.era.sub(lambda m: f"{eras[m[1]] + (1 if m['first'] else int(m[3]))}{m['sign']}", text)
    text = signed.era_letter.sub(lambda m: take(m, (eras[m[1]] + int(m[2]), int(m[3]), int(m[4]))), text)
    text = signed.year_first.sub(lambda m: take(m, (int(m[1]), int(m[2]), int(m[3]) if m[3] else None)), text)
    text = _YEAR_LAST.sub(lambda m: take(m, *_either(int(m[1]), int(m[3]), _full_year(m[4]), order)), text)
    for pattern in _named(language):
        text = pattern.sub(lambda m: take(m, *_of_named(m, language)), text)
    text = signed.year_month.sub(lambda m: take(m, (int(m[1]), int(m[2]), None)), text)
    text = signed.month_day.sub(lambda m: take(m, (None, int(m[1]), int(m[2]))), text)
    text = signed.month_alone.sub(lambda m: take(m, (None, int(m[1]), None)), text)
    return text, found


def _place(at: int) -> str:
    return chr(_FIRST_PLACE + min(at, _LAST_PLACE))


def place_of(char: str) -> int:
    """Return the index of the date in whose place a private character stands; the index of no date if it stands for none."""
    return ord(char) - _FIRST_PLACE


def _is_date(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None or not 1 <= month <= _MONTHS:
        return False
    return (day is None or 1 <= day <= _DAYS) and (year is None or year > 0)


def _order(text: str, language: str) -> str:
    """Return what comes first in a date of digits: "day", "month" or "either"."""
    if _SAYS_DAY_FIRST.search(text):
        return "day"
    if _SAYS_MONTH_FIRST.search(text):
        return "month"
    pack = packs().get(language)
    return "either" if not language or (pack and pack.dates.month_first) else "day"


def _either(first: int, second: int, year: int, order: str) -> list[tuple[int, int, int]]:
    day_first, month_first = (year, second, first), (year, first, second)
    return {"day": [day_first], "month": [month_first]}.get(order, [day_first, month_first])


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == _YEAR_LENGTH:
        return year
    return year + (2000 if year < _PIVOT else 1900)


def _of_named(match: "regex.Match[str]", language: str) -> Iterator[tuple[int | None, int | None, int | None]]:
    groups = match.groupdict()
    day, year = groups.get("day") or groups.get("first"), groups.get("year")
    for month in month_names(language)[match["month"]]:
        yield (int(year) if year else None, month, (int(day) if day.isdecimal() else 1) if day else None)


@lru_cache(maxsize=16)
def month_names(language: str) -> dict[str, tuple[int, ...]]:
    """Return the folded names of the months in a language, also short ones, with the months that each may mean."""
    names: dict[str, tuple[int, ...]] = {}
    for locale in locales(language):
        for width in ("wide", "abbreviated"):
            for month, name in (*locale.months["format"][width].items(), *locale.months["stand-alone"][width].items()):
                plain = folded(name).strip(". ")
                if not any(char.isdigit() for char in plain):
                    names[plain] = tuple(dict.fromkeys((*names.get(plain, ()), month)))
    return names


@lru_cache(maxsize=16)
def _full_names(language: str) -> frozenset[str]:
    """Return the names of months that aren't short: CLDR's wide names, and others of four letters and more."""
    wide = (folded(name) for locale in locales(language) for name in locale.months["format"]["wide"].values())
    names = month_names(language)
    return frozenset(name for name in names if len(name) > 3).union(name for name in wide if name in names)


@lru_cache(maxsize=16)
def _named(language: str) -> tuple["regex.Pattern[str]", ...]:
    """Return patterns of dates with the name of a month: first day of a span, day and month, month and day, month only."""
    names = month_names(language)
    if not names:
        return ()
    every = alternation(names)
    pack = packs().get(language)
    ambiguous = pack.ambiguous_months if pack else frozenset[str]()
    alone = alternation(_full_names(language) - ambiguous)
    joined = any_pack(lambda one: one.proclitics)
    month = rf"(?<!\p{{L}}){joined}?(?P<month>{every})\.?(?!\p{{L}})"
    first, nth = any_pack(lambda one: one.dates.first), any_pack(lambda one: one.ordinal_sign)
    day = rf"(?<![\d.,\p{{L}}])(?:(?P<day>\d{{1,2}})(?:\.|{nth})?|(?P<first>{first}))"
    year = rf"(?:(?:[,\s.]|{any_pack(lambda one: one.dates.of_year)})*\s(?P<year>\d{{4}})(?!\d))?"
    to = rf"\s*(?:[-–—~/]|{any_pack(lambda one: one.dates.span)}|{any_pack(lambda one: one.dates.both)})\s*"
    between = rf"\s*{any_pack(lambda one: one.dates.of_month)}?\s*"
    article = any_pack(lambda one: one.article)
    return (
        regex.compile(rf"{day}(?={to}\d{{1,2}}(?:\.|{nth})?{between}{month}{year})"),
        regex.compile(rf"{day}{between}{month}{year}"),
        regex.compile(rf"{month}\s{article}?{day}(?!\d|\p{{L}}{{1,3}}\b(?<!\d{nth})){year}"),
        regex.compile(rf"{month}{year.removesuffix('?')}"),
        regex.compile(rf"(?<!\p{{L}}){joined}?(?P<month>{alone})(?!\p{{L}})"),
        regex.compile(
            rf"(?<=\b(?:{folded(packs()[language].before_a_month)})[\s-])(?P<month>{alternation(ambiguous)})(?!\p{{L}})"
        )
        if ambiguous
        else regex.compile(NEVER),
    )


def alternation(names: Collection[str]) -> str:
    """Return a pattern of some words, the longest first; one that matches nowhere if there is none."""
    return "|".join(sorted(map(regex.escape, names), key=len, reverse=True)) or NEVER
