"""Computes the numbers of list items and headings in Word, which aren't part of the text of paragraphs."""

import re
from dataclasses import dataclass, replace

from ingest.readers.office.docx_styles import value
from ingest.readers.office.ooxml import W
from ingest.readers.shared.hardened_xml import Element
from ingest.readers.shared.numerals import lettered, roman
from ingest.readers.shared.symbol_fonts import box

_LEVELS = 9
_LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "arabicAlpha": "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "hebrew2": "אבגדהוזחטיכלמנסעפצקרשת",
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "chicago": "*†‡§",
}
_LETTERS["aiueo"] = _LETTERS["aiueoFullWidth"]
_LETTERS["iroha"] = _LETTERS["irohaFullWidth"] = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_CHINESE, _KOREAN = "零一二三四五六七八九", "영일이삼사오육칠팔구"
_SPOKEN = dict.fromkeys(
    ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"),
    (_CHINESE, "十"),
) | {"koreanCounting": (_KOREAN, "십")}
"""The digits and the ten of formats that write numbers as they are spoken: 二十一."""
_DIGITS = {
    "ideographDigital": "〇一二三四五六七八九", "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "〇一二三四五六七八九", "koreanDigital2": "零一二三四五六七八九", "koreanDigital": _KOREAN,
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙", "hindiNumbers": "०१२३४५६७८९",
}  # fmt: skip
"""The digits of formats that write numbers digit by digit."""
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
_UNCOUNTED = ("bullet", "none")
"""Formats without a number; formats that aren't known are written in decimal digits."""
_WIDEST = 10
_HOLE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    start: int
    form: str
    text: str
    style: str
    legal: bool = False
    restarts: int = _LEVELS
    """The number of levels above whose items make the level restart: all of them unless the document says otherwise."""
    width: int = 0
    """The least number of digits."""


@dataclass(slots=True)
class _Count:
    """The last number at a level, and the number that the level starts with."""

    number: int
    start: int

    def begin(self, start: int) -> None:
        self.number, self.start = start - 1, start


@dataclass(frozen=True, slots=True)
class _List:
    """A list with the id of its abstract list, the levels that it overrides, and the numbers that levels start with instead."""

    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the items of a document's lists; `label` is called once for each item, in document order."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else list(root)
        self._levels = {item.get(f"{W}abstractNumId", ""): _levels(item) for item in found if item.tag == f"{W}abstractNum"}
        self._lists = {item.get(f"{W}numId", ""): _list(item) for item in found if item.tag == f"{W}num"}
        self._same = _linked([item for item in found if item.tag == f"{W}abstractNum"])
        self._counts: dict[str, list[_Count]] = {}
        self._begun = set[str]()

    def label(self, list_id: str, level: int | None, style: str) -> str:
        """Return the label of the next item of a list: its number, its bullet if that is a box, else "".

        If `level` is None it is the level of the paragraph style `style`.
        """
        found = self._lists.get(list_id, _NO_LIST)
        found = replace(found, abstract=self._same.get(found.abstract, found.abstract))
        levels = self._levels.get(found.abstract, {}) | found.levels
        if level is None:
            level = next((at for at, one in levels.items() if one.style == style), 0)
        if level not in levels:
            return ""
        counts = self._counted(list_id, found, levels)
        counts[level].number += 1
        for deeper in range(level + 1, _LEVELS):
            if level < _filled(levels)[deeper].restarts:
                counts[deeper].begin(_filled(levels)[deeper].start)
        legal = levels[level].legal
        return _HOLE.sub(lambda hole: _shown(levels, counts, int(hole[1]) - 1, legal=legal), levels[level].text)

    def _counted(self, list_id: str, found: _List, levels: dict[int, _Level]) -> list[_Count]:
        """Return the counts of a list, which it shares with other lists of its abstract list.

        Before the first item of a list, the levels that it overrides are set to its own start numbers.
        """
        new = [_Count(level.start - 1, level.start) for _, level in sorted(_filled(levels).items())]
        counts = self._counts.setdefault(found.abstract, new)
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in found.starts.items():
                counts[at].begin(start)
        return counts


_NO_LIST = _List("", {}, {})


def _linked(abstract: list[Element]) -> dict[str, str]:
    """Return, for each abstract list that takes its levels from a list style, the id of the abstract list of that style."""
    styles = {value(item, "styleLink"): item.get(f"{W}abstractNumId", "") for item in abstract if value(item, "styleLink")}
    links = ((item.get(f"{W}abstractNumId", ""), value(item, "numStyleLink")) for item in abstract)
    return {one: styles[style] for one, style in links if style in styles}


def _list(item: Element) -> _List:
    starts, levels = dict[int, int](), dict[int, _Level]()
    for override in item.iterchildren(f"{W}lvlOverride"):
        at, start = override.get(f"{W}ilvl", ""), value(override, "startOverride")
        levels |= _levels(override)
        if at in tuple("012345678") and start.isdecimal():
            starts[int(at)] = int(start)
    return _List(value(item, "abstractNumId"), levels, starts)


def _levels(item: Element) -> dict[int, _Level]:
    found = {}
    for level in item.iterchildren(f"{W}lvl"):
        at, start, form = level.get(f"{W}ilvl", ""), value(level, "start"), value(level, "numFmt")
        if at in tuple("012345678"):
            text = _bullet(level) if form in _UNCOUNTED else value(level, "lvlText")
            legal = level.find(f"{W}isLgl") is not None
            first = int(start) if start.isdecimal() else 1
            after = value(level, "lvlRestart")
            found[int(at)] = _Level(
                start=first,
                form=form,
                text=text,
                style=value(level, "pStyle"),
                legal=legal,
                restarts=int(after) if after in tuple("012345678") else _LEVELS,
                width=_width(level),
            )
    return found


def _width(level: Element) -> int:
    """Return the number of digits of a format with leading zeros, as `001, 002, 003, …` has three; `_WIDEST` at most."""
    found = level.find(f"{W}numFmt")
    custom = "" if found is None else found.get(f"{W}format", "").partition(",")[0].strip()
    return min(len(custom), _WIDEST) if custom.isdecimal() else 2 if value(level, "numFmt") == "decimalZero" else 0


def _bullet(level: Element) -> str:
    """Return the bullet of a level if it is a box, as in lists of tasks, else ""."""
    fonts = level.find(f"{W}rPr/{W}rFonts")
    return box(value(level, "lvlText"), "" if fonts is None else fonts.get(f"{W}ascii", ""))


def _filled(levels: dict[int, _Level]) -> dict[int, _Level]:
    return {at: levels.get(at, _Level(start=1, form="decimal", text="", style="")) for at in range(_LEVELS)}


def _shown(levels: dict[int, _Level], counts: list[_Count], at: int, *, legal: bool) -> str:
    """Return the number of a level in its form; in legal numbering all levels are decimal (Article IV has section 4.1)."""
    level, count = _filled(levels)[at], max(counts[at].number, counts[at].start)
    return str(count) if legal else _number(level.form, count).zfill(level.width)


def _number(form: str, count: int) -> str:
    if letters := _LETTERS.get(form):
        return lettered(count, letters)
    if form in ("lowerRoman", "upperRoman"):
        return roman(count).upper() if form == "upperRoman" else roman(count)
    if form in _SPOKEN and 0 < count < 100:
        return _spoken(count, *_SPOKEN[form])
    if digits := _DIGITS.get(form):
        return "".join(digits[int(digit)] for digit in str(count))
    return chr(ord("①") + count - 1) if form in _CIRCLED and 0 < count <= 20 else str(count)


def _spoken(count: int, digits: str, ten: str) -> str:
    tens, ones = divmod(count, 10)
    head = "" if tens == 0 else ten if tens == 1 else f"{digits[tens]}{ten}"
    return head + (digits[ones] if ones or not tens else "")
