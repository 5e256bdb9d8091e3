"""Values of a claim that follow from its other values: "from 1977 to 1982, so five years"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from ragassist.grounding.quantities import Measures, Quantity
from ragassist.language.measures.dates import Date

_YEARS = range(1000, 3000)
_MONTHS_A_YEAR = 12
_DAY_S = 86_400


def without_differences(claimed: Measures) -> Measures:
    """Return the measures of a claim without each length of time that is the difference of two of its years or dates.

    A source confirms such a length by the two years or dates.
    """
    lengths = set(_lengths(claimed))
    return replace(claimed, quantities=tuple(q for q in claimed.quantities if not _amounts(q) & lengths))


def _lengths(claimed: Measures) -> Iterator[tuple[str, int]]:
    """Yield the differences between years in months and between dates in seconds, as amounts of these dimensions."""
    for first, second in combinations(sorted(_years(claimed)), 2):
        yield "months", (second - first) * _MONTHS_A_YEAR
    dates = sorted(day for found in claimed.dates for reading in found.readings if (day := _day(reading)))
    for first_day, second_day in combinations(dates, 2):
        yield "time", (second_day - first_day).days * _DAY_S


def _years(claimed: Measures) -> set[int]:
    """Return the years of dates, and the numbers without another unit (1977, 1977年) that may be years: 1500 euros are none."""
    bare = (quantity for quantity in claimed.quantities if all(unit.dimension == "months" for unit in quantity.units))
    values = {int(value) for quantity in bare for value in quantity.values if value == int(value)}
    dated = {reading.year for found in claimed.dates for reading in found.readings if reading.year}
    return {value for value in values | dated if value in _YEARS}


def _day(reading: Date) -> date | None:
    if reading.year is None or reading.month is None or reading.day is None:
        return None
    try:
        return date(reading.year, reading.month, reading.day)
    except ValueError:
        return None


def _amounts(quantity: Quantity) -> set[tuple[str, int]]:
    return {
        (unit.dimension, int(value * unit.factor))
        for value in quantity.values
        for unit in quantity.units
        if value * unit.factor % 1 == 0
    }
