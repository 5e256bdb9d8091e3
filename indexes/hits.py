"""What a search is asked for and what it gives out."""

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
    """Which documents are searched: each part that is given must fit, one of its values at least.

    `paths` are globs over whole paths, `languages` codes such as "de", `formats` suffixes without their dot; `since` and
    `before` are times in nanoseconds, compared with the file's modification time.
    """

    paths: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    since: int | None = None
    before: int | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return self != Filter()


@dataclass(frozen=True, slots=True, eq=False)
class Among:
    """What a filter lets through: ids of documents and of their chunks, each of shape (count,), sorted."""

    documents: NDArray[np.int64]
    chunks: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Wording:
    """A question said in another language of the library: it is searched among the passages of that language."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class LexicalMatch:
    """What full text knows of a chunk: its coverage of the question, 0 to 1, and whether it holds all quoted phrases, if any.

    `identifiers` is the share of the question's numbers, part numbers and the like that it holds, 0 if there are none.
    """

    coverage: float
    phrases: bool | None = None
    identifiers: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found, `rank` from 1: a chunk, or up to three that stand one behind the other.

    `score` is the probability that what stands at this rank answers the question; in the modes dense and lexical, and where
    there are no vectors, it is the cosine or the coverage. `others` say the same: copies and translations that were found too.
    """

    rank: int
    score: float
    cosine: float
    coverage: float
    chunk: ChunkRow
    others: tuple[ChunkRow, ...] = ()


def are_foreign(found: Sequence[str], language: str) -> bool:
    """Whether most of the first five languages of what was found, best first, are others than the query's."""
    first = found[:_FIRST]
    return sum(other != language for other in first) >= min(_FOREIGN, max(1, len(first)))
