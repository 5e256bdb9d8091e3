"""Chooses the passages that the model sees: the best first, none twice, under a budget of tokens."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indexes.hits import Filter, Hit
from indexes.library import Library
from indexes.records import Place

MOST_SOURCES = 8
_FROM_ONE_DOCUMENT = 4
_CANDIDATES = 20


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


def gather(
    library: Library,
    question: str,
    language: str,
    budget: int,
    count_tokens: Callable[[str], int],
    only: Filter | None = None,
) -> Evidence:
    """Return the evidence for a question: at most `budget` tokens as counted by `count_tokens`.

    It comes from the documents that a filter lets through.
    """
    hits = library.search(question, language, _CANDIDATES, only=only)
    sources = [_source(hit) for hit in _fair(hits)]
    kept = within(sources, budget, count_tokens)
    numbered = tuple(replace(source, n=n) for n, source in enumerate(kept, 1))
    return Evidence(numbered, hits[0].score if hits else 0.0, len(sources) - len(kept), len(hits))


def _fair(hits: Sequence[Hit]) -> list[Hit]:
    """Return the best hits with no more than a few of one document, so that one long file can't crowd out the rest."""
    taken = Counter[str]()
    chosen: list[Hit] = []
    for hit in hits:
        if taken[hit.chunk.path] < _FROM_ONE_DOCUMENT and len(chosen) < MOST_SOURCES:
            taken[hit.chunk.path] += 1
            chosen.append(hit)
    return chosen


def _source(hit: Hit) -> Source:
    chunk = hit.chunk
    return Source(
        0, chunk.path, chunk.place, chunk.heading, chunk.language, chunk.start, chunk.end, chunk.text, hit.score, chunk.header
    )


def within(sources: Sequence[Source], budget: int, count_tokens: Callable[[str], int]) -> list[Source]:
    """Return the best sources, one at least, that a budget of tokens has room for: a long one that has none is passed over."""
    kept: list[Source] = []
    used = 0
    for source in sources:
        tokens = count_tokens(f"{source.header}\n{source.text}" if source.header else source.text)
        if used + tokens <= budget or not kept:
            used += tokens
            kept.append(source)
    return kept
