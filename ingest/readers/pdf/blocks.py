"""Makes blocks of the pages' lines: paragraphs under their headings, and what leads to other pages apart from the text."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import Block
from ingest.readers.pdf.layout.headings import Heading, OutlineEntry, headings_of
from ingest.readers.pdf.layout.lines import Line
from ingest.readers.pdf.layout.navigation import leading_lines
from ingest.readers.pdf.layout.text import flowing, full_width, words_of
from ingest.readers.shared.outline import Outline


@dataclass(frozen=True, slots=True)
class _Part:
    """A run of lines under one heading; `title` is a heading's own lines, `leads` those that lead to other pages."""

    lines: Sequence[Line]
    is_title: bool = False
    leads: bool = False


def blocks_of(pages: Sequence[Sequence[Line]], outline: Sequence[OutlineEntry], count: int) -> Iterator[list[Block]]:
    """Yield the blocks of each page, from number 1 on; `count` is how many pages the document has, unread ones included."""
    words = {word for page in pages for line in page for word in words_of(line.text)}
    path, goes_on = Outline(), False
    for number, (lines, headings) in enumerate(zip(pages, headings_of(pages, outline), strict=True), 1):
        leading = leading_lines(lines, number, count, goes_on=goes_on)
        goes_on = bool(leading) and leading.stop == len(lines)
        kept = [heading for heading in headings if heading.at not in leading]
        yield list(_blocks(lines, kept, leading, path, words, page=number))


def _blocks(
    lines: Sequence[Line], headings: Iterable[Heading], leading: range, path: Outline, words: Collection[str], *, page: int
) -> Iterator[Block]:
    full = full_width([line.text for line in lines])
    at = 0
    for heading in (*headings, None):
        end = heading.at if heading else len(lines)
        for part in _parts(lines, at, max(at, end), leading):
            yield _block(part, path.path, page, words, full)
        if heading:
            path.enter(heading.level, heading.title)
            at = max(at, heading.at + heading.count)
            if heading.count:
                yield _block(_Part(lines[heading.at : at]), path.path, page, words, full)


def _parts(lines: Sequence[Line], start: int, end: int, leading: range) -> Iterator[_Part]:
    low, high = max(start, min(end, leading.start)), max(start, min(end, leading.stop))
    for part in (_Part(lines[start:low]), _Part(lines[low:high], leads=True), _Part(lines[high:end])):
        if part.lines:
            yield part


def _block(part: _Part, heading: str, page: int, words: Collection[str], full: int) -> Block:
    texts = [line.text for line in part.lines]
    text = "\n".join(texts) if part.leads else flowing("\n".join(texts), words, full)
    return Block(text, page=page, heading=heading, leads=part.leads)
