"""Numbers, dates and units of a text in one spelling, whichever of the eight languages and scripts they are written in."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = re.compile(r"\d+(?:[.,'٫٬\u00a0\u202f ]\d{3})*(?:[.,٫]\d+)?")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s*[月월]")
_ENUMERATION = re.compile(r"(?m)^\s*\d{1,2}[.)]\s")
_ZERO_CENTS = re.compile(r"[.,٫]0{1,2}$")
_FRACTION = re.compile(r"[.,٫](\d{1,2}|\d{4,})$")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2(\d{4})(?!\d)")
_HAN = re.compile(r"[〇一二三四五六七八九十百千]+")
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_LAST_MONTH = 12

_SCALES = {
    3: r"thousand|tausend|mille\b|mil\b|ألف|آلاف|천|千",
    4: r"万|萬|만",
    6: r"million|mio\b|millón|millon|مليون|ملايين|백만|百万|百萬",
    8: r"亿|億|억",
    9: r"billion|milliard|mrd\b|mil millones|مليار|십억|十亿|十億",
}
_UNITS = {
    "%": r"%|٪|percent|per cent|prozent|por ciento|pour cent|بالمئة|بالمائة|في المئة|パーセント|퍼센트",
    "km": r"km\b|kilomet|kilómet|kilomèt|كيلومتر|كم\b|公里|千米|キロメートル|킬로미터",
    "kg": r"kg\b|kilogr|kilo\b|كيلوغرام|كجم|公斤|千克|キログラム|킬로그램",
    "m": r"m\b|meters?\b|metres?\b|metern?\b|mètres?\b|metros?\b|مترا?ً?\b|متر\b|米|メートル|미터",
    "€": r"€|eur\b|euros?\b|يورو|欧元|歐元|ユーロ|유로",
    "$": r"\$|usd\b|dollars?\b|dólares|دولار|美元|ドル|달러",
    "°C": r"°\s?c\b|celsius|摄氏度|度|섭씨",
    "day": r"days?\b|tagen?\b|tage?\b|jours?\b|días?\b|أيام|يوما?ً?|天|日間|일간",
    "month": r"months?\b|monaten?\b|monate?\b|mois\b|mes(?:es)?\b|أشهر|شهرا?ً?|个月|か月|ヶ月|개월",
    "year": r"years?\b|jahren?\b|jahre?\b|ans?\b|années?\b|años?\b|سنوات|سنة|عاما?ً?|年間|년간",
    "hour": r"hours?\b|stunden?\b|heures?\b|horas?\b|ساعات?|ساعة|小时|小時|時間|시간",
}
_MONTHS = (
    "january januar janvier enero يناير|كانون الثاني",
    "february februar février febrero فبراير|شباط",
    "march märz mars marzo مارس|آذار",
    "april avril abril أبريل|إبريل|نيسان",
    "may mai mayo مايو|أيار",
    "june juni juin junio يونيو|حزيران",
    "july juli juillet julio يوليو|تموز",
    "august août agosto أغسطس|آب",
    "september septembre septiembre سبتمبر|أيلول",
    "october oktober octobre octubre أكتوبر|تشرين الأول",
    "november novembre noviembre نوفمبر|تشرين الثاني",
    "december dezember décembre diciembre ديسمبر|كانون الأول",
)
_WORDS = (
    (2, "two zwei deux dos اثنان اثنين"),
    (3, "three drei trois tres ثلاثة ثلاث"),
    (4, "four vier quatre cuatro أربعة أربع"),
    (5, "five fünf cinq cinco خمسة خمس"),
    (6, "six sechs seis ستة"),
    (7, "seven sieben siete سبعة"),
    (8, "eight acht huit ocho ثمانية"),
    (9, "nine neun nueve تسعة"),
    (10, "ten zehn dix diez عشرة"),
    (11, "eleven elf onze"),
    (12, "twelve zwölf douze doce"),
)
_KOREAN = dict(zip("두둘세셋네넷", (2, 2, 3, 3, 4, 4), strict=True)) | {
    "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
_WORD_VALUES = {word: str(value) for value, words in _WORDS for word in words.split()}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text states: the ways to write its value, and its unit where one follows it that is known."""

    forms: frozenset[str]
    unit: str | None


def plain(text: str) -> str:
    """Return a text in NFKC with digits of any script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in unicodedata.normalize("NFKC", text))


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text in one spelling: digits of any script, without separators, leading zeros and empty cents.

    A month written as a number (5月) is left out, for another language writes it as a name.
    """
    return frozenset(_digits(found[0]) for found in _NUMBER.finditer(_countable(text)))


def figures(text: str) -> list[Figure]:
    """Return the numbers that a text states, in digits or in words from two to twelve, in order."""
    countable = _countable(text)
    found = [_figure(countable, match) for match in _NUMBER.finditer(countable)]
    words = re.findall(r"\w+", countable.casefold())
    return found + [Figure(frozenset({_WORD_VALUES[word]}), None) for word in words if word in _WORD_VALUES]


def occurring(text: str) -> dict[str, set[str | None]]:
    """Return what a passage is known to number, by value with the units that follow it: Han and Korean numerals as well."""
    known: dict[str, set[str | None]] = {}
    for figure in figures(text):
        for form in figure.forms:
            known.setdefault(form, set()).add(figure.unit)
    folded = plain(text)
    for value in (*map(_han, _HAN.findall(folded)), *(str(value) for word, value in _KOREAN.items() if word in folded)):
        known.setdefault(value, set()).add(None)
    for found in _DAY_FIRST.finditer(folded):
        for part in (found[1], found[3]):  # 5/3/2025 is the third of May or the fifth of March
            known.setdefault(_digits(part), set()).add(None)
    return known


def months(text: str, *, dated: bool) -> frozenset[int]:
    """Return the months, 1 to 12, that a text names; with `dated` only those beside a digit, for "may" is also a verb."""
    folded = _dates_apart(plain(text)).casefold()
    named = {int(found[1]) for found in _MONTH.finditer(folded)}
    for number, expression in enumerate(_month_expressions(), 1):
        for found in expression.finditer(folded):
            beside = folded[max(0, found.start() - 6) : found.start()] + folded[found.end() : found.end() + 6]
            if not dated or any(char.isdigit() for char in beside):
                named.add(number)
                break
    if not dated:
        named |= {int(part) for found in _DAY_FIRST.finditer(plain(text)) for part in (found[1], found[3])}
    return frozenset(month for month in named if 1 <= month <= _LAST_MONTH)


@lru_cache(maxsize=1)
def _month_expressions() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{names.replace(' ', '|')})\b") for names in _MONTHS)


@lru_cache(maxsize=1)
def _followers() -> tuple[tuple[tuple[int, re.Pattern[str]], ...], tuple[tuple[str, re.Pattern[str]], ...]]:
    scales = tuple((power, re.compile(rf"[\s\-]*(?:{words})", re.IGNORECASE)) for power, words in reversed(_SCALES.items()))
    units = tuple((unit, re.compile(rf"[\s\-]*(?:{words})", re.IGNORECASE)) for unit, words in _UNITS.items())
    return scales, units


def _figure(text: str, found: re.Match[str]) -> Figure:
    scales, units = _followers()
    forms, end = {_digits(found[0])}, found.end()
    for power, expression in scales:
        if after := expression.match(text, end):
            forms = {_scaled(found[0], power)}
            end = after.end()
            break
    unit = next((name for name, expression in units if expression.match(text, end)), None)
    return Figure(frozenset(forms), unit)


def _scaled(number: str, power: int) -> str:
    fraction = _FRACTION.search(number)
    digits, decimals = _digits(number), len(fraction[1]) if fraction else 0
    return digits + "0" * (power - decimals) if power >= decimals else digits


def _digits(number: str) -> str:
    return re.sub(r"\D", "", _ZERO_CENTS.sub("", number)).lstrip("0") or "0"


def _countable(text: str) -> str:
    return _ENUMERATION.sub(" ", _MONTH.sub(" ", _dates_apart(plain(text))))


def _dates_apart(text: str) -> str:
    """Write 2025-05-03 and 03.05.2025 with signs between their parts, so that each is a number of its own."""
    return _DAY_FIRST.sub(_day_first, _ISO.sub(r"\1年\2月\3日", text))


def _day_first(found: re.Match[str]) -> str:
    day, month, year = found[1], found[3], found[4]
    if found[2] == "/":
        return f" {year} "  # either may be the month
    return f"{year}年{month}月{day}日"


def _han(numeral: str) -> str:
    """Return the value of 三, 十二 or 三百五 (as 350 would be said), or of digits one by one such as 二〇二五."""
    if not any(sign in _HAN_UNITS for sign in numeral):
        return _digits("".join(str(int(unicodedata.numeric(sign))) for sign in numeral))
    total, current = 0, 0
    for sign in numeral:
        if unit := _HAN_UNITS.get(sign):
            total += (current or 1) * unit
            current = 0
        else:
            current = int(unicodedata.numeric(sign))
    return str(total + current)


def conflicts(claimed: Sequence[Figure], known: dict[str, set[str | None]]) -> Iterator[Figure]:
    """Yield the figures of a claim that a passage doesn't hold, or only with another unit."""
    for figure in claimed:
        units = set[str | None]().union(*(known.get(form, set()) for form in figure.forms))
        other = figure.unit is not None and bool(units) and None not in units and figure.unit not in units
        if not units or other:
            yield figure
