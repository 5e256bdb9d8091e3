"""Keeps the path of headings while a reader goes through a document."""

from ingest.documents import SEPARATOR

_LONGEST = 120
"""Characters of a title; longer ones are mostly paragraphs with the wrong style, and each chunk repeats its path."""


class Outline:
    """The headings above the present place in a document."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, level: int, title: str) -> None:
        """Add a heading, which ends all headings of its own and of deeper levels."""
        self._open = [(above, text) for above, text in self._open if above < level]
        words = " ".join(title.split())
        self._open.append((level, words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"))

    @property
    def path(self) -> str:
        """The titles of the headings, the outermost first, joined by `SEPARATOR`."""
        return SEPARATOR.join(text for _, text in self._open)
