"""Whether a question leans on the one before, by signs: what it begins or ends with, and words that point at something.

Words with which a language begins questions of their own ("is there", "il faut", "gibt es") are no signs. A wrong sign costs
little: what the question finds by itself stays among its sources.
"""

import re
from functools import lru_cache

import regex

from ingest.language.scripts import UNSPACED
from ragassist.language.registry import packs

_OPENING_MARKS = "¿¡\"'«“„「 \t"
_UNSPACED = regex.compile(f"[{UNSPACED}]")
_FEW_WORDS, _FEW_SIGNS = 3, 9
"""Words, or signs of a script without blanks, up to which a question is short."""


def leans(question: str, language: str) -> bool:
    """Whether a question looks like a follow-up: it begins so, points at something, or is very short."""
    return points_back(question, language) or is_short(question)


def points_back(question: str, language: str) -> bool:
    """Whether a question begins or ends like a follow-up, or holds a word that points at something."""
    if language not in packs():
        return False
    return _signs(language).search(question.strip().lstrip(_OPENING_MARKS).replace("’", "'")) is not None


@lru_cache(maxsize=32)
def _signs(language: str) -> re.Pattern[str]:
    return re.compile("|".join(packs()[language].follow_up_signs), re.IGNORECASE)


def is_short(text: str) -> bool:
    """Whether a question has only a few words, or a few signs of a script without blanks."""
    dense = len(_UNSPACED.findall(text))
    return dense <= _FEW_SIGNS if dense else len(re.findall(r"\w+", text)) <= _FEW_WORDS
