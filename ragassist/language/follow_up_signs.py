"""Detects follow-up questions by patterns: how they begin or end, and words that refer to something.

Usual beginnings of independent questions ("is there", "il faut", "gibt es") don't count. An error does little harm, since the
sources that the question finds by itself are kept.
"""

import re
from functools import lru_cache

import regex

from ingest.language.punctuation import straightened
from ingest.language.scripts import UNSPACED
from ragassist.language.registry import packs

_OPENING_MARKS = "¿¡\"'«“„「 \t"
_UNSPACED = regex.compile(f"[{UNSPACED}]")
_FEW_WORDS, _FEW_SIGNS = 3, 9
"""Most words, or letters of a script without blanks, of a short question."""


def leans(question: str, language: str) -> bool:
    """Whether a question looks like a follow-up: by its beginning, a word that refers to something, or its shortness."""
    return points_back(question, language) or is_short(question)


def points_back(question: str, language: str) -> bool:
    """Whether a question begins or ends like a follow-up, or contains a word that refers to something."""
    if language not in packs():
        return False
    return _signs(language).search(straightened(question.strip().lstrip(_OPENING_MARKS))) is not None


@lru_cache(maxsize=32)
def _signs(language: str) -> re.Pattern[str]:
    return re.compile("|".join(packs()[language].follow_up_signs), re.IGNORECASE)


def is_short(text: str) -> bool:
    """Whether a question has only a few words, or a few letters of a script without blanks."""
    dense = len(_UNSPACED.findall(text))
    return dense <= _FEW_SIGNS if dense else len(re.findall(r"\w+", text)) <= _FEW_WORDS
