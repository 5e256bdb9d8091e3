"""Keeps text from documents, questions and models from being anything but text."""

import re
import unicodedata
from collections.abc import Iterable

_KEPT = "\n\t"


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


def for_terminal(text: str) -> str:
    """Return the text without any character that a terminal could act on; joiners, marks and all letters stay.

    Characters are mapped, not sequences, so an escape split over two pieces of a stream is caught as well.
    """
    return "".join("\ufffd" if _is_control(char) else char for char in text)


def one_line(text: str) -> str:
    """Return the text for a place of one line, such as a file name: as `for_terminal`, and no line breaks or tabs."""
    return " ".join(for_terminal(text).split())


def _is_control(char: str) -> bool:
    if char in _KEPT:
        return False
    return (
        unicodedata.category(char) in ("Cc", "Cs")
        or char in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
