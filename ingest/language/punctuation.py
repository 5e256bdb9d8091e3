"""The signs that end a sentence, as Unicode's property Sentence_Terminal has them for every script."""

import regex

SENTENCE_END = r"\p{Sentence_Terminal}"
"""A sign that may end a sentence, as the inside of a character class."""
WIDE_END = r"[\p{Sentence_Terminal}&&[\p{East_Asian_Width=F}\p{East_Asian_Width=W}\p{East_Asian_Width=H}]]"
"""A sign that ends a sentence without a blank behind it, as a character class for `regex.V1`: 。！？"""
CLOSERS = "\"'”’»」』)）*_"
"""Signs that may stand between a sentence's end and the blank behind it."""
_END = regex.compile(f"[{SENTENCE_END}]")
_WIDE = regex.compile(WIDE_END, regex.V1)


def ends_sentence(char: str) -> bool:
    """Whether a character may end a sentence."""
    return _END.match(char) is not None


def ends_without_blank(char: str) -> bool:
    """Whether a character ends a sentence though no blank follows it."""
    return _WIDE.match(char) is not None
