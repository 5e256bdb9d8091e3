"""Decides whether the text of a page is plausible, since a font with a wrong character map yields strings that aren't words."""

import re
import unicodedata
from itertools import groupby

_WORD = re.compile(r"\w{2,}")
_FEWEST_WORDS = 12
"""Words of a page from which its text is judged."""
_MOST_WESTERN = 0.4
"""Share of a page's characters in the Latin ranges beyond ASCII, above which they are wrong; Vietnamese has most, 0.15."""
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
    """Return the share of a page's letters that are in unlikely words, 0.0 to 1.0; it is 0.0 for less than 12 words."""
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
