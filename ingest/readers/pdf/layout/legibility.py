"""Decides whether the text of a page is plausible, since a font with a wrong character map yields strings that aren't words."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

_WORD = re.compile(r"\w{2,}")
_FEWEST_WORDS = 12
"""Words of a page from which its text is judged."""
_MOST_WESTERN = 0.4
"""Share of a page's characters in the Latin ranges beyond ASCII, above which they are wrong; Vietnamese has most, 0.15."""
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_FEWEST_IDEOGRAPHS, _MOST_RARE = 60, 0.08
"""Ideographs of a page from which they are judged, and the most of them that may be rare: in 15 real books at most 0.0003 are,
of ideographs drawn at random 0.21."""
_CHARSETS = ("gb2312", "big5", "shift_jis", "euc_kr")
_ALONE = frozenset(("ARABIC", "HEBREW", "THAI", "CYRILLIC", "DEVANAGARI", "BENGALI", "TAMIL"))
"""Scripts that occur in a word with at most one run of another script, such as the Arabic article before a foreign name."""
_TOGETHER = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "LATIN", "GREEK", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")
)
"""Scripts that occur together in words in any order."""
_OF_NO_SCRIPT = frozenset(
    (
        "DIGIT",
        "MODIFIER",
        "COMBINING",
        "MATHEMATICAL",
        "SUPERSCRIPT",
        "SUBSCRIPT",
        "LOW",
        "FEMININE",
        "MASCULINE",
        "MICRO",
        "OHM",
    )
)
"""First words of the Unicode names of characters that are used with all scripts."""


def unlikely_share(text: str) -> float:
    """Return the share of a page's letters that are in unlikely words, 0.0 to 1.0; for less than 12 words it is mostly 0.0."""
    if _is_of_rare_ideographs(text):
        return 1.0
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return 0.0
    if _is_of_another_charset(text):
        return 1.0
    return sum(len(word) for word in words if _is_unlikely(word)) / sum(map(len, words))


def _is_of_another_charset(text: str) -> bool:
    """Whether the text has more Latin characters beyond ASCII than any language."""
    signs = [char for char in text if not char.isspace()]
    return sum("\x80" <= char <= "\u017f" for char in signs) > _MOST_WESTERN * len(signs)


def _is_of_rare_ideographs(text: str) -> bool:
    """Whether many ideographs of the text aren't in use, as if a font's own numbers were taken for characters."""
    found = _IDEOGRAPH.findall(text)
    return len(found) >= _FEWEST_IDEOGRAPHS and sum(map(_is_rare, found)) > _MOST_RARE * len(found)


@lru_cache(4096)
def _is_rare(ideograph: str) -> bool:
    """Whether an ideograph is in none of the character sets of China, Taiwan, Japan and Korea."""
    return not any(ideograph.encode(charset, "ignore") for charset in _CHARSETS)


def _is_unlikely(word: str) -> bool:
    """Whether a word mixes scripts that don't occur together in words."""
    if word.isascii():
        return False
    runs = [script for script, _ in groupby(script for script in map(_script, word) if script not in _OF_NO_SCRIPT)]
    kinds = set(runs)
    if kinds <= _TOGETHER or len(kinds) < 2:
        return False
    return len(kinds - _TOGETHER) > 1 or not kinds <= _ALONE | _TOGETHER or len(runs) > 2


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]
