"""Joins dense and full-text search by coverage.

Reciprocal rank fusion trusts both legs alike, but full text only finds passages in the question's own language: it was measured
to push the right passage in another language out of the first five half of the time. Coverage says how much of the question
the words of a passage account for, between 0 and 1, so a full-text leg that knows nothing says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from types import MappingProxyType

from indexes.hits import LexicalMatch, Mode

COVERAGE_WEIGHT, IDENTIFIER_WEIGHT = 1.2, 0.1
"""score = cosine + 1.2 x coverage squared + 0.1 x share of the question's identifiers. Squared, a few shared words of another
subject weigh nothing. Numbers and part numbers are the words that stand in another language too: with them recall@1 of parallel
paragraphs rose from 83.9 to 84.5 % in another language and from 74.3 to 75.0 % in a mixed library (`bench/retrieval.py`)."""
NEIGHBOUR_WEIGHT = 0.3
"""What a chunk's neighbours count for: they tell what the text around it is about. With them the right passage of a real
library of 44,639 chunks in eight languages is among the first five for 84 instead of 78 % of 45 questions in its language
and for 62 instead of 56 % of 34 in another one, before the second stage (weights from 0.2 to 0.6 perform alike)."""
_BY_WORDS, _SURE_COVERAGE, _FIRST = 3, 0.25, 5
"""The three best passages by words stand among the first five if their words account for a quarter of the question. Where the
right passage is in another language the best one by words accounts for less in 9 of 10 questions to a real library."""
_NO_WORDS = LexicalMatch(0.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk that one of the legs found: cosine from -1 to 1, coverage and share of the question's identifiers from 0 to 1.

    `context` is what its neighbours add to its cosine, as a rule below 0, `lift` what the question's wording in the language of
    the chunk adds to its score.
    """

    chunk_id: int
    cosine: float
    coverage: float
    _: KW_ONLY
    identifiers: float = 0.0
    context: float = 0.0
    lift: float = 0.0

    @property
    def score(self) -> float:
        """The fused score of the chunk by itself."""
        return self.cosine + COVERAGE_WEIGHT * self.coverage**2 + IDENTIFIER_WEIGHT * self.identifiers + self.lift

    @property
    def place(self) -> float:
        """The score that orders a hybrid search: the fused one and what the chunk's neighbours add."""
        return self.score + self.context


def fuse(
    cosines: Mapping[int, float],
    words: Mapping[int, LexicalMatch],
    mode: Mode = "hybrid",
    context: Mapping[int, float] = MappingProxyType({}),
) -> list[Candidate]:
    """Return the candidates of both legs, best first by what the mode ranks by; those that hold all quoted phrases lead.

    `context` is what the neighbours of chunks add to their cosines.
    """
    keys = {"dense": lambda c: c.cosine, "lexical": lambda c: c.coverage, "hybrid": lambda c: c.place}
    quoting = {identity for identity, known in words.items() if known.phrases}
    found = [
        _candidate(identity, cosines.get(identity, 0.0), words.get(identity, _NO_WORDS), context.get(identity, 0.0))
        for identity in cosines.keys() | words.keys()
    ]
    return sorted(found, key=lambda c: (c.chunk_id not in quoting, -keys[mode](c), c.chunk_id))


def with_best_by_words(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return candidates, best first, with the three that words speak for most among the first five.

    So a fused search finds what full text alone finds first. They take the last of the five places, and the others keep their
    order. Words that account for little of the question don't count.
    """
    spoken_for = [c for c in sorted(ranked, key=lambda c: -c.coverage)[:_BY_WORDS] if c.coverage >= _SURE_COVERAGE]
    first = list(ranked[:_FIRST])
    behind = [candidate for candidate in spoken_for if candidate not in first]
    others = [candidate for candidate in first if candidate not in spoken_for]
    moved = others[len(others) - len(behind) :] if behind else []
    first = [candidate for candidate in first if candidate not in moved] + behind
    return first + [candidate for candidate in ranked if candidate not in first]


def with_wording(own: Iterable[Candidate], said: Mapping[int, Candidate]) -> list[Candidate]:
    """Return the candidates of a question, best first, lifted by what its wording in another language makes of them.

    `said` are those of the wording. Where the mean of both places is higher than the question's own, it counts: a passage that
    both come near leads, and a bad wording sinks nothing.
    """
    lifted = [_lifted(candidate, said.get(candidate.chunk_id)) for candidate in own]
    return sorted(lifted, key=lambda candidate: (-candidate.place, candidate.chunk_id))


def _lifted(own: Candidate, said: Candidate | None) -> Candidate:
    if said is None or said.place <= own.place:
        return own
    return replace(own, lift=own.lift + (said.score - own.score) / 2, context=(own.context + said.context) / 2)


def in_context(
    cosines: Mapping[int, float], neighbours: Mapping[int, Sequence[int]], beside: Mapping[int, float]
) -> dict[int, float]:
    """Return by chunk what its neighbours' cosines, which are in `beside`, add to its own.

    That is the weighted mean of the chunk and the two beside it, less the chunk's own cosine. Where a neighbour is missing, or
    has no vector, the chunk itself stands for it.
    """
    added: dict[int, float] = {}
    for identity, cosine in cosines.items():
        known = [beside[near] for near in neighbours.get(identity, ()) if near in beside]
        around = sum(known) + (2 - len(known)) * cosine
        added[identity] = (cosine + NEIGHBOUR_WEIGHT * around) / (1 + 2 * NEIGHBOUR_WEIGHT) - cosine
    return added


def _candidate(identity: int, cosine: float, known: LexicalMatch, context: float) -> Candidate:
    return Candidate(identity, cosine, known.coverage, identifiers=known.identifiers, context=context)
