"""Evidence for a question: the passages that fit the context budget, fairly spread over documents."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from indexes.hits import Filter, Hit
from indexes.library import Library
from ragassist.retrieval.evidence import MOST_SOURCES, Evidence, Source

_FROM_ONE_DOCUMENT = 4
_CANDIDATES = 20


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


def in_prepared_order(sources: Sequence[Source], prepared: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources numbered anew: first the prepared ones, up to the first that isn't among them, then the others.

    What is prepared is a prefix of the prompt, so behind a source that wasn't found again nothing can be used.
    """
    rest = list(sources)
    kept: list[Source] = []
    for source in prepared:
        again = next((other for other in rest if _passage(other) == _passage(source)), None)
        if again is None:
            break
        rest.remove(again)
        kept.append(again)
    return tuple(replace(source, n=n) for n, source in enumerate([*kept, *rest], 1))


def _passage(source: Source) -> tuple[str, int, int, str]:
    return source.path, source.start, source.end, source.text
