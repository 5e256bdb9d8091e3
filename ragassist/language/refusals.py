"""Recognises a model's sentences that say that the documents hold no answer: in our wording, nearly so, and in its own."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from ragassist.language.function_words import negates
from ragassist.language.phrases import phrase
from ragassist.language.registry import languages, packs, pattern_of_all

_ALIKE = 0.85
_SAME = 0.92
"""How alike our refusal a sentence is that says no more: of "I cannot find the price in your documents" it is 0.91."""
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


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _letters(text: str) -> str:
    return "".join(char for char in _MARKERS.sub("", text).casefold() if char.isalnum())


def is_refusal(text: str) -> bool:
    """Whether a text is, or holds, a sentence in any language that says the documents hold no answer."""
    return holds_our_refusal(text) or _own_words(languages()).search(without_opening(_straight(text)).casefold()) is not None


def holds_our_refusal(text: str) -> bool:
    """Whether a text holds our own refusal in any language, or is nearly that."""
    plain = _letters(text)
    return any(refusal in plain or (_alike(plain, refusal) and negates(text)) for refusal in _refusals(languages()))


def is_our_refusal(sentence: str) -> bool:
    """Whether a whole sentence is our own refusal in any language, but for a few letters and not its "not"."""
    plain = _letters(sentence)
    return any(_likeness(plain, refusal) >= _SAME for refusal in _refusals(languages())) and negates(sentence)


def ends_in_material(text: str) -> bool:
    """Return whether the last word of a text is one for the documents, in any language: "as in source"."""
    return _ending(languages()).search(text.casefold()) is not None


def without_opening(text: str) -> str:
    """Return a text without "according to the documents" and its like."""
    return pattern_of_all("according").sub(" ", _straight(text)).strip() or text


def may_become_refusal(text: str) -> bool:
    """Whether the beginning of an answer is, as far as it goes, the beginning of our own refusal."""
    plain = _letters(text)
    return any(_alike(plain[: len(refusal)], refusal[: len(plain)]) for refusal in _refusals(languages()))


def _alike(one: str, other: str) -> bool:
    return _likeness(one, other) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
