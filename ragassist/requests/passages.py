"""Returns the whole text of documents, or of a named part of a document, as numbered passages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from indexes.records import ChunkRow, DocumentRow, WholeDocument
from indexes.searchable import SearchableLibrary
from ingest.documents import SEPARATOR, Document, Section
from ragassist.requests.wishes import Part
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.retriever import rough_tokens

MOST_MARKS = 99
"""Highest number of a citation mark."""
_NUMBER = regex.compile(r"\d+")


def passages_of(
    library: SearchableLibrary, documents: Sequence[DocumentRow], part: Part | None = None, *, complete: bool = False
) -> list[Source]:
    """Return all passages of documents in their order, numbered from 1; if a document has the part, only those of the part.

    With `complete` they include text between chunks, such as a table of contents.
    """
    wholes = filter(None, (library.whole_document(row.path) for row in documents))
    found = [source for whole in wholes for source in _of_document(whole, part, complete=complete)]
    return [replace(source, n=n) for n, source in enumerate(found, 1)]


def _of_document(whole: WholeDocument, part: Part | None, *, complete: bool) -> Iterator[Source]:
    text = whole.document.text
    first, last = _range_of(whole.document, part) if part else (0, len(text))
    behind = 0
    for chunk in whole.chunks:
        start = max(behind if complete else chunk.start, first)
        end = min(chunk.end, last)
        if end > start and text[start:end].strip():
            yield _between(chunk, start, end, text)
        behind = max(behind, chunk.end)
    if complete and (rest := max(behind, first)) < last and whole.chunks and text[rest:last].strip():
        yield _between(whole.chunks[-1], rest, last, text)


def _range_of(document: Document, part: Part) -> tuple[int, int]:
    """Return the offsets of a part in the text of a document; those of the whole text if it has no such part."""
    found = [section for section in document.sections if not section.leads and _is_in(document, section, part)]
    return (found[0].start, found[-1].end) if found else (0, len(document.text))


def _is_in(document: Document, section: Section, part: Part) -> bool:
    if part.page is not None:
        return section.page == part.page
    title = document.sections[0].heading.split(SEPARATOR)[0]
    headings = [heading for heading in section.heading.split(SEPARATOR) if heading != title]
    return any(_first_number(heading) == part.heading for heading in headings)


def _first_number(heading: str) -> int | None:
    found = _NUMBER.search(heading)
    return int(found[0]) if found else None


def _between(chunk: ChunkRow, start: int, end: int, text: str) -> Source:
    """Return the text between two offsets as a source, with the path, place and heading of a chunk there."""
    header = chunk.header if start == chunk.start else ""
    return replace(Source.of(chunk), start=start, end=end, text=text[start:end], header=header)


def in_parts(passages: Sequence[Source], tokens: int, count: int = MOST_MARKS) -> Iterator[list[Source]]:
    """Yield runs of passages of about `tokens` tokens. A run ends with its document, and earlier if a chapter ends."""
    part: list[Source] = []
    room = tokens
    for source in passages:
        needed = rough_tokens(source.text)
        if part and (needed > room or len(part) == count or _is_break(part[-1], source, is_half_full=room < tokens // 2)):
            yield part
            part, room = [], tokens
        part.append(source)
        room -= needed
    if part:
        yield part


def _is_break(before: Source, behind: Source, *, is_half_full: bool) -> bool:
    if before.path != behind.path:
        return True
    return is_half_full and before.heading.split(SEPARATOR)[:2] != behind.heading.split(SEPARATOR)[:2]
