"""Chooses the passages that the model sees: the best first, none twice, under a budget of tokens."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexes.hits import Filter, Hit
from indexes.library import Library
from indexes.records import ChunkRow, Place
from ingest.documents import Span

MOST_SOURCES = 6
_FROM_ONE_DOCUMENT = 3
_CANDIDATES = 12
_GAP_OF_NEIGHBOURS = 4
"""Characters between two chunks that still count as one run of text: the blank line between paragraphs."""


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
    """The sources for a question, and the best score that anything had; `dropped` counts hits that the budget left out."""

    sources: tuple[Source, ...]
    best_score: float
    dropped: int = 0

    @property
    def languages(self) -> set[str]:
        """The languages of the sources."""
        return {source.language for source in self.sources}

    @property
    def main_language(self) -> str:
        """The language of most of the sources' text."""
        amounts = Counter[str]()
        for source in self.sources:
            amounts[source.language] += len(source.text)
        return amounts.most_common(1)[0][0] if amounts else ""


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
    chosen = _fair(_without_repeats(hits))
    sources = [_joined(group) for group in _neighbourhoods(chosen)]
    kept = _within(sources, budget, count_tokens)
    numbered = tuple(replace(source, n=n) for n, source in enumerate(kept, 1))
    return Evidence(numbered, hits[0].score if hits else 0.0, len(sources) - len(kept))


def _without_repeats(hits: Sequence[Hit]) -> Iterator[Hit]:
    seen = set[str]()
    for hit in hits:
        text = "".join(hit.chunk.text.split()).casefold()
        if text not in seen:
            seen.add(text)
            yield hit


def _fair(hits: Iterator[Hit]) -> list[Hit]:
    """Return the best hits with no more than a few of one document, so that one long file can't crowd out the rest."""
    taken = Counter[str]()
    chosen: list[Hit] = []
    for hit in hits:
        if taken[hit.chunk.path] < _FROM_ONE_DOCUMENT and len(chosen) < MOST_SOURCES:
            taken[hit.chunk.path] += 1
            chosen.append(hit)
    return chosen


def _neighbourhoods(hits: Sequence[Hit]) -> list[list[Hit]]:
    """Group chunks that stand one behind the other on a page; groups keep the rank of their best chunk."""
    groups: list[list[Hit]] = []
    for hit in hits:
        near = next((group for group in groups if any(_adjacent(hit.chunk, other.chunk) for other in group)), None)
        if near is None:
            groups.append([hit])
        else:
            near.append(hit)
    return groups


def _adjacent(one: ChunkRow, other: ChunkRow) -> bool:
    first, second = sorted((one, other), key=lambda chunk: chunk.start)
    same_place = (one.path, one.page) == (other.path, other.page)
    return same_place and 0 <= second.start - first.end <= _GAP_OF_NEIGHBOURS


def _joined(group: Sequence[Hit]) -> Source:
    chunks = sorted((hit.chunk for hit in group), key=lambda chunk: chunk.start)
    text = chunks[0].text
    for before, chunk in itertools.pairwise(chunks):
        text += "\n" * (chunk.start - before.end) + chunk.text
    best = group[0]
    return Source(
        0, best.chunk.path, _place(chunks), chunks[0].heading, best.chunk.language,
        chunks[0].start, chunks[-1].end, text, best.score, chunks[0].header,
    )  # fmt: skip


def _place(chunks: Sequence[ChunkRow]) -> Place:
    """Return the place of a run of chunks on one page: from the start of the first to the end of the last."""
    spans = [chunk.place.span for chunk in chunks if chunk.place.span]
    span = Span(spans[0].first, spans[-1].last) if spans else None
    return replace(chunks[0].place, span=span)


def _within(sources: Sequence[Source], budget: int, count_tokens: Callable[[str], int]) -> list[Source]:
    kept: list[Source] = []
    used = 0
    for source in sources:
        used += count_tokens(f"{source.header}\n{source.text}" if source.header else source.text)
        if used > budget and kept:
            break
        kept.append(source)
    return kept
