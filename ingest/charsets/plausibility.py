"""Measures whether decoded text is plausible: in the wrong charset, letters are neighbours that never are in real text."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

# The ranges are whole blocks of Unicode's Blocks.txt instead of scripts, since text decoded in the wrong charset contains any
# character of a block. `_OTHER` goes from Greek to Greek Extended, all alphabets between the Latin ones and punctuation.
_OTHER = "\u0370-\u1fff"
_LETTER = r"[^\W\d_]"
_INSIDE = "¡¿§¨¦°±²³¶¹¤¢£¥©®¬×÷ªº¼½¾„“”‚\u2020-\u2022\u2030\u2122"
_ODD = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]"  # controls, undecodable bytes, private use
    f"|[A-Za-z\u00c0-\u024f][{_OTHER}]|[{_OTHER}][A-Za-z\u00c0-\u024f]"  # a word in two scripts
    f"|(?<={_LETTER})[{_INSIDE}](?={_LETTER})|[¦¶](?={_LETTER})"
    f"|(?<={_LETTER})[\u2500-\u259f]|[\u2500-\u259f](?={_LETTER})"  # real frames don't touch letters
    "|[¡¿](?![\\w\"'«“¡¿(]|…)|(?<=\\w)[¡¿]"  # they open a sentence
    "|(?<!\\S)[ÐÑ](?!\\S)|\\d[À-ÖØ-Þ]|[À-ÖØ-Þ]\\d"  # the dashes of MacRoman
)
_FOREIGN_WORD = re.compile(f"[{_OTHER}]+")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHOWN = 20_000
_UNITS = (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2))
_STRAY_NULS = 0.2
"""Share of NULs up to which ASCII isn't wide; Latin text in UTF-16 has a half."""
_PLAIN = re.compile("[\t\n\r\x20-\x7e]")
_EASTERN = re.compile("[\u3000-\u9fff\uff00-\uffef]*")
_KANA = re.compile("[\u3000-\u30ff\uff00-\uff60]")
_SOME_KANA, _SOME_PLAIN, _ONE_SCRIPT = 0.04, 0.02, 0.9
"""Shares above which text is written. By chance, units of two bytes are plain in 0.15 % of cases, kana in 1.2 % of the
`_EASTERN` ones, and in the same row of 256 characters in 0.4 %."""


def doubt(text: str) -> float:
    """Return the number of odd places divided by that of characters above ASCII, 0.0 for usual text in any language."""
    seen = text[:_SHOWN]
    foreign = len(seen) - len(seen.encode("ascii", "ignore"))
    odd = len(_ODD.findall(seen)) + sum(_late_capitals(word) for word in _WORD.findall(seen) if not word.isascii())
    return (odd + _lone_letters(seen)) / max(foreign, 1)


def _lone_letters(text: str) -> int:
    """Return the number of letters of other scripts if none of their words has two letters: `Bitcoin и legale`."""
    words = _FOREIGN_WORD.findall(text)
    return len(words) if max(map(len, words), default=0) == 1 else 0


def _late_capitals(word: str) -> int:
    """Return how often a capital follows a small letter and one of them isn't ASCII."""
    return sum(a.islower() and b.isupper() and not (a + b).isascii() for a, b in pairwise(word))


def wide(data: bytes) -> str | None:
    """Return the text of UTF-16 or UTF-32 without a byte-order mark, or None if it is neither."""
    if not _CONTROL.search(data) and data.isascii() and data.count(0) < _STRAY_NULS * len(data):
        return None  # ASCII with a few NULs
    texts = [text for charset, unit in _UNITS if (text := _units(data, charset, unit))]
    return min(texts, key=lambda text: len({ord(sign) >> 8 for sign in text[:_SHOWN]}), default=None)


def _units(data: bytes, charset: str, unit: int) -> str | None:
    try:
        text = data[: len(data) // unit * unit].decode(charset)
    except UnicodeDecodeError:
        return None
    seen = text[:_SHOWN]
    return text if _is_written(seen) and not any(map(_is_impossible, set(seen))) else None


def _is_written(text: str) -> bool:
    """Whether it contains blanks, digits or kana, or letters of one script only, which other kinds of bytes don't give."""
    if len(_PLAIN.findall(text)) > _SOME_PLAIN * len(text):
        return True
    if _EASTERN.fullmatch(text):
        return len(_KANA.findall(text)) > _SOME_KANA * len(text)
    rows = Counter(ord(sign) >> 8 for sign in text)
    return max(rows.values(), default=0) > _ONE_SCRIPT * len(text)


def _is_impossible(sign: str) -> bool:
    return sign not in "\t\n\r\f\ufeff" and unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs")
