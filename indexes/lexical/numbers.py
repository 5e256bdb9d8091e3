"""Turns different spellings of a number into one term: 1250000, 1.250.000, 1,250,000, 1'250'000 and 125万; 9,90 and 9.90."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import regex

_GROUPED = r"[0-9]{1,3}(?P<sign>[.,'’ ])[0-9]{3}(?:(?P=sign)[0-9]{3})*(?:(?!(?P=sign))[.,][0-9]{1,4})?"
_DECIMAL = r"[0-9]{1,15}[.,][0-9]{1,6}"
_MANY = regex.compile(r"(?P<number>[0-9]{1,12}(?:[.,][0-9]{1,4})?)(?P<unit>[万亿만억])")
_NUMBER = regex.compile(rf"(?<![0-9.,])(?:{_GROUPED}|{_DECIMAL})(?![.,'’]?[0-9])")
_ALONE = regex.compile(r"[0-9]{1,3}[.,][0-9]{3}")
"""One separator before three digits is ambiguous: 1.250 is 1250 in German and 1.25 in English."""
_UNITS = {"万": 10**4, "亿": 10**8, "만": 10**4, "억": 10**8}
_LONGEST = 18
"""Most digits of a number; longer runs are account numbers and the like."""


def number_terms(folded: str) -> Iterator[str]:
    """Yield a term for each number in a folded text that has separators or a unit of ten thousands.

    The term of a whole number is its digits, like the term of a number without separators. Other numbers have a point and no
    zeros at the end. An ambiguous number has a term for each reading.
    """
    for found in _NUMBER.finditer(folded):
        yield from readings(found[0])
    for found in _MANY.finditer(folded):
        if term := _plain(found["number"].replace(",", "."), _UNITS[found["unit"]]):
            yield term


def readings(written: str) -> list[str]:
    """Return the terms of a written number with thousands separators, a decimal separator, or both."""
    digits = [part for part in regex.split(r"[^0-9]", written) if part]
    *whole, last = digits
    signs = regex.sub(r"[0-9]", "", written)
    grouped = len(last) == 3 and len(set(signs)) == 1 and signs not in ("",)
    found = [_plain("".join(digits))] if grouped else []
    if not grouped or _ALONE.fullmatch(written):
        found.append(_plain("".join(whole) + "." + last))
    return [term for term in found if term]


def without_numbers(folded: str) -> str:
    """Return a folded text without the numbers that `number_terms` finds, because their parts have no meaning alone."""
    return _NUMBER.sub(" ", folded)


def _plain(number: str, times: int = 1) -> str:
    """Return a number without zeros at its ends, "" if it is too long."""
    if len(number) > _LONGEST:
        return ""
    try:
        value = Decimal(number) * times
    except InvalidOperation:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
