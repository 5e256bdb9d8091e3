"""What stands around a number and changes it: a sign, "and a half", the degrees of frost, "per hour"."""

from functools import lru_cache

import regex

from ragassist.language.registry import FALLBACK, NEVER, any_pack, built_once, packs

_RATES = ("hour", "day", "night", "week", "month", "year")


@built_once
def negative() -> "regex.Pattern[str]":
    """Return the pattern of the end of a text behind which a number is negative."""
    return regex.compile(rf"(?:^|(?<=[\s(:]))[-−]$|{any_pack(lambda pack: pack.numerals.negative)}\s?$")


@built_once
def decade() -> "regex.Pattern[str]":
    """Return the pattern of the 1990s, which are no seconds; "a timeout of 1500s" has some."""
    with_it, of_decade = any_pack(lambda pack: pack.dates.with_a_decade), any_pack(lambda pack: pack.dates.decade)
    return regex.compile(rf"(?<=\b{with_it}[\s-])(?:1\d|20)\d0{of_decade}", regex.IGNORECASE)


@lru_cache(maxsize=16)
def below_zero(language: str) -> "regex.Pattern[str]":
    """Return the pattern of what makes the degrees before it negative; "3 below 0.5" is no frost."""
    pack = packs().get(language)
    return regex.compile(rf"\s?(?:{pack.below_zero})\b(?![.,]\d)" if pack and pack.below_zero else NEVER)


@lru_cache(maxsize=16)
def half(language: str) -> "regex.Pattern[str]":
    """Return the pattern of "and a half" after a unit."""
    pack = packs().get(language)
    return regex.compile(rf"\s?(?:{pack.and_a_half})" if pack and pack.and_a_half else NEVER)


@lru_cache(maxsize=16)
def rates(language: str) -> dict[str, tuple["regex.Pattern[str]", "regex.Pattern[str]"]]:
    """Return the patterns of "per hour" behind and before a number, by the name of the period."""
    pack = packs().get(language) or packs()[FALLBACK]
    patterns = {name: pack.rates.get(name, NEVER) for name in _RATES}
    joined = "|".join(map(regex.escape, sorted(pack.joining)))
    counted = rf"(?:(?!(?:{joined})\s)[^\s\d.,;،、，。]+\s){{0,3}}?"  # 1.8 kg "of pellets" an hour
    return {
        name: (
            regex.compile(rf"(?:[\s,]*|\s{counted})(?:{of})"),
            regex.compile(rf"(?<!\d[^,;、，。]{{0,12}})(?:{of})[^\d.,;،、，。]{{0,12}}$"),
        )
        for name, of in patterns.items()
    }
