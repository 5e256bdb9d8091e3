"""The possible values of a number in digits, by the separators of a language, and words such as "thousand" and "million"."""

from decimal import Decimal
from functools import lru_cache

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.measures.units import locales
from ragassist.language.registry import built_once, packs

_GROUP = 3
_LARGE = 1_000
_FEWEST_LETTERS = 2
_SHORT = {"k": Decimal(10**3), "m": Decimal(10**6), "bn": Decimal(10**9), "md": Decimal(10**9), "tn": Decimal(10**12)}
"""Letters for large amounts of money, which mean metres or kelvins behind other numbers."""
_MONEY = regex.compile(
    r"(?<=(?:[$€£¥₩₹₺]|\b(?:us\$|usd|eur|gbp|chf)) ?)(?P<number>\d+(?:[.,]\d+)*) ?(?P<scale>k|m|bn|tn)(?![\p{L}²³/])"
    r"|(?<![\p{L}\d.,])(?P<number>\d+(?:[.,]\d+)*) ?(?P<scale>k|m|md)(?= ?[$€£])"
)


def readings(number: str, language: str) -> set[Decimal]:
    """Return the possible values of digits with separators: "1.500" is 1500 in German, 1.5 in English, either in Spanish."""
    number, _, half = number.partition("\u2064")
    digits = number.replace(" ", "").replace("'", "").replace("’", "")
    extra = Decimal(half or 0)
    return {value + extra for value in _readings(digits or "0", language)}


def _readings(digits: str, language: str) -> set[Decimal]:
    digits = digits.replace("٬", "")
    if digits.count("٫") == 1:
        return {Decimal(digits.replace(",", "").replace(".", "").replace("٫", "."))}
    digits = digits.replace("٫", ".")  # two of them separate the parts of a version: ٥٫٣٫٢
    marks = [char for char in digits if char in ".,"]
    if not marks:
        return {Decimal(digits)}
    whole, fraction = digits.rsplit(marks[-1], 1)
    decimal = Decimal(f"{whole.replace('.', '').replace(',', '') or '0'}.{fraction}")
    grouped = Decimal(digits.replace(".", "").replace(",", ""))
    if len(set(marks)) > 1:
        return {decimal}
    if len(marks) > 1:
        return {grouped}
    if len(fraction) != _GROUP or len(whole) > _GROUP or whole == "0":
        return {decimal}
    if _has_either_mark(language):
        return {decimal, grouped}
    return {decimal} if marks[0] == _decimal_mark(language) else {grouped}


def _has_either_mark(language: str) -> bool:
    """Whether the decimal mark is a comma in some countries and a point in others, or the language isn't known."""
    pack = packs().get(language)
    return not language or (pack is not None and pack.numerals.point_or_comma)


@lru_cache(maxsize=16)
def _decimal_mark(language: str) -> str:
    for locale in locales(language):
        return str(locale.number_symbols["latn"]["decimal"])
    return "."


def scaled(text: str, language: str) -> str:
    """Return a folded text with "3.5 million" as 3500000."""
    pattern, powers = _scales(language)
    text = str(_MONEY.sub(lambda found: f"{_times(found['number'], _SHORT[found['scale'].strip()], language)}", text))

    def written(found: "regex.Match[str]") -> str:
        return _times(found["number"], powers[found["scale"]], language)

    return str(pattern.sub(written, text)) if pattern else text


def _times(number: str, power: Decimal, language: str) -> str:
    value = f"{max(readings(number, language)) * power:f}"
    return value.rstrip("0").rstrip(".") if "." in value else value


@lru_cache(maxsize=16)
def _scales(language: str) -> tuple["regex.Pattern[str] | None", dict[str, Decimal]]:
    """Return the words for large numbers in CLDR's compact formats, except single letters such as K."""
    powers: dict[str, Decimal] = {}
    for locale in locales(language):
        for length in ("long", "short"):
            for formats in locale.compact_decimal_formats[length].values():
                powers |= dict(_powers(formats))
    if not powers:
        return None, {}
    words = "|".join(sorted(map(regex.escape, powers), key=len, reverse=True))
    # It starts only where a number does, and takes the whole of it, so that the time grows no faster than a row of digits.
    number = r"(?<!\d)(?<!\d[.,٫])(?P<number>\d++(?:[.,٫]\d++)*+)"
    return regex.compile(rf"{number}\s?(?P<scale>{words})(?!\p{{Latin}}|\p{{Arabic}})\.?"), powers


def _powers(formats: "dict[str, object]") -> "list[tuple[str, Decimal]]":
    found = []
    for size, pattern in formats.items():
        shown = str(getattr(pattern, "pattern", pattern)).replace("'", "")
        zeros = shown.count("0")
        word = folded(shown.replace("0", "")).strip(" .\u00a0")
        latin = word.isascii()
        if word and _large_numerals().issuperset(word):
            continue  # `numerals` reads them together with what follows: 3万5千
        if len(word) >= _FEWEST_LETTERS or (word and not latin):
            found.append((word, Decimal(size) / Decimal(10) ** (zeros - 1)))
    return found


@built_once
def _large_numerals() -> frozenset[str]:
    """Return the numerals for a thousand and more that aren't digits."""
    every = [pack.numerals for pack in packs().values()]
    large = (sign for one in every for value, signs in one.signs.items() if int(value) >= _LARGE for sign in signs)
    return frozenset(large).union(*(one.unread for one in every))
