"""The passages that a question is answered from, and what the search tells of them."""

from collections import Counter
from dataclasses import KW_ONLY, dataclass

from indexes.records import Place

MOST_SOURCES = 8
"""Passages that the model is shown at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A numbered passage as the model sees it: `text` is `document.text[start:end]`.

    `header` is the header row of the table that the passage starts in the middle of, else "".
    """

    n: int
    path: str
    place: Place
    heading: str
    language: str
    start: int
    end: int
    text: str
    score: float
    header: str = ""

    @property
    def page(self) -> int | None:
        """The page of the passage, None where its format has no pages."""
        return self.place.page

    @property
    def passage(self) -> tuple[str, int, int, str]:
        """What tells whether two sources are the same passage, whatever their number and score."""
        return self.path, self.start, self.end, self.text

    def overlaps(self, other: "Source") -> bool:
        """Whether the two share text of one document."""
        return self.path == other.path and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of a source, by its offsets in the source's text."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence as it stands."""
        return self.source.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sources for a question, and `best_score`, the probability that the best of them answers it.

    `left_out` are passages that were found and had no room in the token budget. `compared` counts the passages that were found,
    among which the best must stand out; it is 0 where the question was searched for together with the one before.
    `sentence` is the sentence of the sources that most likely answers, `sentence_cosine` the cosine of the question and the
    nearest one; None where that isn't known.
    """

    sources: tuple[Source, ...]
    best_score: float
    left_out: tuple[Source, ...] = ()
    _: KW_ONLY
    compared: int = 0
    sentence_cosine: float | None = None
    sentence: SourceSentence | None = None

    @property
    def languages(self) -> set[str]:
        """The languages of the sources."""
        return {source.language for source in self.sources}

    @property
    def main_language(self) -> str:
        """The language of most of the sources' text."""
        amounts = self._amounts()
        return amounts.most_common(1)[0][0] if amounts else ""

    def share_in(self, language: str) -> float:
        """Return the share of the sources' text that is in a language or in none that is known, 0 to 1; 0 of no text."""
        amounts = self._amounts()
        return (amounts[language] + amounts[""]) / max(1, amounts.total())

    def _amounts(self) -> Counter[str]:
        amounts = Counter[str]()
        for source in self.sources:
            amounts[source.language] += len(source.text)
        return amounts
