"""Keeps text from documents, questions and models from being anything but text."""

import unicodedata

import regex

_KEPT = "\n\t"
_MARK = r"(?<![\w)'\"](?:\[\d{1,2}\??\])*)\[(?P<n>\d{1,2})(?P<doubt>\??)\]"
_CODE = r"`[^`\n]+`(*SKIP)(*FAIL)|"
CITATION_MARK = regex.compile(_CODE + _MARK)
"""A citation as an answer shows it: `[n]`, or `[n?]` where it is in doubt, and n in the group of that name.

What stands in code or directly behind a word, as in `argv[1]`, is none.
"""
LEADING_MARKS = regex.compile(r"(?:\s*\[\d{1,2}\??\])+")
"""Citations that stand at the beginning of a text, behind the sentence that was cut off before it."""
_SPACED_MARK = regex.compile(rf"{_CODE} ?{_MARK}")


def for_terminal(text: str) -> str:
    """Return the text without any character that a terminal could act on; joiners, marks and all letters stay.

    Characters are mapped, not sequences, so an escape split over two pieces of a stream is caught as well.
    """
    return "".join("\ufffd" if _is_control(char) else char for char in text)


def one_line(text: str) -> str:
    """Return the text for a place of one line, such as a file name: as `for_terminal`, and no line breaks or tabs."""
    return " ".join(for_terminal(text).split())


def without_citation_marks(text: str) -> str:
    """Return an answer without its citation marks and the blanks before them."""
    return str(_SPACED_MARK.sub("", text))


def _is_control(char: str) -> bool:
    if char in _KEPT:
        return False
    return (
        unicodedata.category(char) in ("Cc", "Cs")
        or char in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
