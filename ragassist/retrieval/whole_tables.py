"""Completes tables that are split over passages, since an extreme, a sum or a comparison needs all rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from indexes.records import ChunkRow, Place, WholeDocument
from indexes.search.deduplication import joined
from indexes.searchable import SearchableLibrary
from ingest.documents import PageUnit
from ragassist.retrieval.evidence import CELLS, Source
from ragassist.retrieval.retriever import rough_tokens


@dataclass(slots=True)
class _Stretch:
    """A stretch of a document's text, and the indices of the first and the last chunk that hold parts of it."""

    start: int
    end: int
    first: int
    last: int


def with_whole_tables(library: SearchableLibrary, sources: Sequence[Source], most_tokens: float) -> list[Source]:
    """Return the sources; one that begins or ends inside a table gets the other rows, if these take at most `most_tokens`.

    Other sources lose the rows that are shown there. A table that continues on the next page stays cut there.
    """
    # Several sources may be of one document, which is read once.
    whole_document = cache(library.whole_document)
    kept: list[Source] = []
    for at, source in enumerate(sources):
        # The rows of a source that was completed before are left out here.
        rest = _without(source, kept)
        if rest is not None:
            others = [*kept, *sources[at + 1 :]]
            kept.append(_completed(whole_document(rest.path), rest, most_tokens) if _is_cut(rest, others) else rest)
    return kept


def _is_cut(source: Source, others: Iterable[Source]) -> bool:
    """Whether a source may lack rows of a table. One within another source of its document doesn't count."""
    lines = source.text.strip().splitlines()
    is_within = any(other.path == source.path and other.start <= source.start < source.end <= other.end for other in others)
    begins_page = source.page is not None and source.place.page_unit is PageUnit.PAGE
    return bool(lines) and not is_within and bool(source.header or CELLS in lines[-1] or (begins_page and CELLS in lines[0]))


def _without(source: Source, kept: Sequence[Source]) -> Source | None:
    """Return a source without the text that other sources hold, None if nothing is left."""
    start, end = source.start, source.end
    for other in kept:
        if other.path == source.path and other.start < end and start < other.end:
            if other.start <= start:
                start = min(other.end, end)
            else:
                end = other.start
    text = source.text[start - source.start : end - source.start]
    if not text.strip():
        return None
    header = source.header if start == source.start else ""
    return replace(source, start=start, end=end, text=text, header=header)


def _completed(whole: WholeDocument | None, source: Source, most_tokens: float) -> Source:
    chunks = whole.chunks if whole else ()
    own = [at for at, chunk in enumerate(chunks) if chunk.start < source.end and source.start < chunk.end]
    if whole is None or not own:
        return source
    stretch = _Stretch(source.start, source.end, own[0], own[-1])
    _extend_back(stretch, chunks, most_tokens)
    _extend_on(stretch, chunks, most_tokens)
    text = whole.document.text[stretch.start : stretch.end]
    cut = _is_cut_by_pages(chunks, stretch)
    if len(text) == len(source.text):
        return replace(source, cut=cut)
    if rough_tokens(text) - rough_tokens(source.text) > most_tokens:
        return replace(source, cut=True)
    header = source.header if stretch.start == source.start else chunks[stretch.first].header
    place = _place(chunks, stretch)
    return replace(source, start=stretch.start, end=stretch.end, text=text, header=header, place=place, cut=cut)


def _is_cut_by_pages(chunks: Sequence[ChunkRow], stretch: _Stretch) -> bool:
    """Whether a table may continue from the page before the stretch, or on the page after it."""
    ends = (stretch.first - 1, stretch.last)
    return any(_goes_over_a_page(chunks[at], chunks[at + 1]) for at in ends if 0 <= at < len(chunks) - 1)


def _goes_over_a_page(one: ChunkRow, behind: ChunkRow) -> bool:
    if one.page == behind.page or one.place.page_unit is not PageUnit.PAGE:
        return False
    return CELLS in one.text.rstrip().rpartition("\n")[2] and CELLS in behind.text.lstrip().partition("\n")[0]


def _extend_back(stretch: _Stretch, chunks: Sequence[ChunkRow], most_tokens: float) -> None:
    """Move the beginning to the first row of the table in which the first chunk begins."""
    tokens = 0
    while stretch.first and chunks[stretch.first].header and _same_page(chunks, stretch.first - 1) and tokens <= most_tokens:
        before = chunks[stretch.first - 1]
        rows = _rows(reversed(before.text.splitlines(keepends=True)))
        if not rows:
            return
        length = sum(map(len, rows))
        stretch.first, stretch.start = stretch.first - 1, before.end - length
        tokens += rough_tokens(before.text[-length:])
        if length < len(before.text):
            return


def _extend_on(stretch: _Stretch, chunks: Sequence[ChunkRow], most_tokens: float) -> None:
    """Move the end to the last row of the table in which the last chunk ends."""
    tokens = 0
    while stretch.last + 1 < len(chunks) and _same_page(chunks, stretch.last) and tokens <= most_tokens:
        behind = chunks[stretch.last + 1]
        rows = _rows(behind.text.splitlines(keepends=True)) if behind.header else []
        if not rows:
            return
        length = sum(map(len, rows))
        stretch.last, stretch.end = stretch.last + 1, behind.start + len(behind.text[:length].rstrip())
        tokens += rough_tokens(behind.text[:length])
        if length < len(behind.text):
            return


def _same_page(chunks: Sequence[ChunkRow], at: int) -> bool:
    return chunks[at].page == chunks[at + 1].page


def _rows(lines: Iterable[str]) -> list[str]:
    """Return the lines before the first one that is no row of a table."""
    rows: list[str] = []
    for line in lines:
        if line.strip() and CELLS not in line:
            break
        rows.append(line)
    return rows if any(line.strip() for line in rows) else []


def _place(chunks: Sequence[ChunkRow], stretch: _Stretch) -> Place:
    return joined(chunks[stretch.first : stretch.last + 1], "").place
