"""Keeps the path of headings while a reader walks down a document."""

from ingest.documents import SEPARATOR

_LONGEST = 120
"""Characters of a title; longer ones are slips of the author (a heading that never ends), and each chunk carries its path."""


class Outline:
    """The headings above the place where a reader stands."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, level: int, title: str) -> None:
        """Take a heading: it closes all of its own and deeper levels."""
        self._open = [(above, text) for above, text in self._open if above < level]
        words = " ".join(title.split())
        self._open.append((level, words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"))

    @property
    def path(self) -> str:
        """The titles from the outermost in, joined by `SEPARATOR`."""
        return SEPARATOR.join(text for _, text in self._open)
