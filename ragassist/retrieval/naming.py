"""Detects whether a question may refer to a document by the name of its file."""

from collections.abc import Iterable
from pathlib import PurePath

import regex

from ingest.language.scripts import DENSE

_PARTS = regex.compile(rf"[\p{{Latin}}\p{{Arabic}}\p{{M}}]{{4,}}|\p{{N}}{{2,}}|[{DENSE}]{{2,}}")
_STEM = 5
"""Number of first letters by which forms of a word are taken for the same word."""


_CODE = regex.compile(r"[\p{Latin}\d][\p{Latin}\d-]{2,}")


def without_codes(question: str, paths: Iterable[str]) -> str:
    """Return a question without the codes that name one of the files: K240 tells which manual, not which sentence of it."""
    names = " ".join(PurePath(path).stem for path in paths).casefold()

    def kept(found: "regex.Match[str]") -> str:
        word = found[0].casefold()
        return "" if any(char.isdigit() for char in word) and word in names else found[0]

    return " ".join(_CODE.sub(kept, question).split())


def may_name(question: str, path: str) -> bool:
    """Whether a question holds a word, in any form, or a number of a file's name."""
    asked = question.casefold()
    return any(part[:_STEM] in asked for part in _PARTS.findall(PurePath(path).stem.casefold()))
