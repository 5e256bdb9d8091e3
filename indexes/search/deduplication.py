"""Merges passages with the same content: copies and translations go with the best of them, neighbours become one passage."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from indexes.embedding.embedder import Vectors
from indexes.lexical.terms import identifiers
from indexes.records import ChunkRow, Place
from indexes.search.copies import CopyFinder
from ingest.documents import Span

_TRANSLATION = 0.65
"""Lowest cosine, with languages removed, of two passages in different languages that count as translations, if each is the
other's nearest.

On parallel paragraphs in five languages and FAQs in eight it finds 39 and 42 % of the true pairs, and no wrong pair if the true
one exists. Of passages without a translation fewer than 0.1 and 2.1 % get a wrong one.
"""
_SHARED_NUMBERS = 0.5
"""Lowest share of common numbers of a text and its translation, since texts that differ in a number aren't translations."""
_GAP = 4
"""Most characters between two consecutive chunks, such as the blank line between paragraphs."""
_LONGEST_RUN = 3
_JOINED_AMONG = 6
"""Number of best passages that may be joined with neighbours; others would take the space of better ones in a prompt."""


@dataclass(slots=True)
class MergedPassage:
    """A passage in the list of hits: its best chunk, the neighbouring chunks, and its copies and translations."""

    chunk: ChunkRow
    run: list[ChunkRow] = field(default_factory=list)
    others: list[ChunkRow] = field(default_factory=list)

    @property
    def joined(self) -> list[ChunkRow]:
        """The chunk and its neighbours, in the order of the text."""
        return sorted([self.chunk, *self.run], key=lambda chunk: chunk.start)


def without_repeats(chunks: Sequence[ChunkRow], vectors: Mapping[int, Vectors]) -> list[MergedPassage]:
    """Return a passage for each chunk, in order; copies and translations are added to the first of their kind.

    `vectors` are rows of shape (dimension,) by chunk id, with the language removed; a chunk without one has no translation.
    """
    translations, copies = _translations(chunks, vectors), CopyFinder(chunks, vectors)
    passages: list[MergedPassage] = []
    heads: list[int] = []
    for at, chunk in enumerate(chunks):
        same = (n for n, head in enumerate(heads) if (head, at) in translations or copies.is_copy(head, at))
        place = next(same, None)
        if place is None:
            passages.append(MergedPassage(chunk))
            heads.append(at)
        else:
            passages[place].others.append(chunk)
    return passages


def with_neighbours(passages: Sequence[MergedPassage], top: int) -> list[MergedPassage]:
    """Return the first `top` passages. A good passage next to a better one on the same page is joined with it."""
    kept: list[MergedPassage] = []
    for rank, passage in enumerate(passages):
        beside = kept if rank < _JOINED_AMONG else ()
        near = next((other for other in beside if _continues(other, passage.chunk)), None)
        if near is not None:
            near.run.append(passage.chunk)
            near.others.extend(passage.others)
        elif len(kept) < top:
            kept.append(MergedPassage(passage.chunk, [*passage.run], [*passage.others]))
        else:
            break
    return kept


def joined(run: Sequence[ChunkRow], text: str) -> ChunkRow:
    """Return neighbouring chunks, in order, as one chunk with their common text and the language of the first."""
    first, last = run[0], run[-1]
    spans = [chunk.place.span for chunk in run if chunk.place.span]
    place: Place = replace(first.place, span=Span(spans[0].first, spans[-1].last) if spans else None)
    return replace(first, end=last.end, place=place, text=text)


def _continues(passage: MergedPassage, chunk: ChunkRow) -> bool:
    run = passage.joined
    same_page = (run[0].path, run[0].page) == (chunk.path, chunk.page)
    gaps = (chunk.start - run[-1].end, run[0].start - chunk.end)
    return same_page and len(run) < _LONGEST_RUN and any(0 <= gap <= _GAP for gap in gaps)


def _translations(chunks: Sequence[ChunkRow], vectors: Mapping[int, Vectors]) -> set[tuple[int, int]]:
    """Return pairs (i, j) with i < j that are in different languages and each other's nearest in those languages."""
    held = [at for at, chunk in enumerate(chunks) if chunk.id in vectors]
    if len(held) < 2:
        return set()
    rows = np.stack([vectors[chunks[at].id] for at in held])
    languages = np.array([chunks[at].language for at in held])
    cosines = rows @ rows.T
    nearest: dict[tuple[int, str], int] = {}
    for one, language in itertools.product(range(len(held)), dict.fromkeys(languages.tolist())):
        there: NDArray[np.bool_] = (languages == language) & (np.arange(len(held)) != one)
        if there.any():
            nearest[one, language] = int(np.where(there, cosines[one], -2.0).argmax())
    return {
        (held[one], held[other])
        for (one, _), other in nearest.items()
        if one < other
        and languages[one] != languages[other]
        and cosines[one, other] > _TRANSLATION
        and nearest[other, languages[one]] == one
        and _share_numbers(chunks[held[one]].text, chunks[held[other]].text)
    }


def _share_numbers(one: str, other: str) -> bool:
    """Whether at least half of the numbers and part numbers of two texts are the same."""
    mine, its = set(identifiers(one)), set(identifiers(other))
    return len(mine & its) >= _SHARED_NUMBERS * len(mine | its)
