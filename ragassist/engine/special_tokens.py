"""Prevents untrusted text from forming special tokens, or tags of reasoning where those are plain text."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_ELEMENTS = (
    "a|b|blockquote|body|br|caption|code|div|em|footer|h[1-6]|hr|html|i|iframe|img|li|ol|p|pre|s|span|strong|sub|sup|table|tbody|"
    "td|tfoot|th|thead|tr|u|ul"
)
_HTML = re.compile(rf"</?(?:{_ELEMENTS})>")
"""HTML elements of text, most of which are user-defined tokens in Gemma's vocabulary."""
_BLANK = "\u2581"
"""The character that SentencePiece writes for a blank in the text of a token."""


def is_harmless(literal: str) -> bool:
    """Return whether a user-defined token is only text: a run of blanks or line breaks, or an HTML element."""
    return not literal.replace(_BLANK, " ").strip() or _HTML.fullmatch(literal) is not None


def split_literals(text: str, literals: Iterable[str], tags: Iterable[str] = ()) -> list[str]:
    """Split a text into pieces that are tokenized one by one; none of them holds a whole literal of a special token.

    A literal is cut after its first character. Switching special tokens off isn't enough, because llama.cpp still matches
    user-defined tokens. A tag in plain text is cut in the middle of its word, so that its tokens differ from those of a tag
    that steers the model.
    """
    cuts = {at + 1 for at, _ in _found(text, literals)} | {at + len(tag) // 2 for at, tag in _found(text, tags)}
    edges = [0, *sorted(cuts), len(text)]
    return [text[start:end] for start, end in pairwise(edges) if start < end]


def _found(text: str, literals: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each literal of more than one character; of several at one offset, the longest."""
    wanted = sorted((literal for literal in literals if len(literal) > 1 and literal in text), key=len, reverse=True)
    if wanted:
        for found in re.finditer("(?=(" + "|".join(map(re.escape, wanted)) + "))", text):
            yield found.start(), found[1]
