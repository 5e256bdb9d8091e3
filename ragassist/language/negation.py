"""Counts the negations in a text by the words of its language's pack; an even number is an affirmation."""

from functools import lru_cache

import regex

from ingest.language.punctuation import straightened
from ragassist.language.measures.characters import folded
from ragassist.language.registry import packs

_NEVER = "(?!)"


def negations(text: str, language: str) -> int | None:
    """Return the number of negating words and endings in a text, None if the language has no pack."""
    patterns = _patterns(language)
    if patterns is None:
        return None
    denying, exceptions = patterns
    return len(denying.findall(exceptions.sub(" ", straightened(folded(text)))))


@lru_cache(maxsize=16)
def _patterns(language: str) -> "tuple[regex.Pattern[str], regex.Pattern[str]] | None":
    pack = packs().get(language)
    if pack is None:
        return None
    # The text is case-folded, which makes ss of ß.
    denying, exceptions = (of.replace("ß", "ss") for of in (pack.negation, pack.negation_exceptions or _NEVER))
    return regex.compile(denying), regex.compile(exceptions)
