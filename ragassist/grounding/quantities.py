"""Reads numbers, dates and units of a text as values, in any language, script and spelling."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import regex

from ragassist.language.measures.around_numbers import below_zero, decade, half, negative, rates
from ragassist.language.measures.characters import folded, plain
from ragassist.language.measures.clocks import clocks_taken_out
from ragassist.language.measures.dates import Date, Found, taken_out
from ragassist.language.measures.numerals import in_digits
from ragassist.language.measures.readings import readings, scaled
from ragassist.language.measures.unit_table import SIGNS
from ragassist.language.measures.units import Unit, names_of
from ragassist.language.measures.weekdays import apart_from_hours, counted_days_taken_out, weekdays

_NUMBER = regex.compile(
    r"(?<![\p{Latin}\d])(?<!\p{Latin}[-_])(?<!\d[.,])(?:\d{1,3}(?:[ '’]\d{3})+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫]\d+)*)"
    r"(?:\u20640\.\d+)?|\u20640\.\d+"
)
_ENUMERATION = regex.compile(r"(?m)^\s*\d{1,2}[.)]\s")
_SECTION = regex.compile(
    r"(?:\A|\n\s*\n|[.!?。！？]\s*\n)\s*\K(\d{1,2}\.\d{1,2})\.[^\S\n](?=\p{L}[^\n.!?。！？:：]{0,80}(?:\n|\Z))"
)
"""The number of a heading, a short line that no sentence and no label leads to: 12.3. Installation."""
_POWER = regex.compile(r"(?:(\d[\d.,]*)\s*[×x·*]\s*)?(?<!\d)10\^([-+]?\d{1,2})(?!\d)")
_DIAL = regex.compile(r"(?<![\p{Latin}\d.,])(?:\+\d|\(?0\d)[\d\s()/\-.]{5,}\d")
_FEWEST_DIALLED = 7
_WINDOW = 24
"""Number of characters before a number in which its unit is looked for."""
_HOUR_S = 3_600


_BY_CLOCK, _OF_A_CODE, _OF_A_MONTH, _OF_A_SECTION = ((Unit(of),) for of in ("clock", "code", "weekday of a month", "section"))
_CODE = regex.compile(r"\p{Latin}[-_]?(\d{3,})(?![\d\p{Latin}])")
"""The number of a code, which a claim may say alone: "file 40718" for MZ-40718."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a text states.

    `values` are its readings, more than one where its separators are ambiguous; `units` the units it may be in, empty where
    the text names none; `rate` the period that it is for ("month"), or "".
    """

    values: frozenset[Decimal]
    units: tuple[Unit, ...] = ()
    rate: str = ""

    def says(self, other: "Quantity") -> bool:
        """Whether another quantity may be the same. A quantity without a unit may be in any unit."""
        if self.rate and other.rate and self.rate != other.rate:
            return False
        if not self.units or not other.units:
            if _OF_A_MONTH in (self.units, other.units):
                return False  # the first Monday isn't the first
            return bool(self._plain_values() & other._plain_values())
        return bool(self._amounts() & other._amounts())

    def _plain_values(self) -> set[Decimal]:
        """Return the values, also as another text may write them without a unit.

        "From 9 to 17" may mean 9:00, and "a quarter" 25 %.
        """
        if self.units == _BY_CLOCK:
            return {*self.values, *(Decimal(int(value)) for value in self.values)}
        if any(unit.dimension == "share" for unit in self.units):
            return {*self.values, *(value / 100 for value in self.values)}
        return set(self.values)

    def _amounts(self) -> set[tuple[str, Decimal]]:
        if self.units == _BY_CLOCK:  # "à 15 h" may be a time or a length of time
            hours = {("time", (value * _HOUR_S).normalize()) for value in self.values if value == int(value)}
            return {("clock", value.normalize()) for value in self.values} | hours
        return {(unit.dimension, (value * unit.factor).normalize()) for value in self.values for unit in self.units}


@dataclass(frozen=True, slots=True)
class Measures:
    """The quantities, dates, weekdays and telephone numbers (`dialled`, digits only) of a text."""

    quantities: tuple[Quantity, ...]
    dates: tuple[Found, ...]
    dialled: frozenset[str] = frozenset()
    weekdays: frozenset[int] = frozenset()

    def missing(self, known: "Measures") -> Iterator[Quantity | Found | str | int]:
        """Yield the values of this text that another text, `known`, doesn't hold."""
        yield from (number for number in self.dialled if not any(number in other for other in known.dialled))
        yield from self.weekdays - known.weekdays
        yield from (found for found in self.dates if not known.has_date(found))
        yield from (quantity for quantity in self.quantities if not known.has(quantity))

    def count(self) -> int:
        """Return the number of quantities, dates, weekdays and telephone numbers."""
        return len(self.quantities) + len(self.dates) + len(self.dialled) + len(self.weekdays)

    def without(self, asked: "Measures") -> "Measures":
        """Return the values that the question doesn't hold."""
        return Measures(
            tuple(quantity for quantity in self.quantities if quantity not in asked.quantities),
            tuple(found for found in self.dates if found not in asked.dates),
            self.dialled - asked.dialled,
            self.weekdays - asked.weekdays,
        )

    def has(self, quantity: Quantity) -> bool:
        """Whether a quantity is among the quantities, or is a part of one of the dates."""
        if any(quantity.says(own) for own in self.quantities):
            return True
        if quantity.units and quantity.values == {Decimal(1)} and not self._measures_like(quantity):
            return True  # "an hour" says no number
        parts = {part for found in self.dates for date in found.readings for part in (date.year, date.month, date.day)}
        return any(int(value) in parts for value in quantity.values if value == int(value))

    def _measures_like(self, quantity: Quantity) -> bool:
        dimensions = {unit.dimension for unit in quantity.units}
        return any(unit.dimension in dimensions for own in self.quantities for unit in own.units)

    def has_date(self, found: Found) -> bool:
        """Whether a date agrees with one of the dates, and the text holds elsewhere the parts that this one leaves out."""
        return any(self._holds(wanted, own) for wanted in found.readings for other in self.dates for own in other.readings)

    def _holds(self, wanted: Date, own: Date) -> bool:
        if not wanted.fits(own):
            return False
        left = [w for w, o in ((wanted.year, own.year), (wanted.day, own.day), (wanted.month, own.month)) if o is None and w]
        return all(self.has(Quantity(frozenset((Decimal(part),)))) for part in left)


@lru_cache(maxsize=2_048)
def measures(text: str, language: str, *, strict: bool = False) -> Measures:
    """Return the values of a text in a language; `strict` is passed to `numerals.in_digits`."""
    text = _ENUMERATION.sub(" ", plain(text))
    text = folded(_powers(text))
    days = weekdays(text, language)  # 周三 is Wednesday, not 周 and a three
    text, counted = counted_days_taken_out(text, language)
    text = folded(in_digits(scaled(apart_from_hours(text), language), language, strict=strict))
    text, dates = taken_out(text, language)
    text, sections = _SECTION.sub(" ", text), _SECTION.findall(text)
    text, dialled = _dialled(text)
    text, clocks = _clocks(text, language)
    codes = () if strict else (Quantity(frozenset((Decimal(digits),)), _OF_A_CODE) for digits in _CODE.findall(text))
    nths = (Quantity(frozenset((Decimal(number),)), _OF_A_MONTH) for number in counted)
    headings = (Quantity(frozenset((Decimal(number),)), _OF_A_SECTION) for number in sections)
    quantities = (*clocks, *_quantities(text, language), *_twice(text, language), *codes, *nths, *headings)
    return Measures(quantities, tuple(dates), frozenset(dialled), days)


def measures_of_value(value: str, language: str) -> Measures:
    """Return the measures of a text that is only a value, as in a cell: "1. März" isn't taken for an item of a list."""
    return measures(f": {value}", language)


def _powers(text: str) -> str:
    def written(found: "regex.Match[str]") -> str:
        try:
            value = Decimal((found[1] or "1").replace(",", ".")) * Decimal(10) ** int(found[2])
        except InvalidOperation:
            return found[0]  # digits with two points
        return f"{value:f}"

    return str(_POWER.sub(written, text))


def _dialled(text: str) -> tuple[str, list[str]]:
    numbers: list[str] = []

    def take(found: "regex.Match[str]") -> str:
        digits = "".join(filter(str.isdigit, found[0]))
        if len(digits) < _FEWEST_DIALLED:
            return found[0]
        numbers.append(digits)
        return " "

    return str(_DIAL.sub(take, text)), numbers


def _clocks(text: str, language: str) -> tuple[str, list[Quantity]]:
    """Take the times of the day out: 14:30 is 14.30 in the unit "clock"."""
    rest, times = clocks_taken_out(text, language)
    return rest, [Quantity(frozenset(values), _BY_CLOCK) for values in times]


def _quantities(text: str, language: str) -> Iterator[Quantity]:
    for found in _NUMBER.finditer(text):
        units, end = _units(text, found, language)
        values = readings(found[0], language)
        if half(language).match(text, end):
            values = {value + Decimal("0.5") for value in values}
        if negative().search(text, max(0, found.start() - 8), found.start()) or below_zero(language).match(text, end):
            values = {-value for value in values}
        yield Quantity(frozenset(values), units, _rate(text, found.start(), end, language))


def _units(text: str, found: "regex.Match[str]", language: str) -> tuple[tuple[Unit, ...], int]:
    """Return the units before or after a number, and the position after them."""
    names, end = names_of(language), found.end()
    before = names.pattern_before.search(text[max(0, found.start() - _WINDOW) : found.start()])
    if before and before["unit"] in names.around:
        for tail, unit in names.around[before["unit"]]:
            if text[end:].lstrip().startswith(tail):
                return (unit,), end + len(tail)
    if before and before["unit"] in SIGNS and before.end() == len(before.string) and before[0] == before["unit"]:
        return names.before[before["unit"]], end  # "€12 a day" says no amperes
    behind = names.pattern_behind.match(text, end)
    if behind and not decade().match(text, found.start()):
        return names.behind[behind["unit"]], behind.end()
    return (names.before.get(before["unit"], ()) if before else ()), end


def _twice(text: str, language: str) -> Iterator[Quantity]:
    """Yield quantities in the Arabic dual, which says "two hours" in one word."""
    names = names_of(language)
    if names.pattern_twice:
        for found in names.pattern_twice.finditer(text):
            more = Decimal("0.5") if half(language).match(text, found.end()) else Decimal(0)
            yield Quantity(frozenset((2 + more,)), names.twice[found["unit"]])


def _rate(text: str, start: int, end: int, language: str) -> str:
    behind, before = text[end : end + _WINDOW], text[max(0, start - _WINDOW) : start]
    patterns = rates(language).items()
    found = next((name for name, (after, _) in patterns if after.match(behind)), "")
    return found or next((name for name, (_, ahead) in patterns if ahead.search(before)), "")
