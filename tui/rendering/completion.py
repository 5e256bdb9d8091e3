"""Completes what is typed after `@` (a document or folder) and after `/` (an action)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from textual.fuzzy import FuzzySearch

_BEING_WRITTEN = re.compile(r"(?:^|\s)(@)([^\s@]*)$|^(/)(\S*)$")
_MOST = 8
"""Number of candidates that are shown at most."""


@dataclass(frozen=True, slots=True)
class CompletionCandidate:
    """A possible completion: its key, the title and note that are shown, and other words by which it is found."""

    key: str
    title: str
    note: str = ""
    also: str = ""


def being_written(before_the_cursor: str) -> tuple[str, str] | None:
    """Return the sign (`@` or `/`) and the letters typed after it, None if the cursor isn't behind such a sign."""
    found = _BEING_WRITTEN.search(before_the_cursor)
    return (found[1] or found[3], found[2] or found[4] or "") if found else None


def fitting(letters: str, candidates: Sequence[CompletionCandidate]) -> list[CompletionCandidate]:
    """Return at most `_MOST` candidates, the best match first.

    Their titles contain the letters in this order, or their other words contain them in one piece, since scattered letters
    match nearly every long path.
    """
    wanted = _plain(letters)
    if not wanted:
        return list(candidates[:_MOST])
    search = FuzzySearch()
    scored = [(_score(search, wanted, each), each) for each in candidates]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: -pair[0])
    return [candidate for _, candidate in best[:_MOST]]


def _score(search: FuzzySearch, wanted: str, candidate: CompletionCandidate) -> float:
    also = _plain(candidate.also)
    texts = [_plain(candidate.title), *([also] if wanted in also else [])]
    return max(search.match(wanted, text)[0] for text in texts)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
