"""The numbers that Word puts before list items and headings, which stand in no paragraph's text."""

import re
from dataclasses import dataclass

from ingest.readers.office.docx_styles import value
from ingest.readers.office.ooxml import W
from ingest.readers.shared.hardened_xml import Element

_LEVELS = 9
_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x"} | {
    9: "ix", 5: "v", 4: "iv", 1: "i"
}  # fmt: skip
_LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "ganada": "가나다라마바사아자차카타파하",
}
_DECIMALS = frozenset(("", "decimal", "decimalZero", "decimalFullWidth", "decimalHalfWidth"))
_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMATS = frozenset(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"))
_KNOWN = _DECIMALS | _CHINESE_FORMATS | set(_LETTERS) | {"lowerRoman", "upperRoman"}
_HOLE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    style: str


class Numbering:
    """Counts the items of a document's lists; ask for each item once, in order."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else list(root)
        self._levels = {item.get(f"{W}abstractNumId", ""): _levels(item) for item in found if item.tag == f"{W}abstractNum"}
        self._lists = {item.get(f"{W}numId", ""): value(item, "abstractNumId") for item in found if item.tag == f"{W}num"}
        self._counts: dict[str, list[int]] = {}

    def label(self, list_id: str, level: int | None, style: str) -> str:
        """Return the next number of a list, "" for a bullet or where it can't be told."""
        key = self._lists.get(list_id, "")
        levels = self._levels.get(key, {})
        if level is None:
            level = next((at for at, one in levels.items() if one.style == style), 0)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, [one.start - 1 for _, one in sorted(_filled(levels).items())])
        counts[level] += 1
        for deeper in range(level + 1, _LEVELS):
            counts[deeper] = _filled(levels)[deeper].start - 1
        return _HOLE.sub(lambda hole: _shown(levels, counts, int(hole[1]) - 1), levels[level].text)


def _levels(item: Element) -> dict[int, _Level]:
    found = {}
    for level in item.iterchildren(f"{W}lvl"):
        at, start, form = level.get(f"{W}ilvl", ""), value(level, "start"), value(level, "numFmt")
        if at in tuple("012345678"):
            text = value(level, "lvlText") if form in _KNOWN else ""
            found[int(at)] = _Level(int(start) if start.isdecimal() else 1, form, text, value(level, "pStyle"))
    return found


def _filled(levels: dict[int, _Level]) -> dict[int, _Level]:
    return {at: levels.get(at, _Level(1, "decimal", "", "")) for at in range(_LEVELS)}


def _shown(levels: dict[int, _Level], counts: list[int], at: int) -> str:
    return _number(_filled(levels)[at].form, max(counts[at], _filled(levels)[at].start))


def _number(form: str, count: int) -> str:
    if letters := _LETTERS.get(form):
        again, at = divmod(count - 1, len(letters))
        return letters[at] * (again + 1) if 0 <= again < 10 else str(count)
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form in _CHINESE_FORMATS and 0 < count < 100:
        return _chinese(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    letters = ""
    for worth, letter in _ROMAN.items():
        letters += letter * (count // worth)
        count %= worth
    return letters


def _chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return head + (_CHINESE[ones] if ones or not tens else "")
