"""Joins dense and full-text search by coverage.

Reciprocal rank fusion trusts both legs alike, but full text only finds passages in the question's own language: it was measured
to push the right passage in another language out of the first five half of the time. Coverage says how much of the question
the words of a passage account for, between 0 and 1, so a full-text leg that knows nothing says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from indexes.hits import Mode, Words

COVERAGE_WEIGHT = 1.2
"""score = cosine + weight x coverage squared: squared, a few shared words of another subject weigh nothing. On parallel
paragraphs recall@5 is 99 % in the question's own language and 94 to 95 % in another or in a mixed library."""
_NO_WORDS = Words(0.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A chunk that one of the legs found: cosine from -1 to 1, coverage from 0 to 1."""

    chunk_id: int
    cosine: float
    coverage: float

    @property
    def score(self) -> float:
        """The fused score."""
        return self.cosine + COVERAGE_WEIGHT * self.coverage**2


def fuse(cosines: Mapping[int, float], words: Mapping[int, Words], mode: Mode = "hybrid") -> list[Candidate]:
    """Return the candidates of both legs, best first by what the mode ranks by."""
    keys = {"dense": lambda c: c.cosine, "lexical": lambda c: c.coverage, "hybrid": lambda c: c.score}
    found = [Candidate(i, cosines.get(i, 0.0), words.get(i, _NO_WORDS).coverage) for i in cosines.keys() | words.keys()]
    return sorted(found, key=lambda c: (-keys[mode](c), c.chunk_id))
