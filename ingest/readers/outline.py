"""Keeps the path of headings while a reader walks down a document."""

from ingest.documents import SEPARATOR


class Outline:
    """The headings above the place where a reader stands."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, level: int, title: str) -> None:
        """Take a heading: it closes all of its own and deeper levels."""
        self._open = [(above, text) for above, text in self._open if above < level]
        self._open.append((level, " ".join(title.split())))

    @property
    def path(self) -> str:
        """The titles from the outermost in, joined by `SEPARATOR`."""
        return SEPARATOR.join(text for _, text in self._open)
