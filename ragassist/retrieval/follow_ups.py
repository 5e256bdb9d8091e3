"""Finds what a follow-up question asks for, though it doesn't name it: "and the second one?", 「それはいつ？」."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ragassist.language.follow_up_signs import leans
from ragassist.retrieval.evidence import MOST_SOURCES, Evidence, Source


@dataclass(frozen=True, slots=True)
class PreviousTurn:
    """The question before and the sources that its answer cited."""

    question: str
    cited: tuple[Source, ...] = ()


_NOTHING = 0.1
"""Probability below which a question that shows no sign of leaning is tried with the one before, too. A higher one drags
new questions: 0.5 found 1 follow-up of 57 more and lost 4 new questions of 40 (bench/follow_ups.py)."""


def with_earlier(
    question: str,
    language: str,
    earlier: PreviousTurn | None,
    alone: Evidence,
    search: Callable[[str], Evidence],
) -> Evidence:
    """Return the evidence for a question that may lean on the one before: `alone` is what it finds by itself.

    What both questions together find is mixed in, ahead where the question leans, behind where it only finds nothing; the
    passages that were cited before come last. The better score counts where the question leans, else its own.
    A question that stands by itself and finds something keeps what it found.
    """
    leaning = leans(question, language)
    if earlier is None or not (leaning or alone.best_score < _NOTHING):
        return alone
    both = search(f"{earlier.question} {question}")
    first, second = (both, alone) if leaning else (alone, both)
    mixed = [source for pair in zip_longest(first.sources, second.sources) for source in pair if source]
    sources = _distinct([*mixed, *earlier.cited])[:MOST_SOURCES]
    score = max(alone.best_score, both.best_score) if leaning else alone.best_score
    return Evidence(tuple(sources), score)


def _distinct(sources: Sequence[Source]) -> list[Source]:
    kept: list[Source] = []
    for source in sources:
        if not any(source.path == other.path and source.start < other.end and other.start < source.end for other in kept):
            kept.append(source)
    return kept
