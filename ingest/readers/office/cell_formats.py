"""Formats the number of a cell as a spreadsheet shows it, but dates as in ISO 8601."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from math import isnan
from operator import eq, ge, gt, le, lt, ne

from ingest.readers.office.cell_moments import moment

GENERAL = "General"
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy-mm-dd", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 49: "@",
    **dict.fromkeys((27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"), 32: "h:mm", 33: "h:mm:ss",
}  # fmt: skip
"""Number formats without a code in the file, by their ids (ECMA-376 part 1, 18.8.30); dates are in ISO 8601."""
_GENERAL = re.compile(GENERAL, re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.')
_EXACT = 10**15
"""Numbers from here on are exact to 15 digits only, as in spreadsheets."""
_LONGEST = 10.0**30
"""Numbers from here on are shown with an exponent."""
_PRECISE = Context(prec=60)
_PLAIN_DIGITS = re.compile(r"\A[^/@ey]*[0#][^/@ey]*\Z")
"""A format that writes digits without an exponent."""
_DIGITS_ALONE = re.compile(r"(?:[0#. ]|,(?=[0#]))+")
"""A format that writes nothing but digits, as that of long numbers on labels and cards."""
_SIGNS = frozenset("△▲▼")
"""Marks of negative numbers, in accounts of Japan and in tables of changes."""
_WORD = re.compile(r"[^\W\d_]+")
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*);?')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]")
_COMPARE = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
_UNSPOKEN = re.compile(r'"[^"]*"|\\.|\[\$[^\]]*\]|\[(?:[A-Za-z]{3,}\d*|[<>=][^\]]*)\]|_.|\*.|AM/PM|A/P')
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.'
    r"|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<other>.)"
)
_DATED = re.compile(r"[ymdhs]|ge")
_RICHER = re.compile(r"[@/]|E[+-]", re.IGNORECASE)
"""Formats as odd fractions, with exponents or as text, for which the plain number is returned."""
_FRACTION = re.compile(r"(?:([#0?]+) +)?[#0?]+ ?/ ?(?:([#0?]{1,4})|([1-9]\d{0,3}))")
"""A format as a fraction: with a whole number or without, and with the digits of the denominator or the denominator itself."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    before: str
    digits: str
    after: str
    percent: bool
    """Whether a hundredfold number is shown: the format has a percent sign outside of literal text."""


def shown(raw: str, code: str, since_1904: bool = False) -> str:
    """Return the number `raw` in the number format `code`; a date or time is in ISO 8601, a duration is `hours:minutes`.

    `since_1904` says that dates are days since 1904-01-01. If `raw` isn't a number it is returned as it is.
    """
    try:
        number = float(raw)
    except ValueError:
        return raw
    if isnan(number):
        return raw
    section, signed = _section(number, code)
    tokens = _tokens(section)
    if abs(number) >= _EXACT:
        if abs(number) >= _LONGEST or not _PLAIN_DIGITS.search(tokens) or _DIGITS_ALONE.fullmatch(code):
            return _long(raw, number, tokens)
        number = _whole(raw) or number
    if _DATED.search(tokens):
        return moment(number, tokens, since_1904) or _plain(number)
    sign = "-" if number < 0 and not signed else ""
    if found := _general(section):
        return f"{sign}{_literals(section[: found.start()])}{_plain(abs(number))}{_literals(section[found.end() :])}"
    if not (tokens or len(_sections(code)) > 1):
        return _plain(number)
    return sign + _formatted(abs(number), section)


def text_shown(text: str, code: str) -> str:
    """Return the text of a cell with the words that its number format writes around texts: `"No. "@`."""
    sections = _sections(code)
    section = sections[3] if len(sections) > 3 else sections[-1]
    if not text or "@" not in _UNSPOKEN.sub("", section):
        return text
    return "".join(text if piece["other"] == "@" else _literal(piece) for piece in _PIECE.finditer(section)).strip()


@lru_cache(256)
def _general(section: str) -> re.Match[str] | None:
    """Return the match of the word `General` in a section, outside of quoted and escaped text."""
    return _GENERAL.search(_LITERAL.sub(lambda literal: " " * len(literal[0]), section))


@lru_cache(256)
def _tokens(section: str) -> str:
    """Return a section without literals, in lower case; "" if it has the word `General`."""
    return "" if _general(section) else _UNSPOKEN.sub("", section).casefold()


def _section(number: float, code: str) -> tuple[str, bool]:
    """Return the section of a format that applies to a number, and whether it writes the minus sign itself.

    If sections have conditions, the first whose condition is true applies, else the last (ECMA-376 part 1, 18.8.31). Without
    conditions they are for positive numbers, negative numbers and zero.
    """
    sections = _sections(code)
    if any(map(_CONDITION.search, sections)):
        chosen = next((one for one in sections if _holds(one, number)), sections[-1])
        return chosen, bool(re.search(r"[-(]", _UNSPOKEN.sub("", chosen)))
    if number < 0 and len(sections) > 1 and sections[1]:
        return sections[1], _says_sign(sections[1], sections[0])
    return sections[2] if number == 0 and len(sections) > 2 else sections[0], False


def _says_sign(section: str, positive: str) -> bool:
    """Return whether the section for negative numbers tells them apart by other signs or words than the one for positive ones.

    If it does so by its colour or by a stray point alone, the number needs a minus sign.
    """
    own, others = _literals(section), _literals(positive)
    has_word = not set(_WORD.findall(own)) <= set(_WORD.findall(others))
    return has_word or bool(re.search("[-\u2212\u2013\uff0d(\uff08]", own) or (set(own) - set(others)) & _SIGNS)


def _holds(section: str, number: float) -> bool:
    found = _CONDITION.search(section)
    try:
        return found is not None and bool(_COMPARE[found[1]](number, float(found[2])))
    except ValueError:
        return False


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else f"{number:.12g}"


def _long(raw: str, number: float, tokens: str) -> str:
    """Return a number beyond `_EXACT`: all digits of the file if its format shows digits alone, else 15 of them."""
    if _PLAIN_DIGITS.search(tokens) and abs(number) < _LONGEST:
        return str(_whole(raw) or f"{Decimal(f'{number:.15g}'):f}")
    return f"{number:.15g}"


def _whole(raw: str) -> int | None:
    """Return the whole number that is written digit by digit in a file; None if it has an exponent or decimals."""
    whole = raw.removesuffix(".0")
    return int(whole) if whole.lstrip("-").isdecimal() else None


def _formatted(number: float, section: str) -> str:
    """Return a number that isn't negative in the format of one section."""
    if fraction := _FRACTION.fullmatch(_UNSPOKEN.sub("", section).strip()):
        return _as_fraction(number, *fraction.groups())
    if _RICHER.search(_UNSPOKEN.sub("", section)):
        return _plain(number)
    pattern = _pattern(section)
    if pattern is None:
        return _filled(number, section)
    return pattern.before + _digits(number, pattern) + pattern.after


def _as_fraction(number: float, whole: str | None, digits: str | None, fixed: str | None) -> str:
    units, rest = divmod(Fraction(number), 1) if whole else (0, Fraction(number))
    below = int(fixed) if fixed else rest.limit_denominator(10 ** len(digits or "") - 1).denominator
    above = round(rest * below)
    if above == below and whole:
        units, above = units + 1, 0
    return f"{units or ''} {above}/{below}".strip() if above or not whole else str(units)


def _filled(number: float, section: str) -> str:
    """Return a number in a format with several groups of digits, as for telephone numbers, filled from the right."""
    pieces = list(_PIECE.finditer(section))
    places = [piece["digits"] for piece in pieces if piece["digits"]]
    if any(mark in place for place in places for mark in ",.") or not number.is_integer():
        return _plain(number)
    left, filled = str(int(number)), list[str]()
    for at, place in enumerate(reversed(places)):
        own, left = (left, "") if at == len(places) - 1 else (left[-len(place) :], left[: -len(place)])
        filled.append(own.zfill(place.count("0")) if own.strip("0") or "0" in place else "")
    return "".join(filled.pop() if piece["digits"] else _literal(piece) for piece in pieces).strip()


def _literals(part: str) -> str:
    return "".join(map(_literal, _PIECE.finditer(part)))


def _literal(piece: re.Match[str]) -> str:
    return next(filter(None, piece.group("quoted", "escaped", "currency", "other")), "")


@lru_cache(256)
def _sections(code: str) -> list[str]:
    return _SECTION.findall(code)[:-1] or [""]


@lru_cache(256)
def _pattern(section: str) -> _Pattern | None:
    """Return a section in three parts; None if it has several groups of digits, as for telephone numbers."""
    before, digits, after, percent = "", "", "", False
    for piece in _PIECE.finditer(section):
        percent = percent or piece["other"] == "%"
        if found := piece["digits"]:
            if digits:
                return None
            digits = found
            continue
        literal = _literal(piece)
        before, after = (before, after + literal) if digits else (before + literal, after)
    return _Pattern(before.lstrip(), digits, after.rstrip(), percent)


def _digits(number: float, pattern: _Pattern) -> str:
    if not pattern.digits:
        return ""
    digits = pattern.digits.rstrip(",")
    whole, _, decimals = digits.partition(".")
    exact = (
        Decimal(number if isinstance(number, int) else f"{number:.15g}")
        * (100 if pattern.percent else 1)
        / 1000 ** (len(pattern.digits) - len(digits))
    )
    rounded = exact.quantize(Decimal(1).scaleb(-min(len(decimals), 12)), ROUND_HALF_UP, _PRECISE)
    units, _, rest = f"{rounded:,f}".partition(".") if "," in whole else f"{rounded:f}".partition(".")
    if not rounded and set(digits) == {"?"}:
        return ""  # places for signs that a zero doesn't have: formats of accounts write only the dash before them
    rest = rest[: decimals.count("0")] + rest[decimals.count("0") :].rstrip("0")
    return units.zfill(whole.count("0")) + (f".{rest}" if rest else "")
