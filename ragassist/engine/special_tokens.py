"""Keep text from forming special tokens of a vocabulary, or tags of reasoning where those are plain text."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_ELEMENTS = (
    "a|b|blockquote|body|br|caption|code|div|em|footer|h[1-6]|hr|html|i|iframe|img|li|ol|p|pre|s|span|strong|sub|sup|table|tbody|"
    "td|tfoot|th|thead|tr|u|ul"
)
_HTML = re.compile(rf"</?(?:{_ELEMENTS})>")
"""HTML's elements of text; Gemma's vocabulary has most of them as user-defined tokens."""
_BLANK = "\u2581"
"""How SentencePiece writes a blank in the text of a token."""


def is_harmless(literal: str) -> bool:
    """Return whether a user-defined token is text and doesn't steer the model: a run of blanks or lines, or an HTML element."""
    return not literal.replace(_BLANK, " ").strip() or _HTML.fullmatch(literal) is not None


def split_literals(text: str, literals: Iterable[str], tags: Iterable[str] = ()) -> list[str]:
    """Return the text in pieces that can be tokenized one by one: joined they are the text, and none holds a whole literal.

    A literal of a special token is cut after its first character. Tokenizing with special tokens off isn't enough: llama.cpp
    then still matches those that a model file calls user-defined. A tag that is plain text is cut in its middle, amid a word,
    so that its tokens aren't those of the tag that steers the model.
    """
    cuts = {at + 1 for at, _ in _found(text, literals)} | {at + len(tag) // 2 for at, tag in _found(text, tags)}
    edges = [0, *sorted(cuts), len(text)]
    return [text[start:end] for start, end in pairwise(edges) if start < end]


def _found(text: str, literals: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where literals of more than one character stand, of several at one place the longest."""
    wanted = sorted((literal for literal in literals if len(literal) > 1 and literal in text), key=len, reverse=True)
    if wanted:
        for found in re.finditer("(?=(" + "|".join(map(re.escape, wanted)) + "))", text):
            yield found.start(), found[1]
