"""Counts how often a text says "not", by the words of its language's pack: an even number says yes again."""

from functools import lru_cache

import regex

from ragassist.language.measures.characters import folded
from ragassist.language.registry import packs

_NEVER = "(?!)"


def negations(text: str, language: str) -> int | None:
    """Return how many words and endings of a text deny something; None where the language has no pack."""
    patterns = _patterns(language)
    if patterns is None:
        return None
    denying, exceptions = patterns
    return len(denying.findall(exceptions.sub(" ", folded(text).replace("’", "'"))))


@lru_cache(maxsize=16)
def _patterns(language: str) -> "tuple[regex.Pattern[str], regex.Pattern[str]] | None":
    pack = packs().get(language)
    if pack is None:
        return None
    return regex.compile(pack.negation), regex.compile(pack.negation_exceptions or _NEVER)
