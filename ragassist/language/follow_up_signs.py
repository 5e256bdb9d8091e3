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
    text = question.strip().lstrip(_OPENING_MARKS).replace("’", "'")
    pattern = _signs(language) if language in packs() else None
    return bool(pattern and pattern.search(text)) or _is_short(text)


@lru_cache(maxsize=32)
def _signs(language: str) -> re.Pattern[str]:
    return re.compile("|".join(packs()[language].follow_up_signs), re.IGNORECASE)


def _is_short(text: str) -> bool:
    dense = len(_UNSPACED.findall(text))
    return dense <= _FEW_SIGNS if dense else len(re.findall(r"\w+", text)) <= _FEW_WORDS
