"""Recognises sentences that say that the documents contain no answer: the program's refusal, or the model's own words."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from ingest.language.punctuation import straightened
from ragassist.language.function_words import negates
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages, packs, pattern_of_all

_ALIKE = 0.85
_SAME = 0.92
"""Similarity from which a sentence is the program's refusal and says no more; a sentence that names a missing thing, "I cannot
find the price in your documents", has 0.91."""
_MARKERS = re.compile(r"\[[\d\s,]*\]")


@lru_cache(maxsize=4)
def _refusals(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_letters(phrase("refusal", code)) for code in codes)


@lru_cache(maxsize=4)
def _own_words(codes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for code in codes for pattern in packs()[code].refusals))


@lru_cache(maxsize=4)
def _ending(codes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zß-ÿ])(?:{'|'.join(packs()[code].material for code in codes)})\s*$")


def _letters(text: str) -> str:
    return "".join(char for char in _MARKERS.sub("", text).casefold() if char.isalnum())


def is_refusal(text: str) -> bool:
    """Whether a text contains a sentence in any language that says that the documents contain no answer."""
    return holds_our_refusal(text) or _own_words(languages()).search(without_opening(straightened(text)).casefold()) is not None


def holds_our_refusal(text: str) -> bool:
    """Whether a text contains the program's refusal in any language, or is similar to it."""
    plain = _letters(text)
    return any(refusal in plain or (_alike(plain, refusal) and negates(text)) for refusal in _refusals(languages()))


def is_our_refusal(sentence: str) -> bool:
    """Whether a sentence is the program's refusal in any language, except for a few letters but with its negation."""
    plain = _letters(sentence)
    return any(_likeness(plain, refusal) >= _SAME for refusal in _refusals(languages())) and negates(sentence)


def ends_in_material(text: str) -> bool:
    """Return whether the last word of a text means the documents, in any language: "as in source"."""
    return _ending(languages()).search(text.casefold()) is not None


def without_opening(text: str) -> str:
    """Return a text without "according to the documents" and similar phrases."""
    return pattern_of_all("according").sub(" ", straightened(text)).strip() or text


def may_become_refusal(text: str) -> bool:
    """Whether the beginning of an answer is the beginning of the program's refusal."""
    plain = _letters(text)
    return any(_alike(plain[: len(refusal)], refusal[: len(plain)]) for refusal in _refusals(languages()))


def _alike(one: str, other: str) -> bool:
    return _likeness(one, other) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
