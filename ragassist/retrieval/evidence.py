"""Chooses the passages that the model sees: the best first, none twice, under a budget of tokens."""

from collections import Counter
from dataclasses import dataclass

from indexes.records import Place

MOST_SOURCES = 8


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered passage as the model sees it: `text` is `document.text[start:end]`.

    `header` is the header row of the table that it starts in the middle of, else "".
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
        """The page that it stands on, None where its format has no pages."""
        return self.place.page


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sources for a question, and the probability that the best answers it; `dropped` counts what the budget left out.

    `compared` is how many passages were found, of which the best must stand out, 0 where the question was searched for together
    with the one before. `sentence_cosine` is that of the question and the sources' sentence nearest to it, None where it isn't
    known.
    """

    sources: tuple[Source, ...]
    best_score: float
    dropped: int = 0
    compared: int = 0
    sentence_cosine: float | None = None

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
