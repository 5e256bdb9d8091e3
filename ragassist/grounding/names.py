"""Finds the names in a text: by capital letters, and in Japanese by the sign between the parts of a foreign name."""

from functools import lru_cache

import regex

from ragassist.language.measures.weekdays import is_calendar_name
from ragassist.language.pack import LanguagePack
from ragassist.language.registry import packs

CAPITALISED = regex.compile(r"\p{Lu}\p{Ll}{2,}")
"""A word with a capital letter."""
_PAIR = regex.compile(rf"({CAPITALISED.pattern}) ({CAPITALISED.pattern})")
_INSIDE = regex.compile(rf"(?<=\p{{L}}[\s,;(]|[,;] ){CAPITALISED.pattern}")
_DOTTED = regex.compile(r"[\p{Katakana}ー]+(?:・[\p{Katakana}ー]+)+")


@lru_cache(maxsize=256)
def names_in(text: str, language: str) -> frozenset[str]:
    """Return the words of a text that are known to be names: by a capital, where every noun has one by two in a row, by 「・」.

    The first word counts only if the second has a capital as well.
    """
    pack = packs().get(language)
    if pack is None or pack.scripts[0] != "Latn":
        return frozenset(part for match in _DOTTED.finditer(text) for part in match[0].split("・"))
    found = set(_in_pairs(text, pack))
    if pack.names_by_capital:
        found.update(match[0] for match in CAPITALISED.finditer(text) if match.start())
    empty = pack.function_words | pack.titles
    return frozenset(word for word in found if word.lower() not in empty and not is_calendar_name(word, language))


def names_inside(text: str, pack: LanguagePack) -> list[str]:
    """Return the names in a text of a Latin language, without a word that begins a sentence unless another name follows it."""
    if pack.names_by_capital:
        return [word for word in _INSIDE.findall(text) if not is_calendar_name(word, pack.code)]
    return _in_pairs(text, pack)


def _in_pairs(text: str, pack: LanguagePack) -> list[str]:
    """Return the words with capitals that stand two in a row and are no function words."""
    pairs = [pair for pair in _PAIR.findall(text) if not pack.function_words.intersection(map(str.lower, pair))]
    return [word for pair in pairs for word in pair]
