"""Joins the blocks of a reading into a document."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from ingest.documents import Block, Document, Mark, Reading, Section, Span, in_short
from ingest.errors import UnreadableDocument
from ingest.language.detection import language_of
from ingest.said import Said, changed, said
from ingest.text import clean

_GAP = "\n\n"
_LONGEST_LABEL = 40
"""Most characters of a page label."""


def assemble(reading: Reading, reader: str) -> Document:
    """Return the document of a reading; raises `UnreadableDocument` if it has no text."""
    blocks, hidden = _cleaned(reading.blocks)
    if not blocks:
        raise UnreadableDocument(_why_empty(reading))
    text, sections, marks = _join(blocks)
    hidden += reading.hidden
    notes = [*reading.notes, *([f"{hidden} invisible characters left out"] if hidden else [])]
    return Document(
        text=text,
        sections=tuple(sections),
        language=language_of(text),
        reader=reader,
        pages=reading.pages,
        page_unit=reading.page_unit,
        counted=reading.counted,
        marks=tuple(marks),
        unread=tuple(changed(line, _cleaned_line) for line in reading.unread),
        notes=tuple(changed(line, _cleaned_line) for line in notes),
        scans=reading.scans,
        labels=tuple(clean(label)[0][:_LONGEST_LABEL] for label in reading.labels),
    )


def _cleaned_line(line: str) -> str:
    return clean(line)[0]


def _cleaned(blocks: Iterable[Block]) -> tuple[list[Block], int]:
    kept, hidden = [], 0
    for block in blocks:
        text, dropped = clean(block.text)
        hidden += dropped
        if any(map(str.isprintable, text.replace(" ", ""))):  # direction marks alone are no text
            span = block.span and _without_blank_start(block.text, block.span)
            kept.append(replace(block, text=text, heading=clean(block.heading)[0], span=span, header=clean(block.header)[0]))
    return kept, hidden


def _without_blank_start(text: str, span: Span) -> Span:
    blank = len(text) - len(text.lstrip())
    return replace(span, first=min(span.last, span.first + text.count("\n", 0, blank)))


def _why_empty(reading: Reading) -> str:
    unit = str(reading.page_unit)
    pages = said("its_pages", "its {count} {unit}s", count=reading.pages or 0, unit=unit)
    where = pages if reading.pages != 1 else said("its_page", "its one {unit}", unit=unit)
    if any(isinstance(line, Said) and line.phrase == "ocr_failed" for line in reading.unread):
        return in_short(reading.unread)
    if reading.scans:
        why = "no text on {pages}, probably a scan: Tesseract reads it where it is installed"
        return said("no_text_but_scan", why, pages=where)
    if reading.pages and not reading.unread:
        return said("no_text_on", "no text on {pages}", pages=where)
    return in_short(reading.unread) or said("no_text", "it holds no text")


def _join(blocks: list[Block]) -> tuple[str, list[Section], list[Mark]]:
    parts: list[str] = []
    sections: list[Section] = []
    marks: list[Mark] = []
    at = 0
    for (page, heading, leads), group in groupby(blocks, key=lambda block: (block.page, block.heading, block.leads)):
        start = at
        for block in group:
            if block.span or block.header:
                marks.append(Mark(at, at + len(block.text), block.span, block.header))
            parts.append(block.text)
            at += len(block.text) + len(_GAP)
        sections.append(Section(start, at - len(_GAP), page, heading, leads))
    return _GAP.join(parts), sections, marks
