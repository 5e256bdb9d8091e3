"""Detects whether a question may refer to a document by the name of its file."""

from pathlib import PurePath

import regex

_PARTS = regex.compile(r"[\p{Latin}\p{Arabic}\p{M}]{4,}|\p{N}{2,}|[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]{2,}")
_STEM = 5
"""Number of first letters by which forms of a word are taken for the same word."""


def may_name(question: str, path: str) -> bool:
    """Whether a question holds a word, in any form, or a number of a file's name."""
    asked = question.casefold()
    return any(part[:_STEM] in asked for part in _PARTS.findall(PurePath(path).stem.casefold()))
