"""Folds variants of letters, signs and digits, so that a word is found in any spelling of them."""

import unicodedata
from functools import cache

import regex

from ingest.language.opencc import opencc_table

_OTHER_DIGITS = regex.compile(r"(?![0-9])\p{Nd}")
_HAN = regex.compile(r"\p{Han}")
_TONE_BEFORE_RING = regex.compile("([\u0e48-\u0e4b\u0ec8-\u0ecb])([\u0e4d\u0ecd])")
"""Thai and Lao SARA AM decomposes into a ring and a vowel. Typed text has the ring behind a tone mark, PDFs before it."""
_APART = regex.compile("(?<=[0-9][)\\]]?|[\\p{L}]{4})(?=[⁰¹²³⁴-⁹⁺⁻]+(?![\\p{L}\\p{N}]))(?<![⁰¹²³⁴-⁹⁺⁻])")
"""The position before a power of a number or a note mark after a word: 10⁶ isn't 106. Units (m², cm³) stay one word."""
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None}
    # Letters of Persian and Urdu keyboards with their Arabic equivalents.
    | {"ی": "ي", "ے": "ي", "ۍ": "ي", "ک": "ك", "ڪ": "ك", "ۀ": "ه", "ہ": "ه", "ۂ": "ه", "ھ": "ه", "ۃ": "ه", "ە": "ه", "ں": "ن"}
    | {"٫": ".", "٬": ","}
    | {"ı": "i", "\u0307": None}  # Turkish İ in lower case is an i with a combining dot
    | dict.fromkeys("\u00ad\u200d\u2060\ufeff")  # zero-width signs inside words
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys(map(chr, (*range(0x064B, 0x0660), 0x0670)))  # Arabic vowel signs
)
_IN_NAMES = str.maketrans("髙﨑濵邉嶋嶌槗𠮷曻栁桒冨峯舘埜渕薮桧篭靍靏凬", "高崎濱邊島島橋吉昇柳桑富峰館野淵藪檜籠鶴鶴風")
"""Variants of characters in Japanese names, as fonts and registers use them."""


def fold(text: str) -> str:
    """Return a text with variants of letters, signs and digits replaced by one form.

    The variants are case, width, digits of other scripts, Arabic and Persian variants of letters, and traditional, simplified
    and Japanese forms of Chinese characters.
    """
    if text.isascii():
        return text.lower()
    text = _APART.sub("^", text)
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    text = _TONE_BEFORE_RING.sub(r"\2\1", text)
    if _HAN.search(text):
        text = text.translate(_IN_NAMES).translate(_simplified())
    return _OTHER_DIGITS.sub(lambda digit: str(unicodedata.digit(digit[0])), text)


@cache
def _simplified() -> dict[int, str]:
    """Return the simplified form of each traditional or Japanese character, from OpenCC's tables.

    A character that is a simplified Chinese form isn't changed, even if Japanese uses it for another character.
    """
    chinese = _others("TSCharacters.txt")
    simplified = set(chinese.values())
    japanese = {sign: old for sign, old in _others("JPShinjitaiCharacters.txt").items() if sign not in simplified}
    through_old = {ord(sign): chinese.get(old, old) for sign, old in japanese.items()}
    return through_old | {ord(sign): new for sign, new in chinese.items()}


def _others(name: str) -> dict[str, str]:
    """Return from a table of OpenCC the characters that have another form, with the first one."""
    return {sign: form for sign, form in opencc_table(name).items() if len(sign) == 1 and form != sign}
