"""Finds what a person means by a few letters: documents behind `@`, actions behind `/`."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from textual.fuzzy import FuzzySearch

_BEING_WRITTEN = re.compile(r"(?:^|\s)(@)([^\s@]*)$|^(/)(\S*)$")
_MOST = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant: its key, what is shown of it, and other words by which it is found."""

    key: str
    title: str
    note: str = ""
    also: str = ""


def being_written(before_the_cursor: str) -> tuple[str, str] | None:
    """Return the sign and the letters behind it that are being written, None where there is none."""
    found = _BEING_WRITTEN.search(before_the_cursor)
    return (found[1] or found[3], found[2] or found[4] or "") if found else None


def fitting(letters: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates in which the letters occur in order, the best first, a few at most."""
    wanted = _plain(letters)
    if not wanted:
        return list(candidates[:_MOST])
    search = FuzzySearch()
    scored = [(max(search.match(wanted, _plain(text))[0] for text in (each.title, each.also)), each) for each in candidates]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [candidate for _, candidate in best[:_MOST]]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
