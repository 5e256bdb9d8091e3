"""Writes dates, amounts and durations of any language and spelling in one normal form."""

from decimal import Decimal

from ragassist.grounding.quantities import Quantity, measures_of_value
from ragassist.language.measures.dates import Date, Found
from ragassist.language.measures.unit_table import CURRENCIES
from ragassist.language.measures.units import Unit, decimals_of
from ragassist.language.registry import packs

_SIGN_OF = {
    "length": "m", "area": "m²", "volume": "m³", "mass": "g", "share": "%", "celsius": "°C", "fahrenheit": "°F", "kelvin": "K",
    "volt": "V", "ampere": "A", "bytes": "B", "power": "W", "frequency": "Hz", "pressure": "Pa",
}  # fmt: skip
"""The symbols of the base units to which `unit_table` converts."""
_SECONDS = (("D", 86400, 86400), ("TH", 3600, 900), ("TM", 60, 60), ("TS", 1, 1))
"""Units of a duration in ISO 8601: letters, length in seconds, and the step in seconds of amounts that are written in the
unit (38.5 hours are a multiple of a quarter of an hour)."""
_LEAST_GROUPED = 1000


def normal_form(value: str, language: str) -> str:
    """Return a date as 2025-03-01, an amount as "1250 EUR" or "1250 EUR/month", a duration as P3M.

    Return "" for a value that is none of these, states several of them, or is ambiguous.
    """
    found = measures_of_value(value, language)
    if len(found.dates) == 1 and not found.quantities:
        return _date(found.dates[0])
    if len(found.quantities) == 1 and not found.dates:
        return _quantity(found.quantities[0], language)
    return ""


def _date(found: Found) -> str:
    if len(found.readings) != 1:
        return ""
    (date,) = found.readings
    return _iso(date)


def _iso(date: Date) -> str:
    if date.year is None or date.month is None:
        return ""
    month = f"{date.year:04}-{date.month:02}"
    return month if date.day is None else f"{month}-{date.day:02}"


def _quantity(quantity: Quantity, language: str) -> str:
    unit = _unit(quantity.units, language)
    number = _value(quantity, unit) if unit else None
    if unit is None or number is None:
        return ""
    shown = _duration(number, unit) if unit.dimension in ("time", "months") else _amount(number, unit)
    return f"{shown}/{quantity.rate}" if shown and quantity.rate else shown


def _unit(units: tuple[Unit, ...], language: str) -> Unit | None:
    pack = packs().get(language)
    own = [unit for unit in units if pack and unit.dimension == pack.own_currency]
    fitting = own or list(units)
    return fitting[0] if len(fitting) == 1 else None


def _value(quantity: Quantity, unit: Unit) -> Decimal | None:
    """Return the only value. Of two readings of an amount of money, return the one with grouped thousands, because most
    currencies have two decimals.
    """
    values = sorted(quantity.values)
    if len(values) == 1:
        return values[0]
    few_decimals = unit.dimension in CURRENCIES and decimals_of(unit.dimension) < 3
    return values[-1] if few_decimals and values[-1] >= _LEAST_GROUPED else None


def _amount(value: Decimal, unit: Unit) -> str:
    if unit.dimension == "clock":
        return f"{int(value):02}:{int(value % 1 * 100):02}"
    sign = unit.dimension if unit.dimension in CURRENCIES else _SIGN_OF.get(unit.dimension, "")
    return f"{_plain(value * unit.factor)} {sign}" if sign else ""


def _duration(value: Decimal, unit: Unit) -> str:
    amount = value * unit.factor
    if unit.dimension == "months":
        return f"P{_plain(amount)}M"
    letters, size, _ = next((one for one in _SECONDS if amount % one[2] == 0), _SECONDS[-1])
    return f"P{letters[:-1]}{_plain(amount / size)}{letters[-1]}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
