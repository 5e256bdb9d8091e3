"""Writes numerals of Han and Hangul, and fractions of them, as digits."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from ragassist.language.registry import NEVER, any_pack, built_once, packs

_HAN, _HANGUL = "Hani", "Hang"
"""Scripts with numerals of their own. Those of Han are read in texts of any language."""
_TEN, _HUNDRED, _THOUSAND, _MYRIAD, _TRILLION = 10, 100, 1_000, 10_000, 10**12
_FEWEST_OF_A_YEAR = 4
_TOKEN = regex.compile(r"\d[\d.,]*|\S")
_NO_NUMBER = regex.compile(r"\d[\d,]*\.[\d,]*\.")
"""The beginning of a run with two points, such as the number of a section in 3.2.1一般要求."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numerals:
    """The numerals of all packs by value, and the patterns of numbers that are written with them."""

    values: dict[str, int]
    one: str
    """The usual Han numeral for one, which is also a part of many words."""
    han: "regex.Pattern[str]"
    han_fraction: "regex.Pattern[str]"
    tenths: "regex.Pattern[str]"
    decimal: "regex.Pattern[str]"
    """Decimals in numerals, as a percentage or before a unit: 三点二十分 is a time."""
    hangul: "regex.Pattern[str]"
    fraction: "regex.Pattern[str]"
    hundredths: "regex.Pattern[str]"
    blank_before_large: "regex.Pattern[str]"
    """The blank between digits and a numeral from ten thousand on: 23 万 and 5 만 원, but not 3 만남, 第 3 亿 and 7 兆赫."""
    thoroughly: "regex.Pattern[str]"
    """The sign for ten with that for a minute where both mean "thoroughly"."""


def signs_in_digits(text: str, language: str, *, strict: bool) -> str:
    """Return a plain text with its numerals as digits; `strict` as in `numerals.in_digits`."""
    numerals = _numerals()
    text = numerals.blank_before_large.sub("", text)
    text = numerals.tenths.sub(lambda found: f"{run_value(found[1])}0%", text)
    text = numerals.decimal.sub(lambda found: f"{run_value(found[1])}.{''.join(map(run_value, found[2]))}", text)
    text = numerals.han_fraction.sub(lambda found: f"{run_value(found[1])}{found[2]}{run_value(found[3])}", text)
    if language in packs() and packs()[language].scripts[0] == _HANGUL:
        text = numerals.hangul.sub(lambda found: _counted_hangul(found, strict=strict), text)
    text = numerals.han.sub(lambda found: _counted_han(found, strict=strict), text)
    return str(numerals.hundredths.sub(r"\1%", text))


def divided(text: str) -> str:
    """Return a text in digits with fractions such as 3分之2 as decimals."""

    def quotient(found: "regex.Match[str]") -> str:
        return f"{float(found[2]) / float(found[1]):.6g}" if int(found[1]) else found[0]

    return str(_numerals().fraction.sub(quotient, text))


def signs_of(value: int) -> str:
    """Return a pattern of the Han numerals of a value."""
    return _one_of({sign: own for sign, own in _han_values().items() if own == value})


@built_once
def _han_values() -> dict[str, int]:
    return _values(_HAN)


def run_value(run: str) -> str:
    """Return the value of a run of Han or Hangul numerals and digits in digits: 三万二千, 3억 5천만, 二〇二四."""
    values = _numerals().values
    total = section = Decimal(0)
    current: Decimal | None = None
    for token in _TOKEN.findall(run):
        value = values.get(token)
        if value is None:
            current = _decimal(token)
        elif value >= _MYRIAD:
            total += ((section + (current or 0)) or 1) * value
            section, current = Decimal(0), None
        elif value >= _TEN:
            section += (1 if current is None else current) * value
            current = None
        else:
            current = (current or Decimal(0)) * 10 + value
    return f"{(total + section + (current or 0)).normalize():f}"


def _decimal(token: str) -> Decimal:
    return Decimal(token.replace(",", "").rstrip(".") or "0")


@built_once
def _numerals() -> _Numerals:
    han, hangul = _values(_HAN), _values(_HANGUL)
    sign, large = _one_of(han), _one_of(han, _THOUSAND)
    joint, percent = any_pack(lambda pack: pack.numerals.fraction), any_pack(lambda pack: pack.numerals.hundredths)
    digit, point = (
        f"[{''.join(sign for sign, value in han.items() if value < _TEN)}]",
        any_pack(lambda pack: pack.numerals.decimal),
    )
    decimal, behind = rf"({sign}+){point}({digit}+)", any_pack(lambda pack: pack.numerals.behind_decimals)
    minute, minutes = any_pack(lambda pack: pack.clock.minute), any_pack(lambda pack: pack.numerals.ten_minutes)
    return _Numerals(
        values={**han, **hangul},
        one=next((numeral for numeral, value in han.items() if value == 1), ""),
        han=regex.compile(rf"(?:\d[\d.,]*)?{sign}(?:{sign}|(?<={large})\d[\d,]*)*"),
        han_fraction=regex.compile(rf"({sign}+)({joint})({sign}+)"),
        tenths=regex.compile(rf"(?<!{sign}|\d)({digit}|[1-9]){any_pack(lambda pack: pack.numerals.tenths)}"),
        decimal=regex.compile(rf"(?|{signs_of(_HUNDRED)}{joint}\K{decimal}|{decimal}(?={behind}))"),
        hangul=_hangul_run(hangul),
        fraction=regex.compile(rf"(?<!\d)(\d{{1,15}})\s?{joint}\s?(\d{{1,15}})(?!\d)"),
        hundredths=regex.compile(rf"{percent}(\d+(?:\.\d+)?)"),
        blank_before_large=_blank_before_large(han, hangul),
        thoroughly=regex.compile(rf"{signs_of(_TEN)}{minute}(?!{minutes})"),
    )


def _values(script: str) -> dict[str, int]:
    """Return the numerals of a script with their values."""
    of_script = (pack.numerals.signs for pack in packs().values() if script in pack.scripts)
    return {sign: int(value) for signs in of_script for value, alike in signs.items() for sign in alike}


def _one_of(values: Mapping[str, int], least: int = 0) -> str:
    """Return a pattern of one of the numerals from a value on."""
    return f"[{''.join(sign for sign, value in values.items() if value >= least)}]" if values else NEVER


def _blank_before_large(han: Mapping[str, int], hangul: Mapping[str, int]) -> "regex.Pattern[str]":
    """Return the pattern of a blank within a number.

    From 10¹² on the sign has to count something that is named: 조 is also an article and a group, 兆 a part of units.
    """
    surely = f"(?: ?(?:{any_pack(lambda pack: pack.numerals.surely_counted)}))"
    ordinal = f"(?:{any_pack(lambda pack: pack.numerals.nth)})"
    largest = _one_of({**han, **hangul}, _TRILLION)
    of_han, of_hangul = (
        _one_of({sign: value for sign, value in own.items() if value < _TRILLION}, _MYRIAD) for own in (han, hangul)
    )
    return regex.compile(
        rf"(?<=\d)(?<!{ordinal}\s?\d{{1,9}}) (?=(?:{of_han}|{of_hangul}(?:(?!\p{{Hangul}})|{surely})|{largest}{surely}))"
    )


def _hangul_run(hangul: Mapping[str, int]) -> "regex.Pattern[str]":
    sign, large = _one_of(hangul), _one_of(hangul, _THOUSAND)
    return regex.compile(
        rf"(?<!\p{{Hangul}})(?:\d[\d.,]*(?={_one_of(hangul, _TEN)}))?{sign}"
        rf"(?:{sign}|(?<={large}) ?\d[\d,]*(?={large})|(?<={large}) (?={sign}))*"
    )


def _counted_hangul(found: "regex.Match[str]", *, strict: bool) -> str:
    if _NO_NUMBER.match(found[0]):
        return found[0]
    run, rest = found[0].rstrip(), found.string[found.end() :]
    blank = found[0][len(run) :]
    # A single sign is often a part of a word: 구매 is "purchase" and 사장 "manager", not nine sheets and four halls.
    if strict and len(run) == 1 and not run.isdecimal() and not _counted(_HANGUL, surely=True).match(rest):
        return found[0]
    counted = _counted(_HANGUL, surely=False).match(rest) is not None and (len(run) > 1 or blank == "")
    return run_value(run) + blank if counted or run[0].isdecimal() else found[0]


def _counted_han(found: "regex.Match[str]", *, strict: bool) -> str:
    run, rest = found[0], found.string[found.end() :]
    values, one = _numerals().values, _numerals().one
    if _NO_NUMBER.match(run) or _is_thorough(found):
        return run
    if not strict and run != one:
        return run_value(run)
    long = len(run) > 1 and (any(values.get(sign, 0) >= _TEN for sign in run) or len(run) >= _FEWEST_OF_A_YEAR)
    return run_value(run) if long or _counted(_HAN, surely=run == one).match(rest) else run


def _is_thorough(found: "regex.Match[str]") -> bool:
    return len(found[0]) == 1 and _numerals().thoroughly.match(found.string, found.start()) is not None


@lru_cache(maxsize=8)
def _counted(script: str, *, surely: bool) -> "regex.Pattern[str]":
    """Return the pattern of what follows numerals of a script that count something, or a single one that surely does."""
    own = [pack.numerals for pack in packs().values() if script in pack.scripts]
    found = (numerals.surely_counted if surely else numerals.counted for numerals in own)
    return regex.compile("|".join(f"(?:{source})" for source in found if source) or NEVER)
