"""Keep text from forming special tokens of a vocabulary."""

import re
from collections.abc import Iterable


def split_literals(text: str, literals: Iterable[str]) -> list[str]:
    """Return the text in pieces of which none holds a literal of a special token: each is cut after its first character.

    Tokenizing with special tokens off isn't enough: llama.cpp then still matches those that a model file calls user-defined.
    """
    wanted = sorted((literal for literal in literals if len(literal) > 1 and literal in text), key=len, reverse=True)
    if not wanted:
        return [text]
    pieces, at = [], 0
    for found in re.finditer("(?=" + "|".join(map(re.escape, wanted)) + ")", text):
        pieces.append(text[at : found.start() + 1])
        at = found.start() + 1
    return [piece for piece in [*pieces, text[at:]] if piece]
