"""Finds evidence for follow-up questions, which don't name their topic: "and the second one?", 「それはいつ？」."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from ragassist.retrieval.evidence import MOST_SOURCES, Evidence, Source, distinct


@dataclass(frozen=True, slots=True)
class PreviousTurn:
    """The previous question, and the sources that its answer has cited."""

    question: str
    cited: tuple[Source, ...] = ()


_NOTHING = 0.1
"""If the best probability is lower, a question that doesn't look like a follow-up is searched with the previous one too. A
higher threshold harms independent questions: 0.5 finds 1 of 57 follow-ups more but loses 4 of 40 independent questions
(bench/follow_ups.py)."""


def with_earlier(
    question: str, earlier: PreviousTurn | None, alone: Evidence, search: Callable[[str], Evidence], *, leans: bool
) -> Evidence:
    """Return the evidence for a question. `leans` tells whether it is a follow-up; `alone` is its evidence without the previous
    question.

    A question that isn't a follow-up and finds something keeps `alone`. Otherwise both questions are searched together, and
    the results are interleaved with `alone`; they come first for a follow-up, and second otherwise. The passages that the
    previous answer cited come last. For a follow-up the better of the two scores counts.
    """
    if earlier is None or not (leans or alone.best_score < _NOTHING):
        return alone
    both = search(f"{earlier.question} {question}")
    first, second = (both, alone) if leans else (alone, both)
    mixed = [source for pair in zip_longest(first.sources, second.sources) for source in pair if source]
    sources = distinct([*mixed, *earlier.cited])[:MOST_SOURCES]
    left_out = distinct([*mixed, *first.left_out, *second.left_out], besides=sources)
    score = max(alone.best_score, both.best_score) if leans else alone.best_score
    return Evidence(tuple(sources), score, tuple(left_out), compared=both.compared if leans else alone.compared)
