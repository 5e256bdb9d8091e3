"""The records of a search: its filter and its hits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from indexes.records import ChunkRow

Mode = Literal["hybrid", "dense", "lexical"]
_FIRST, _FOREIGN = 5, 3


@dataclass(frozen=True, slots=True)
class Filter:
    """Selects the documents to search. Of each part that is given, at least one value has to match.

    `paths` are globs over whole paths, `languages` codes such as "de", `formats` suffixes without their dot; `since` and
    `before` are times in nanoseconds, compared with the file's modification time.
    """

    paths: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    since: int | None = None
    before: int | None = None

    def __bool__(self) -> bool:
        """Whether the filter excludes anything."""
        return self != Filter()


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """The documents that match a filter, and their chunks, as sorted ids of shape (count,)."""

    documents: NDArray[np.int64]
    chunks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wording:
    """A translation of a question, which is searched among the passages in its language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class LexicalMatch:
    """The match of a chunk in full text: its coverage of the question, from 0 to 1, and whether it holds all quoted phrases.

    `phrases` is None if the question quotes none but frequent words. `identifiers` is the share of the question's numbers and
    part numbers that the chunk holds, 0 if there are none.
    """

    coverage: float
    phrases: bool | None = None
    identifiers: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search has found: a chunk, or up to three consecutive chunks; `rank` counts from 1.

    `score` is the probability that the passage answers the question. In the modes dense and lexical, and without vectors, it
    is the cosine or the coverage. `others` are copies and translations of the passage that were found too.
    """

    rank: int
    score: float
    cosine: float
    coverage: float
    chunk: ChunkRow
    others: tuple[ChunkRow, ...] = ()


def are_foreign(found: Sequence[str], language: str) -> bool:
    """Whether most of the first five languages, those of the best hits, differ from the query's."""
    first = found[:_FIRST]
    return sum(other != language for other in first) >= min(_FOREIGN, max(1, len(first)))
