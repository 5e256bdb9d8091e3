"""Joins what a reader found into one document."""

from collections.abc import Iterable
from itertools import groupby

from ingest.documents import Block, Document, Reading, Section
from ingest.errors import UnreadableDocument
from ingest.languages import language_of
from ingest.text import clean

_GAP = "\n\n"


def assemble(reading: Reading, reader: str) -> Document:
    """Return the document of a reading; raises `UnreadableDocument` if there is no text in it."""
    blocks, hidden = _cleaned(reading.blocks)
    if not blocks:
        raise UnreadableDocument(_why_empty(reading))
    text, sections = _join(blocks)
    warnings = tuple(clean(line)[0] for line in reading.warnings)
    warnings += (f"{hidden} invisible characters left out",) if hidden else ()
    return Document(text, tuple(sections), language_of(text), reader, reading.pages, warnings)


def _cleaned(blocks: Iterable[Block]) -> tuple[list[Block], int]:
    kept, hidden = [], 0
    for block in blocks:
        text, dropped = clean(block.text)
        hidden += dropped
        if text:
            kept.append(Block(text, block.page, clean(block.heading)[0]))
    return kept, hidden


def _why_empty(reading: Reading) -> str:
    if reading.pages:
        return f"no text on its {reading.pages} pages: it is probably a scan"
    return "; ".join(reading.warnings) or "it holds no text"


def _join(blocks: list[Block]) -> tuple[str, list[Section]]:
    parts: list[str] = []
    sections: list[Section] = []
    at = 0
    for (page, heading), group in groupby(blocks, key=lambda block: (block.page, block.heading)):
        text = _GAP.join(block.text for block in group)
        sections.append(Section(at, at + len(text), page, heading))
        parts.append(text)
        at += len(text) + len(_GAP)
    return _GAP.join(parts), sections
