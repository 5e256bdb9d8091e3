"""Reads the dates, months, years and spans of time that a text speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.measures.dates import Date, Found, place_of, taken_out
from ragassist.language.measures.numerals import in_digits
from ragassist.language.measures.readings import scaled
from ragassist.language.measures.units import names_of
from ragassist.language.measures.weekdays import apart_from_hours, span_joint
from ragassist.language.registry import FALLBACK, NEVER, any_pack, built_once, packs

_ANY_YEAR = r"(?:1[5-9]|20)\d\d"
_ANY_DECADE = r"(?:1[5-9]|20)\d0"
_BEFORE, _BEHIND = r"(?<![\p{Latin}\d.,:/_–—-])", r"(?!\d|[-_]?\p{Latin}|[.,:/_-]\d)"
_MONTH = r"0?[1-9]|1[0-2]"
_PLACE = r"[\U000F0000-\U000FFFFD]"
_WINDOW = 28
"""Number of characters before and behind a date in which "since" is looked for."""
_CENTURY = 100
_NAME_JOINTS = regex.compile(r"(?<=\p{L})[-_.]+|[-_.]+(?=\p{L})|_")
_NAME_DATE = regex.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?(0[1-9]|[12]\d|3[01]))?(?!\d)")


@built_once
def _time() -> "regex.Pattern[str]":
    """Return the pattern of the place of a date, of a decade, a span of years, a month in digits and a year."""
    decade, of_decade = any_pack(lambda pack: pack.dates.decade), any_pack(lambda pack: pack.dates.before_a_decade)
    return regex.compile(
        rf"(?P<place>{_PLACE})|{_BEFORE}(?P<decade>{_ANY_DECADE}){decade}"
        rf"|(?<=\b{of_decade}\s)(?P<its_decade>{_ANY_DECADE}){_BEHIND}"
        rf"|{_BEFORE}(?P<from>{_ANY_YEAR})\s?[-–—~/](?P<short>\d\d){_BEHIND}"
        rf"|{_BEFORE}(?P<since>{_ANY_YEAR})\s?[-–—~/]\s?(?P<till>{_ANY_YEAR}){_BEHIND}"
        rf"|{_BEFORE}(?P<year_of>{_ANY_YEAR})[-/.](?P<month>{_MONTH}){_BEHIND}"
        rf"|{_BEFORE}(?P<month_first>{_MONTH})[-/.](?P<year_last>{_ANY_YEAR}){_BEHIND}"
        rf"|{_BEFORE}(?P<year>{_ANY_YEAR}){_BEHIND}"
    )


@built_once
def _year_sign() -> "regex.Pattern[str]":
    business, year = any_pack(lambda pack: pack.dates.business_year), any_pack(lambda pack: pack.dates.year_sign)
    return regex.compile(rf"\s?(?:{business}|{year})")


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time with both ends included, of which one may be None where it is open; a date has equal ends."""

    first: Date | None
    last: Date | None

    @property
    def date(self) -> Date | None:
        """The date, None for a span."""
        return self.first if self.first == self.last else None

    @property
    def ends(self) -> tuple[Date, ...]:
        """The ends that are known."""
        return tuple(end for end in (self.first, self.last) if end)

    def covers(self, date: Date) -> bool:
        """Whether a date may lie in the span, as far as both are given: May 2024 may lie in "since 2024"."""
        if self.first and self.last and None in (date.year, self.first.year, self.last.year):
            return _lies_in_months(date.month, self.first.month, self.last.month)
        after = self.first is None or _compared(date, self.first) >= 0
        return after and (self.last is None or _compared(date, self.last) <= 0)


def _compared(one: Date, other: Date) -> int:
    """Return -1, 0 or 1 as a date is before, at or after another one, by the leading parts that both have."""
    for own, its in ((one.year, other.year), (one.month, other.month), (one.day, other.day)):
        if own is None or its is None:
            return 0
        if own != its:
            return 1 if own > its else -1
    return 0


def _lies_in_months(month: int | None, first: int | None, last: int | None) -> bool:
    if month is None or first is None or last is None:
        return True
    return first <= month <= last if first <= last else month >= first or month <= last


@lru_cache(maxsize=1_024)
def periods(text: str, language: str) -> tuple[Period, ...]:
    """Return the dates, months, years and spans of a text in a language; an ambiguous date gives each of its readings."""
    plain = folded(in_digits(scaled(apart_from_hours(folded(text)), language), language, strict=True))
    rest, found = taken_out(plain, language)
    times = [
        (match, _end(rest, match), _times(match, found)) for match in _time().finditer(rest) if _is_time(rest, match, language)
    ]
    known: list[Period] = []
    joined = False
    for (match, end, own), following in zip_longest(times, times[1:]):
        if joined:
            joined = False
            continue
        if following and span_joint().fullmatch(rest, end, following[0].start()):
            known += _spans(own, following[2])
            joined = True
        else:
            known += [opened for period in own for opened in _opened(period, rest, match.start(), end, language)]
    return tuple(dict.fromkeys(known))


def named_periods(name: str, language: str) -> tuple[Period, ...]:
    """Return the dates in the name of a file, without its suffix: bill_202403 and "bill March 2024"."""
    dates = [Date(int(year), int(month), int(day) if day else None) for year, month, day in _NAME_DATE.findall(name)]
    rest = _NAME_JOINTS.sub(" ", _NAME_DATE.sub(" ", name))
    return (*(Period(date, date) for date in dates), *periods(rest, language))


def _end(text: str, match: "regex.Match[str]") -> int:
    sign = _year_sign().match(text, match.end())
    return sign.end() if sign else match.end()


def _is_time(text: str, match: "regex.Match[str]", language: str) -> bool:
    """Whether it is a date, or a number that is no amount: not "2000 EUR"."""
    if match["place"] or not match["year"]:
        return True
    names = names_of(language)
    behind = names.pattern_behind.match(text, match.end())
    if behind and not _year_sign().match(text, match.end()):
        return False
    before = names.pattern_before.search(text[max(0, match.start() - _WINDOW) : match.start()])
    return not (before and before["unit"] in names.before)


def _times(match: "regex.Match[str]", found: list[Found]) -> list[Period]:
    if match["place"]:
        at = place_of(match[0])
        return [Period(date, date) for one in found[at : at + 1] for date in one.readings]
    return [_years(match)]


def _years(match: "regex.Match[str]") -> Period:
    if decade := match["decade"] or match["its_decade"]:
        return Period(Date(int(decade), None, None), Date(int(decade) + 9, None, None))
    if match["from"]:
        return _of_short_years(int(match["from"]), int(match["short"]))
    if match["since"]:
        return Period(Date(int(match["since"]), None, None), Date(int(match["till"]), None, None))
    year = int(match["year_of"] or match["year_last"] or match["year"])
    month = match["month"] or match["month_first"]
    date = Date(year, int(month) if month else None, None)
    return Period(date, date)


def _of_short_years(year: int, short: int) -> Period:
    """Return the span of 2023/24 or 2019-22; 2023/03 and 2023-10 are months."""
    if short > year % _CENTURY and (short == year % _CENTURY + 1 or short > 12):
        return Period(Date(year, None, None), Date(year - year % _CENTURY + short, None, None))
    date = Date(year, short if 1 <= short <= 12 else None, None)
    return Period(date, date)


def _spans(first: list[Period], last: list[Period]) -> Iterator[Period]:
    for one in first:
        for other in last:
            begin, end = one.first, other.last
            if begin and end and begin.year is None and end.year is not None and begin.month and end.month:
                begin = replace(begin, year=end.year - (begin.month > end.month))
            yield Period(begin, end)


def _opened(period: Period, text: str, start: int, end: int, language: str) -> Iterator[Period]:
    """Yield the period, open where the text says "since" or "until"; a deadline, a day, isn't the end of anything."""
    before, behind = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    since, until = _openings(language)
    date = period.date
    if date and (since[0].search(before) or since[1].match(behind)):
        yield Period(date, None)
    elif date and date.day is None and (until[0].search(before) or until[1].match(behind)):
        yield Period(None, date)
    else:
        yield period


@lru_cache(maxsize=16)
def _openings(language: str) -> tuple[tuple["regex.Pattern[str]", "regex.Pattern[str]"], ...]:
    """Return the patterns of "since" and of "until", each before and behind a date."""
    pack = packs().get(language) or packs()[FALLBACK]
    return tuple(
        (
            regex.compile(rf"(?<!\p{{Latin}})(?:{before})\s*$" if before else NEVER),
            regex.compile(rf"\s*(?:{behind})" if behind else NEVER),
        )
        for before, behind in ((pack.since, pack.since_behind), (pack.until, pack.until_behind))
    )
