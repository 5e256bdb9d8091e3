"""Fuses the results of dense search and full text by coverage.

Reciprocal rank fusion weights both equally, but full text only finds passages in the language of the question. In measurements
it moved half of the right passages in other languages out of the first five. Coverage, from 0 to 1, is the share of the
question that the words of a passage account for, so full text without matches has no influence.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from types import MappingProxyType

from indexes.hits import LexicalMatch, Mode

COVERAGE_WEIGHT, IDENTIFIER_WEIGHT = 1.2, 0.1
"""score = cosine + 1.2 x coverage squared + 0.1 x share of the question's identifiers. By the square a few shared words of
another subject have little weight. Numbers and part numbers are the same in other languages: with them recall@1 of parallel
paragraphs rises from 83.9 to 84.5 % across languages and from 74.3 to 75.0 % in a mixed library (`bench/retrieval.py`)."""
NEIGHBOUR_WEIGHT = 0.3
"""Weight of a chunk's neighbours, which tell the topic of the text around it. With them the right passage in a real library of
44,639 chunks in eight languages is among the first five for 84 instead of 78 % of 45 questions in its language, and for 62
instead of 56 % of 34 questions in other languages, before the second stage. Weights from 0.2 to 0.6 perform equally well."""
_BY_WORDS, _SURE_COVERAGE, _FIRST = 3, 0.25, 5
"""The three best passages by words are put among the first five if their coverage is at least a quarter. If the right passage
is in another language, the best coverage is lower than that for 9 of 10 questions to a real library."""
_NO_WORDS = LexicalMatch(0.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk that dense search or full text has found: its cosine from -1 to 1, coverage and identifier share from 0 to 1.

    `translated` is the coverage by translations of the question's words. `context` is what its neighbours add to its cosine,
    usually a negative number. `lift` is what a translation of the question into the language of the chunk adds to its score.
    """

    chunk_id: int
    cosine: float
    coverage: float
    _: KW_ONLY
    identifiers: float = 0.0
    translated: float = 0.0
    context: float = 0.0
    lift: float = 0.0

    @property
    def score(self) -> float:
        """The fused score of the chunk without its neighbours."""
        covered = max(self.coverage, self.translated)
        return self.cosine + COVERAGE_WEIGHT * covered**2 + IDENTIFIER_WEIGHT * self.identifiers + self.lift

    @property
    def place(self) -> float:
        """The score by which a hybrid search is ordered: the fused score with the neighbours' part."""
        return self.score + self.context


def fuse(
    cosines: Mapping[int, float],
    words: Mapping[int, LexicalMatch],
    mode: Mode = "hybrid",
    context: Mapping[int, float] = MappingProxyType({}),
) -> list[Candidate]:
    """Return the candidates of both searches, best first by the score of the mode; those with all quoted phrases come first.

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
    """Return candidates, best first, with the three of the highest coverage among the first five.

    So a hybrid search finds what full text alone finds first. These candidates take the last of the five places, and the others
    keep their order. Candidates with low coverage aren't moved.
    """
    spoken_for = [c for c in sorted(ranked, key=lambda c: -c.coverage)[:_BY_WORDS] if c.coverage >= _SURE_COVERAGE]
    first = list(ranked[:_FIRST])
    behind = [candidate for candidate in spoken_for if candidate not in first]
    others = [candidate for candidate in first if candidate not in spoken_for]
    moved = others[len(others) - len(behind) :] if behind else []
    first = [candidate for candidate in first if candidate not in moved] + behind
    return first + [candidate for candidate in ranked if candidate not in first]


def with_translations(own: Iterable[Candidate], said: Mapping[int, float]) -> list[Candidate]:
    """Return the candidates of a question, best first, with the coverage of its translated words."""
    known = [replace(candidate, translated=said.get(candidate.chunk_id, 0.0)) for candidate in own]
    return sorted(known, key=lambda candidate: (-candidate.place, candidate.chunk_id))


def with_wording(own: Iterable[Candidate], said: Mapping[int, Candidate]) -> list[Candidate]:
    """Return the candidates of a question, best first, with their scores raised by a translation of the question.

    `said` are the candidates of the translation. If its score for a chunk is higher, the mean of both scores counts. So
    passages that both find come first, and a bad translation lowers no score.
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
    """Return for each chunk what the cosines of its neighbours, in `beside`, add to its own.

    This is the weighted mean of the chunk and its two neighbours, minus the chunk's own cosine. The chunk itself replaces a
    neighbour that doesn't exist or has no vector.
    """
    added: dict[int, float] = {}
    for identity, cosine in cosines.items():
        known = [beside[near] for near in neighbours.get(identity, ()) if near in beside]
        around = sum(known) + (2 - len(known)) * cosine
        added[identity] = (cosine + NEIGHBOUR_WEIGHT * around) / (1 + 2 * NEIGHBOUR_WEIGHT) - cosine
    return added


def _candidate(identity: int, cosine: float, known: LexicalMatch, context: float) -> Candidate:
    return Candidate(identity, cosine, known.coverage, identifiers=known.identifiers, context=context)
