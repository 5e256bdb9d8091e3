"""Returns the whole text of documents, or of a named part of a document, as numbered passages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexes.records import ChunkRow, DocumentRow, WholeDocument
from indexes.searchable import SearchableLibrary
from ingest.documents import SEPARATOR
from ragassist.requests.catalogue import name_of
from ragassist.requests.parts import part_missing, range_of
from ragassist.requests.wishes import Part
from ragassist.retrieval.evidence import Source
from ragassist.retrieval.retriever import rough_tokens

MOST_MARKS = 99
"""Highest number of a citation mark."""


def passages_of(
    library: SearchableLibrary, documents: Sequence[DocumentRow], part: Part | None = None, *, complete: bool = False
) -> list[Source]:
    """Return all passages of documents in their order, numbered from 1; with a `part`, only those of the part.

    With `complete` they include text between chunks, such as a table of contents.
    """
    wholes = filter(None, (library.whole_document(row.path) for row in documents))
    found = [source for whole in wholes for source in _of_document(whole, part, complete=complete)]
    return [replace(source, n=n) for n, source in enumerate(found, 1)]


def missing_part(library: SearchableLibrary, row: DocumentRow, part: Part, language: str) -> str:
    """Return the message that a document doesn't have a part, "" if the document has no text."""
    whole = library.whole_document(row.path)
    return part_missing(whole.document, name_of(row.path), part, language) if whole and whole.chunks else ""


def _of_document(whole: WholeDocument, part: Part | None, *, complete: bool) -> Iterator[Source]:
    text = whole.document.text
    wanted = range_of(whole.document, part) if part else (0, len(text))
    if wanted is None:
        return
    first, last = wanted
    behind = 0
    for chunk in whole.chunks:
        start = max(behind if complete else chunk.start, first)
        end = min(chunk.end, last)
        if end > start and text[start:end].strip():
            yield _between(chunk, start, end, text)
        behind = max(behind, chunk.end)
    if complete and (rest := max(behind, first)) < last and whole.chunks and text[rest:last].strip():
        yield _between(whole.chunks[-1], rest, last, text)


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
