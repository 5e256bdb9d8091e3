"""Makes text from documents, questions and models safe: without control characters and forged citation marks."""

import unicodedata

import regex

_KEPT = "\n\t"
_MARK = r"(?<![\w)'\"](?:\[\d{1,2}\??\])*)\[(?P<n>\d{1,2})(?P<doubt>\??)\]"
_CODE = r"`[^`\n]+`(*SKIP)(*FAIL)|"
CITATION_MARK = regex.compile(_CODE + _MARK)
"""A citation mark in an answer: `[n]`, or `[n?]` if it is doubtful; the group `n` holds the number.

Numbers in brackets inside code or directly after a word, as in `argv[1]`, don't match.
"""
LEADING_MARKS = regex.compile(r"(?:\s*\[\d{1,2}\??\])+")
"""Citation marks at the beginning of a text, which belong to the sentence that was cut off before it."""
_ANY_MARK = regex.compile(_MARK)
"""A citation mark, in code too: whether something is code depends on the text around it."""
_SPACED_MARK = regex.compile(rf"{_CODE} ?{_MARK}")


def for_terminal(text: str) -> str:
    """Return the text with control characters replaced, so that a terminal doesn't act on it. Joiners, marks and letters stay.

    Single characters are replaced instead of escape sequences, so that a sequence in two pieces of a stream is caught too.
    """
    return "".join("\ufffd" if _is_control(char) else char for char in text)


def one_line(text: str) -> str:
    """Return the text on one line, for example a file name: `for_terminal`, and without line breaks and tabs."""
    return " ".join(for_terminal(text).split())


def without_citation_marks(text: str) -> str:
    """Return an answer without its citation marks and the blank before each."""
    return str(_SPACED_MARK.sub("", text))


def without_forged_marks(text: str) -> str:
    """Return text from a document or a file's name as an answer may hold it: with `[ 3 ]` for what would be a citation mark."""
    return str(_ANY_MARK.sub(lambda mark: f"[ {mark[0][1:-1]} ]", text))


def _is_control(char: str) -> bool:
    if char in _KEPT:
        return False
    return (
        unicodedata.category(char) in ("Cc", "Cs")
        or char in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
