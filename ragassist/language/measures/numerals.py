"""Writes numbers in words, Han or Hangul as digits."""

from functools import lru_cache
from math import gcd

import regex
from text_to_num import alpha2digit

from ragassist.language.measures.characters import folded
from ragassist.language.measures.numeral_signs import divided, signs_in_digits, signs_of
from ragassist.language.measures.units import units_alternation
from ragassist.language.registry import any_pack, built_once, packs

_SPELLED = frozenset(("en", "fr", "es", "de", "it", "pt", "nl", "da"))
"""Languages whose number words text2num knows."""
_FROM_TWO = 1.5
"""Least value of a single number word if `strict`, since "one of them" and "une" don't count anything."""
_LARGE = 1000
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def in_digits(text: str, language: str, *, strict: bool) -> str:
    """Return a plain text with number words and numerals as digits.

    If `strict`, a character such as 三 is a number only if it counts something, since 三浦 is a name.
    """
    text = _halves(_fractions(_joined(_amounts(_roman(text, language), language), language, strict=strict), language), language)
    if language in _SPELLED:
        return _with_halves(str(alpha2digit(text, language, _FROM_TWO if strict else 0)), language)
    text = signs_in_digits(_in_words(text, language), language, strict=strict)
    return divided(_with_halves(text, language))


def _amounts(text: str, language: str) -> str:
    """Return a folded text with words for a number of days in digits: 사흘 is 3일."""
    pack = packs().get(language)
    for amount, words in (pack.amounts if pack else {}).items():
        text = regex.sub(rf"(?<![\p{{L}}\d])(?:{'|'.join(words)})", amount, text)
    return text


def _roman(text: str, language: str) -> str:
    """Return a folded text with the Roman numbers of centuries in digits: the xixe siècle is the 19e."""
    pack = packs().get(language)
    if not pack or not pack.roman:
        return text
    return str(
        regex.sub(pack.roman.replace("ROMAN", r"(?<!\p{L})(?P<roman>[ivxl]+)"), lambda found: _of_roman(found["roman"]), text)
    )


def _of_roman(letters: str) -> str:
    values = [_ROMAN[letter] for letter in letters]
    return str(sum(-value if value < max(values[at:]) else value for at, value in enumerate(values)))


def _joined(text: str, language: str, *, strict: bool) -> str:
    """Return a folded text with the endings set apart that a language joins to number words: dreitägig is 3 tage."""
    pack = packs().get(language)
    for ending, written in (pack.number_endings if pack else {}).items():

        def apart(found: "regex.Match[str]", written: str = written) -> str:
            least = _FROM_TWO if strict and written.startswith(" ") else 0
            number = alpha2digit(found["number"], language, least)
            return f"{number}{written}" if number.isdecimal() else found[0]

        text = str(regex.sub(rf"(?<![\p{{L}}\d])(?P<number>\d+|\p{{L}}+?)-?(?:{ending})(?!\p{{L}})", apart, text))
    return text


@built_once
def _one() -> "regex.Pattern[str]":
    return regex.compile(rf"^{any_pack(lambda pack: pack.numerals.one)}$")


def _fractions(text: str, language: str) -> str:
    """Return a folded text with fractions in words as decimals: "two thirds of" is 0.666667."""
    pack = packs().get(language)
    for denominator, part in (pack.fractions if pack else {}).items():

        def written(found: "regex.Match[str]", of: int = int(denominator)) -> str:
            number = alpha2digit(_one().sub("1", found["number"]), language, 0)
            # "Two quarters of growth" is half a year.
            is_share = number.isdecimal() and 0 < int(number) < of and gcd(int(number), of) == 1
            return f"{int(number) / of:.6g}" if is_share else found[0]

        text = str(regex.sub(rf"(?<![\p{{L}}\d.,])(?P<number>\d|\p{{L}}+) (?:{part})(?!\p{{L}})", written, text))
    return text


def _with_halves(text: str, language: str) -> str:
    """Return a text in digits with "2 and a half hours" as 2.5."""
    pack = packs().get(language)
    if not pack:
        return text
    if pack.and_a_half:
        text = str(_one_and_a_half(language).sub(r"1.5 \g<unit>", text))
    if not pack.half_between:
        return text
    text = str(regex.sub(rf"{signs_of(1)}(?={pack.half_between})", "1", text))
    return str(regex.sub(rf"(?<=\d)(?:{pack.half_between})(?=\s?(?:{units_alternation(language)}))", "\u20640.5", text))


@lru_cache(maxsize=16)
def _one_and_a_half(language: str) -> "regex.Pattern[str]":
    """Return a pattern of "an hour and a half", in which no number stands before the unit."""
    unit, joined = rf"(?P<unit>{units_alternation(language)})", any_pack(lambda pack: pack.proclitics)
    half = packs()[language].and_a_half
    return regex.compile(rf"(?:{signs_of(1)}|(?<![\p{{L}}\d.,]|\d ){joined}?){unit} ?(?:{half})(?!\p{{Latin}}|\p{{Arabic}})")


@built_once
def _measure_word() -> str:
    return any_pack(lambda pack: pack.numerals.measure_word)


def _halves(text: str, language: str) -> str:
    """Return a folded text with "half a" before a unit as 0.5."""
    pack = packs().get(language)
    if not pack or not pack.half:
        return text
    return str(
        regex.sub(
            rf"(?<!\p{{Latin}}|\d|{_measure_word()})(?:{pack.half})(?=\s?(?:{units_alternation(language)}))", "0.5 ", text
        )
    )


@lru_cache(maxsize=16)
def _words_of(language: str) -> tuple[dict[str, int], "regex.Pattern[str] | None"]:
    """Return the values of the number words in a language's pack, and the pattern of a sequence of number words."""
    pack = packs().get(language)
    values = {folded(word): int(value) for value, words in pack.number_words.items() for word in words} if pack else {}
    if not pack or not values:
        return {}, None
    one = "|".join(sorted(map(regex.escape, values), key=len, reverse=True))
    joint, joined = pack.number_joint, any_pack(lambda one: one.proclitics)
    after = f"(?={pack.counters})" if pack.counters else r"(?!\w)"
    return values, regex.compile(rf"(?<!\w)(?P<joint>{joined}?)(?P<words>(?:{one})(?:{joint}(?:{one}))*){after}")


def _in_words(text: str, language: str) -> str:
    values, pattern = _words_of(language)
    if pattern is None:
        return text
    one = regex.compile("|".join(sorted(map(regex.escape, values), key=len, reverse=True)))
    is_counted = bool(packs()[language].counters)

    def written(found: "regex.Match[str]") -> str:
        parts = [values[word] for word in one.findall(found["words"])]
        return found["joint"] + _sum(parts) if is_counted or parts != [1] else found[0]  # "one of them" counts nothing

    return str(pattern.sub(written, text))


def _sum(parts: list[int]) -> str:
    """Return the value of a sequence of number words: thousands and more multiply what is before them, others are added."""
    total = current = 0
    for value in parts:
        if value >= _LARGE and value % _LARGE == 0:
            one = value // 2 if current and str(value).startswith("2") else value  # a dual isn't counted: ألفا is also 1,000
            total, current = total + (current or 1) * one, 0
        elif value == 100 and 0 < current < 10:
            current *= value
        else:
            current += value
    return str(total + current)
