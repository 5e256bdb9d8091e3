"""The names of units and currencies of CLDR in a language, with their dimensions and conversion factors."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex
from babel import Locale, UnknownLocaleError
from babel.numbers import get_currency_precision

from ragassist.language.measures.characters import folded
from ragassist.language.measures.unit_table import CURRENCIES, SIGNS, SYMBOLS, UNITS
from ragassist.language.registry import FALLBACK, any_pack, built_once, packs

_FEWEST_LETTERS = 2
"""Fewest letters of a short name that isn't an international symbol: in CLDR, "m" is a month, a minute and a metre."""
_WORD = 3
"""Letters at the end of a name that make it a word, which has other forms; "°" and "km/h" have none."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A dimension or a currency, with the conversion factor of the unit."""

    dimension: str
    factor: Decimal = Decimal(1)


Names = dict[str, tuple[Unit, ...]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class UnitNames:
    """The names of units in a language: after a number, before it, or around it; and single words for two units."""

    behind: Names
    before: Names
    around: dict[str, tuple[tuple[str, Unit], ...]]
    """The parts before and after a number, the longest part after it first: 摂氏 20 度."""
    twice: Names
    pattern_behind: "regex.Pattern[str]"
    pattern_before: "regex.Pattern[str]"
    pattern_twice: "regex.Pattern[str] | None"


def unit_of(name: str) -> Unit:
    """Return the unit with a name of CLDR, or such as "currency-usd"."""
    if name.startswith("currency-"):
        return Unit(name.removeprefix("currency-").upper())
    dimension, factor = UNITS[name]
    return Unit(dimension, Decimal(factor))


@lru_cache(maxsize=16)
def names_of(language: str) -> UnitNames:
    """Return the names of units in a language; for a language that CLDR lacks, the international symbols."""
    behind: Names = {}
    before: Names = {}
    around: dict[str, tuple[tuple[str, Unit], ...]] = {}
    twice: Names = {}
    for symbol, name in SYMBOLS.items():
        _add(behind, symbol, unit_of(name))
    for sign, codes in SIGNS.items():
        for names in (behind, before):
            names[sign] = tuple(map(Unit, codes))
    for name, pattern in _patterns(language):
        head, slot, tail = (folded(part).strip() for part in pattern.partition("{0}"))
        unit = unit_of(name)
        if not slot:
            _add(twice, head, unit)
        elif head and tail:
            around[head] = tuple(sorted((*around.get(head, ()), (tail, unit)), key=lambda one: -len(one[0])))
        else:
            _add(behind if tail else before, tail or head, unit)
    for code, name in _currencies(language):
        _add(behind, folded(name), Unit(code))
        _add(before, folded(name), Unit(code))
    return UnitNames(
        behind=behind,
        before=before,
        around=around,
        twice=twice,
        pattern_behind=_behind(behind, language),
        pattern_before=_before((*before, *around)),
        pattern_twice=_twice(twice),
    )


@lru_cache(maxsize=16)
def units_alternation(language: str) -> str:
    """Return a pattern of the names of units that may follow a number in a language."""
    return rf"(?:{_alternation(names_of(language).behind)})(?!\p{{Latin}}|\p{{Arabic}})"


def decimals_of(currency: str) -> int:
    """Return the number of decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD."""
    return int(get_currency_precision(currency))


def _add(names: Names, name: str, unit: Unit) -> None:
    if name and unit not in names.get(name, ()):
        names[name] = (*names.get(name, ()), unit)


def locales(language: str) -> Iterator[Locale]:
    """Yield the locale of a language and those that its pack names."""
    pack = packs().get(language)
    for name in (language or FALLBACK, *(pack.locales if pack else ())):
        try:
            yield Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            return


def _patterns(language: str) -> Iterator[tuple[str, str]]:
    """Yield names of CLDR with patterns such as "{0} km"; those of the Arabic dual have no number."""
    pack = packs().get(language)
    for locale in locales(language):
        for name in UNITS:
            for pattern in _of_lengths(_data(locale, "unit_patterns").get(name, {})):
                yield from ((name, form) for form in (pattern, *_inflected(pattern)))
    for name, words in (pack.unit_words if pack else {}).items():
        yield from ((name, word if "{0}" in word else "{0} " + word) for word in words)


def _of_lengths(lengths: dict[str, dict[str, str]]) -> Iterator[str]:
    for length in ("long", "short"):
        for count, pattern in lengths.get(length, {}).items():
            bare = pattern.replace("{0}", "").strip(" .\u00a0\u202f")
            if count == "per" or (length == "short" and len(bare) < _FEWEST_LETTERS):
                continue
            if "{0}" in pattern or count == "two":
                yield pattern


@built_once
def _endings() -> dict[str, str]:
    return {ending: other for pack in packs().values() for ending, other in pack.unit_endings.items()}


def _inflected(pattern: str) -> Iterator[str]:
    """Yield the forms of a name with other endings, which CLDR lacks: the German dative (Tagen)."""
    for ending, other in _endings().items():
        if pattern.endswith(ending) and pattern[-_WORD:].isalpha():
            yield pattern.removesuffix(ending) + other


def _data(locale: Locale, key: str) -> dict[str, dict[str, dict[str, str]]]:
    data: dict[str, dict[str, dict[str, str]]] = locale._data[key]
    return data


def _currencies(language: str) -> Iterator[tuple[str, str]]:
    for code in CURRENCIES:
        yield code, code
    for locale in locales(language):
        for code in CURRENCIES:
            yield code, locale.currencies.get(code, code)
            yield from ((code, name) for name in locale._data["currency_names_plural"].get(code, {}).values())


def _alternation(names: "tuple[str, ...] | Names") -> str:
    return "|".join(sorted((regex.escape(name) for name in names), key=len, reverse=True))


def _behind(names: Names, language: str) -> "regex.Pattern[str]":
    """Return a pattern of a unit behind a number. In "de 1977 a 1982" the "a" is a word of a span, no ampere."""
    joint, pack = any_pack(lambda pack: pack.before_a_unit), packs().get(language)
    no_span = rf"(?!(?:{pack.dates.span})\s\d)" if pack else ""
    return regex.compile(
        rf"[\s\-\u2011]{{0,2}}{joint}?{no_span}(?:(?P<unit>{_alternation(names)}))(?![\p{{Latin}}\p{{Arabic}}²³])", regex.V1
    )


def _before(names: tuple[str, ...]) -> "regex.Pattern[str]":
    return regex.compile(rf"(?<![\p{{Latin}}\p{{Arabic}}])(?P<unit>{_alternation(names)})\s?$", regex.V1)


def _twice(names: Names) -> "regex.Pattern[str] | None":
    if not names:
        return None
    joined, article = any_pack(lambda pack: pack.proclitics), any_pack(lambda pack: pack.article)
    return regex.compile(rf"(?<!\w){joined}?{article}?(?P<unit>{_alternation(names)})(?!\w)")
