"""Finds what a follow-up question asks for although it doesn't name it: "and the second one?", 「それはいつ？」."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest

from ragassist.retrieval.evidence import MOST_SOURCES, Evidence, Source


@dataclass(frozen=True, slots=True)
class PreviousTurn:
    """The question before and the sources that its answer cited."""

    question: str
    cited: tuple[Source, ...] = ()


_NOTHING = 0.1
"""Probability below which a question without a sign of leaning is also searched for with the one before. A higher one spoils
new questions: 0.5 found 1 follow-up of 57 more and lost 4 new questions of 40 (bench/follow_ups.py)."""


def with_earlier(
    question: str, earlier: PreviousTurn | None, alone: Evidence, search: Callable[[str], Evidence], *, leans: bool
) -> Evidence:
    """Return the evidence for a question, which `leans` on the one before or not; `alone` is what it finds by itself.

    A question that stands by itself and finds something keeps `alone`. Otherwise both questions together are searched for, and
    what they find is mixed with `alone`: ahead of it where the question leans, behind it where it only finds nothing. The
    passages that the earlier answer cited come last. Of the two scores the better counts where the question leans.
    """
    if earlier is None or not (leans or alone.best_score < _NOTHING):
        return alone
    both = search(f"{earlier.question} {question}")
    first, second = (both, alone) if leans else (alone, both)
    mixed = [source for pair in zip_longest(first.sources, second.sources) for source in pair if source]
    sources = _distinct([*mixed, *earlier.cited])[:MOST_SOURCES]
    left_out = _distinct([*mixed, *first.left_out, *second.left_out], besides=sources)
    score = max(alone.best_score, both.best_score) if leans else alone.best_score
    return Evidence(tuple(sources), score, tuple(left_out), compared=both.compared if leans else alone.compared)


def _distinct(sources: Iterable[Source], besides: Iterable[Source] = ()) -> list[Source]:
    """Return the sources that overlap no earlier one of them, and none of `besides`."""
    others, kept = list(besides), list[Source]()
    for source in sources:
        if not any(source.overlaps(other) for other in (*others, *kept)):
            kept.append(source)
    return kept
