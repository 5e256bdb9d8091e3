"""Part numbers, and words with a number such as "room 12": whether a text names others of their form and not one of them."""

from functools import lru_cache

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.measures.dates import alternation
from ragassist.language.measures.units import names_of
from ragassist.language.measures.weekdays import is_calendar_name, span_joint
from ragassist.language.registry import languages, packs

_FORM = regex.compile(r"(?P<head>.*?)(?P<digits>\d+)(?P<tail>\D*)")
_NUMBER_BEHIND = regex.compile(r"(?P<word>\p{L}{3,})\s(?:n[ro°º]\.?\s|#\s?)?(?P<number>\d{1,3})(?![\d%°]|[.,:/–-]\d)")

Numbered = tuple[str, str]
"""A word and its number: ("room", "12")."""


def numbered(text: str, language: str) -> frozenset[Numbered]:
    """Return the words with a number behind them in a text, and the signs of Han and Hangul with one before them.

    Amounts and dates are left out.
    """
    plain = folded(text)
    behind = {
        (found["word"], found["number"])
        for found in _NUMBER_BEHIND.finditer(plain)
        if _is_name(found["word"], language) and not names_of(language).pattern_behind.match(plain, found.end())
    }
    before = _number_before(languages()).finditer(plain)
    return frozenset(behind.union((found["word"], found["number"]) for found in before))


@lru_cache(maxsize=4)
def _number_before(codes: tuple[str, ...]) -> "regex.Pattern[str]":
    signs = {sign for code in codes for sign in packs()[code].numbered_signs}
    return regex.compile(rf"(?<![\d.,])(?P<number>\d{{1,3}})\s?(?P<word>{alternation(signs)})")


def _is_name(word: str, language: str) -> bool:
    pack = packs().get(language)
    return not (pack and word in pack.function_words) and not is_calendar_name(word, language)


def names_others(wanted: Numbered, text: str, known: frozenset[Numbered]) -> bool:
    """Whether a text has the wanted word with other numbers, by its `known` numbered words, and the wanted number nowhere."""
    word, number = wanted
    return any(word == other for other, _ in known) and not regex.search(rf"(?<!\d){number}(?!\d)", folded(text))


def has_another_code(wanted: str, text: str) -> bool:
    """Whether a text has part numbers of the form of a folded one, and neither it nor a span around it: K250 for k240."""
    plain, form = folded(text), _FORM.fullmatch(wanted)
    if wanted in plain or form is None:
        return False
    one, span = _alike(form["head"], len(form["digits"]), form["tail"])
    if any(int(low) <= int(form["digits"]) <= int(high) for low, high in span.findall(plain)):
        return False
    return one.search(plain) is not None


@lru_cache(maxsize=64)
def _alike(head: str, digits: int, tail: str) -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    """Return patterns of the codes of a form, and of spans of them, with a group for the digits of each code."""
    ends = rf"(?<![\p{{Latin}}\d]){regex.escape(head)}", rf"(\d{{{digits}}}){regex.escape(tail)}(?![\p{{Latin}}\d])"
    one = ends[0] + ends[1]
    return regex.compile(one), regex.compile(rf"{one}{span_joint().pattern}(?:{regex.escape(head)})?{ends[1]}")
