"""Normalises a text so that its numbers can be read: digits as 0 to 9, powers as ^, units in one spelling."""

import unicodedata

import regex

_ARABIC_MARKS = regex.compile(r"[\p{Mn}&&\p{Script=Inherited}\u0640]|[\u0640\u064b-\u065f\u0670]", regex.V1)
_ALEFS = str.maketrans("أإآ", "ااا")
_SEATS = str.maketrans("ىؤئ", "يوي")
_NUMBER_SIGNS = str.maketrans("٬٫٪", ",.%")
_SUPERSCRIPT = regex.compile(r"(?<=\d)([⁺⁻]?[⁰¹²³⁴-⁹]+)")
_OTHER_SCRIPT_DIGITS = regex.compile(r"[\u2080-\u2089⁰¹⁴-⁹]")
_SQUARES = {"㎡": "m²", "㎥": "m³", "㎢": "km²", "㎠": "cm²", "㎤": "cm³", "㎝": "cm", "㎞": "km"}
_UNIT_POWER = regex.compile(r"(?<=\d ?)([kcdm]?m)\^?([23])(?!\w)")
_POWERS = {"2": "²", "3": "³"}
_WIDE_COMMA = regex.compile(r"(?<!\d)，|，(?!\d{3}(?!\d))")
_KEPT = frozenset("²³")


def plain(text: str) -> str:
    """Return a text in NFKC with digits of all scripts as 0 to 9, `10^6` for a power and one spelling of `m²`.

    Subscript digits, as in formulas, are left out.
    """
    for sign, spelled in _SQUARES.items():
        text = text.replace(sign, spelled)
    text = _WIDE_COMMA.sub("\N{IDEOGRAPHIC COMMA}", text).replace("٬", "")
    text = _SUPERSCRIPT.sub(lambda found: "^" + unicodedata.normalize("NFKC", found[1]), text)
    text = _OTHER_SCRIPT_DIGITS.sub("", text)
    text = "".join(char if char in _KEPT else _plain(char) for char in text)
    return str(_UNIT_POWER.sub(lambda found: found[1] + _POWERS[found[2]], text))


def with_ascii_digits(text: str) -> str:
    """Return a text of the same length with the digits of all scripts as 0 to 9, and Arabic number signs as comma and point."""
    return "".join(map(_digit, text)).translate(_NUMBER_SIGNS)


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdecimal() else char


def _plain(char: str) -> str:
    if char.isdecimal():
        return _digit(char)
    numeric = unicodedata.numeric(char, None)
    if numeric is not None and unicodedata.decomposition(char).startswith("<fraction>"):
        return f"\u2064{numeric:.6g}"  # an invisible plus: 2½ is 2 and a half
    return unicodedata.normalize("NFKC", char)


def folded(text: str) -> str:
    """Return a plain text in lower case, Arabic with one alef and yeh and no vowel marks, to compare it with names of CLDR."""
    return with_one_alef(plain(text).casefold()).translate(_SEATS)


def with_one_alef(text: str) -> str:
    """Return a text without Arabic vowel marks and with one alef, as people type it: الأستاذ is الاستاذ.

    على ("on") stays another word than the name علي.
    """
    return str(_ARABIC_MARKS.sub("", text)).translate(_ALEFS)
