"""Turns the lines of pages into blocks: paragraphs under their headings, and separately contents and indexes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.documents import Block, Span
from ingest.readers.pdf.layout.asides import with_asides
from ingest.readers.pdf.layout.headings import Heading, OutlineEntry, body_size, headings_of
from ingest.readers.pdf.layout.lines import Line, full_line
from ingest.readers.pdf.layout.navigation import leading_lines
from ingest.readers.pdf.layout.page_breaks import over_page_breaks
from ingest.readers.pdf.layout.text import flowing, words_of
from ingest.readers.shared.outline import Outline


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of lines under one heading; `leads` says that they are contents or an index."""

    lines: Sequence[Line]
    leads: bool = False


def blocks_of(pages: Sequence[Sequence[Line]], outline: Sequence[OutlineEntry], count: int) -> Iterator[list[Block]]:
    """Yield the blocks of each page; `count` is the number of pages of the document, with unread ones.

    A paragraph that continues on the next page is a block of the page where it begins, with both pages as its span.
    """
    leads = [bool(leading) for leading in _leading(pages, count)]
    body = body_size(pages)
    pages = over_page_breaks([with_asides(lines, body) for lines in pages], leads)
    words = {word for page in pages for line in page for word in words_of(line.text)}
    path = Outline()
    every = zip(pages, headings_of(pages, outline), _leading(pages, count), strict=True)
    for number, (lines, headings, leading) in enumerate(every, 1):
        kept = [heading for heading in headings if heading.at not in leading]
        yield list(_blocks(lines, kept, leading, path, words, page=number))


def _leading(pages: Sequence[Sequence[Line]], count: int) -> Iterator[range]:
    """Yield the range of lines of each page that are contents or an index."""
    goes_on = False
    for number, lines in enumerate(pages, 1):
        leading = leading_lines(lines, number, count, goes_on=goes_on)
        goes_on = bool(leading) and leading.stop == len(lines)
        yield leading


def _blocks(
    lines: Sequence[Line], headings: Iterable[Heading], leading: range, path: Outline, words: Collection[str], *, page: int
) -> Iterator[Block]:
    full = full_line(lines)
    at = 0
    for heading in (*headings, None):
        end = heading.at if heading else len(lines)
        for part in _parts(lines, at, max(at, end), leading):
            yield from _block(part, path.path, page, words, full)
        if heading:
            path.enter(heading.level, heading.title)
            at = max(at, heading.at + heading.count)
            if heading.count:
                yield from _block(_Part(lines[heading.at : at]), path.path, page, words, full)


def _parts(lines: Sequence[Line], start: int, end: int, leading: range) -> Iterator[_Part]:
    low, high = max(start, min(end, leading.start)), max(start, min(end, leading.stop))
    for part in (_Part(lines[start:low]), _Part(lines[low:high], leads=True), _Part(lines[high:end])):
        if part.lines:
            yield part


def _block(part: _Part, heading: str, page: int, words: Collection[str], full: int) -> Iterator[Block]:
    """Yield the blocks of a part; runs of footnotes or figures, tables, and a paragraph over a page break are blocks."""
    if part.leads:
        yield Block("\n".join(line.text for line in part.lines), page=page, heading=heading, leads=True)
        return
    for (_, over, table), lines in groupby(part.lines, key=lambda line: (line.aside, line.over, line.table)):
        group = list(lines)
        text = "\n".join(line.text for line in group)
        if table:
            yield Block(text, page=page, heading=heading, header=group[0].header)
            continue
        yield Block(flowing(text, words, full), page=page, heading=heading, span=Span(page, page + 1) if over else None)
