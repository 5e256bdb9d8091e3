"""Knows the sentence by which a model says that the documents hold no answer, also when it gets a word of it wrong."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from ingest.scripts import EIGHT
from ragassist.phrases import phrase

_ALIKE = 0.85
_MARKERS = re.compile(r"\[[\d\s,]*\]")


@lru_cache(maxsize=1)
def _refusals() -> tuple[str, ...]:
    return tuple(_letters(phrase("refusal", language)) for language in EIGHT)


def _letters(text: str) -> str:
    return "".join(char for char in _MARKERS.sub("", text).casefold() if char.isalnum())


def is_refusal(text: str) -> bool:
    """Whether a text is, or holds, the refusal in any of the eight languages."""
    plain = _letters(text)
    return any(refusal in plain or _alike(plain, refusal) for refusal in _refusals())


def may_become_refusal(text: str) -> bool:
    """Whether the beginning of an answer is, as far as it goes, the beginning of a refusal."""
    plain = _letters(text)
    return any(_alike(plain[: len(refusal)], refusal[: len(plain)]) for refusal in _refusals())


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
