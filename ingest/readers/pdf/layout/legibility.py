"""Tells whether the text of a page is plausible: a font without a usable character map yields strings that are no words."""

import re
import unicodedata
from itertools import groupby

_WORD = re.compile(r"\w{2,}")
_FEWEST_WORDS = 12
"""Fewest words of a page by which its fonts are judged."""
_MOST_WESTERN = 0.4
"""Share of a page's characters in the Latin ranges beyond ASCII. Vietnamese has the highest share of all languages, 0.15."""
_ALONE = frozenset(("ARABIC", "HEBREW", "THAI", "CYRILLIC", "DEVANAGARI", "BENGALI", "TAMIL"))
"""Scripts that meet another script at most once in a word, as an Arabic article before a foreign name does."""
_TOGETHER = frozenset(
    ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "LATIN", "GREEK", "FULLWIDTH", "HALFWIDTH", "IDEOGRAPHIC")
)
"""Scripts that meet inside of words in any order."""
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
"""First words of the names of signs that any script uses."""


def unlikely_share(text: str) -> float:
    """Return the share of a page's letters that stand in words that nobody wrote, 0.0 where there are too few to tell."""
    words = _WORD.findall(text)
    if len(words) < _FEWEST_WORDS:
        return 0.0
    if _is_of_another_charset(text):
        return 1.0
    return sum(len(word) for word in words if _is_unlikely(word)) / sum(map(len, words))


def _is_of_another_charset(text: str) -> bool:
    """Whether most signs are those of western Europe beyond ASCII, where no language has so many."""
    signs = [char for char in text if not char.isspace()]
    return sum("\x80" <= char <= "\u017f" for char in signs) > _MOST_WESTERN * len(signs)


def _is_unlikely(word: str) -> bool:
    """Whether a word changes between scripts as no word does."""
    if word.isascii():
        return False
    runs = [script for script, _ in groupby(script for script in map(_script, word) if script not in _OF_NO_SCRIPT)]
    kinds = set(runs)
    if kinds <= _TOGETHER or len(kinds) < 2:
        return False
    return len(kinds - _TOGETHER) > 1 or not kinds <= _ALONE | _TOGETHER or len(runs) > 2


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]
