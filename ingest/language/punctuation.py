"""Characters that end a sentence in any script, by Unicode's property Sentence_Terminal."""

import regex

SENTENCE_END = r"\p{Sentence_Terminal}"
"""Characters that may end a sentence, as the inside of a character class."""
WIDE_END = r"[\p{Sentence_Terminal}&&[\p{East_Asian_Width=F}\p{East_Asian_Width=W}\p{East_Asian_Width=H}]]"
"""Characters that end a sentence without a blank after them, as a character class for `regex.V1`: 。！？"""
CLOSERS = "\"'”’»」』)）*_"
"""Characters that may stand between the end of a sentence and the blank after it."""
COLONS = (":", "：")
"""The colons of all scripts."""
_END = regex.compile(f"[{SENTENCE_END}]")
_WIDE = regex.compile(WIDE_END, regex.V1)


def ends_sentence(char: str) -> bool:
    """Whether a character may end a sentence."""
    return _END.match(char) is not None


def ends_without_blank(char: str) -> bool:
    """Whether a character ends a sentence without a blank after it."""
    return _WIDE.match(char) is not None


def straightened(text: str) -> str:
    """Return the text with straight apostrophes, so that the kind of apostrophe has no influence."""
    return text.replace("’", "'")
