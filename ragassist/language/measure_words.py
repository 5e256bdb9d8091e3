"""Records of a language pack: how a language writes dates, times of the day and numbers where CLDR doesn't say it.

Patterns are for folded text, as `measures.characters.folded` returns it: in lower case, Arabic with one alef.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _no_eras() -> Mapping[str, int]:
    return MappingProxyType({})


def _no_forms() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


def _no_values() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What stands in and around dates and days of the week."""

    span: str
    """Pattern of what stands between the ends of a span: "Monday to Friday"."""
    both: str
    """Pattern of "and" between two dates."""
    span_article: str = ""
    """Pattern of what may stand behind that, before the last day: "bis zum 5. Mai"."""
    of_month: str = ""
    """Pattern of what may stand between a day and its month: "the 5th of May"."""
    of_year: str = ""
    """Pattern of what may stand between a month and its year: "mayo de 2024"."""
    first: str = ""
    """Pattern of the word for the first day of a month."""
    year_sign: str = ""
    """Pattern of the sign behind a year: 年."""
    month_sign: str = ""
    """Pattern of the sign behind the number of a month: 月."""
    day_sign: str = ""
    """Pattern of the sign behind the number of a day: 日."""
    not_a_month: str = ""
    """Pattern of what follows a sign of a month that is a part of another word: 月曜 is a Monday."""
    business_year: str = ""
    """Pattern of the sign behind a business year: 年度."""
    eras: Mapping[str, int] = field(default_factory=_no_eras)
    """Names and letters of eras, with the year before their first one."""
    first_year: str = ""
    """Pattern of the sign for the first year of an era: 元."""
    month_first: bool = False
    """Whether 5/3/2025 may be the third of May as well as the fifth of March."""
    decade: str = ""
    """Pattern of what makes the year before it a decade: "1990s"."""
    before_a_decade: str = ""
    """Pattern of the word that makes the year behind it a decade: "années 1990"."""
    with_a_decade: str = ""
    """Pattern of the words before a decade whose sign is also that of a unit: "the 1990s" are no seconds."""
    listed_day: str = ""
    """Pattern of a day in a list whose sign is written once, as in 月・水・金曜日; JOINT stands for the signs between days."""
    listed_day_in_full: str = ""
    """How a day of such a list is written outside of it; {} stands for its sign."""
    before_an_hour: str = ""
    """Pattern of the place between a day of the week and an hour that would be read as one number: 星期二8点."""
    day_endings: Mapping[str, tuple[str, ...]] = field(default_factory=_no_forms)
    """Other forms of a part of the names of the days, by the form of CLDR: 星期 is also 周."""
    not_a_day: str = ""
    """Pattern of what follows a name of a day that is a part of another word: 每周三次 is three times a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWords:
    """What stands in and around times of the day."""

    morning: str = ""
    """Pattern of what says before a time that it is before noon."""
    evening: str = ""
    """Pattern of what says before a time that it is after noon."""
    hour: str = ""
    """Pattern of the sign between an hour and its minutes: "14 h 30"."""
    minute: str = ""
    """Pattern of the sign behind the minutes: 分."""
    half: str = ""
    """Pattern of the sign for half an hour behind the sign of the hour: 半."""
    full: str = ""
    """Pattern of the sign behind an hour without minutes: "14 Uhr"."""
    written: str = ""
    """Pattern of the word behind a time in digits: "14:30 Uhr"."""
    before_noon: str = ""
    """Pattern of the sign behind a time before noon: "a.m."."""
    after_noon: str = ""
    """Pattern of the sign behind a time after noon: "p.m."."""
    twelve_hours: bool = False
    """Whether 9:30 may be in the evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumeralWords:
    """What stands in and around numbers, and numerals that aren't digits."""

    negative: str
    """Pattern of what makes the number behind it negative: "minus"."""
    signs: Mapping[str, str] = field(default_factory=_no_values)
    """Numerals that aren't digits, by their value in digits, the usual one first: 三 is 3. Unicode lacks some of them."""
    unread: frozenset[str] = frozenset()
    """Numerals that CLDR has in its formats and that are left as they are, since they are also parts of names: 京."""
    counted: str = ""
    """Pattern of what follows numerals that count something: 三名."""
    surely_counted: str = ""
    """Pattern of what follows a single numeral that counts something although it is often a part of other words."""
    ten_minutes: str = ""
    """Pattern of what follows 十分 where it means ten minutes instead of "thoroughly"."""
    fraction: str = ""
    """Pattern of what stands between the denominator and the numerator of a fraction: 分の."""
    hundredths: str = ""
    """Pattern of what makes the number behind it a percentage: 100分之."""
    tenths: str = ""
    """Pattern of what makes the number before it tenths: 割."""
    decimal: str = ""
    """Pattern of the decimal sign between numerals: 点."""
    behind_decimals: str = ""
    """Pattern of what follows decimals, by which they aren't a time of the day."""
    nth: str = ""
    """Pattern of what makes the number behind it an ordinal: 第."""
    measure_word: str = ""
    """Pattern of what may stand between an ordinal and its noun: 个."""
    one: str = ""
    """Pattern of the article that also means one: "a half"."""
    point_or_comma: bool = False
    """Whether some countries write decimals with a comma and others with a point."""
