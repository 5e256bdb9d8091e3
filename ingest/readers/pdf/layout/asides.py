"""Footnotes, and captions with their figures: lines within a paragraph that belong behind it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.readers.pdf.layout.lines import Line
from ingest.readers.pdf.layout.text import full_width, goes_on

_SMALLER = 0.93
"""Of the body's type size: the most of a footnote. Notes of 8 points under text of 10 have 0.8, of 10 under 11 0.91."""
_SAME = 0.3
"""Points by which type sizes of one text differ."""
_WIDE = 0.7
"""Of a page's full lines: a line of running text, unlike most labels of a figure or rows of a table."""
_DIGITS = "0123456789"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = "*†‡§¶"
_NOTE = re.compile(rf"([⁰¹²³⁴-⁹]{{1,3}}|\d{{1,3}}|[{_SIGNS}]{{1,2}})[.)]?\s*(?=[^\W\d_]|[\"“„«(])")
"""The mark that begins a footnote, and what comes behind it."""
_MARK = re.compile(rf"(?<![⁰¹²³⁴-⁹\d])([⁰¹²³⁴-⁹]+)|(?<=\S)(?=([{_SIGNS}]{{1,2}}))")
"""What may be the mark of a note in the text: a number that is raised as a whole, or signs behind a word."""
_CAPTION = re.compile(
    r"(?:figure|fig\.|table|tab\.|abbildung|abb\.|tabelle|tableau|figura|tabla|cuadro|gráfico|listing|图|圖|表|図|그림|표|الشكل|شكل|الجدول"
    r"|جدول)\s*[a-z]?\.?\d{1,3}(?:[.\-–]\d{1,3})*\s*(?:[.:：|—–]|\s(?=[^\W\d_]))",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 12
"""Lines."""
_GAP = 1.4
"""Of the distance between two of its lines: what parts a caption from the text below it."""


def with_asides(lines: Sequence[Line], body: float) -> list[Line]:
    """Return a page's lines with each footnote behind the paragraph that has its mark, and captions behind what they part.

    `body` is the document's type size. What was moved, and other footnotes, are marked as `aside`.
    """
    if not body:
        return list(lines)
    full = full_width([line.text for line in lines])
    notes = list(_notes(lines, body))
    if sum(map(len, notes)) == len(lines):
        return list(lines)
    moved = {at for note in notes for at in note}
    flow = [line for at, line in enumerate(lines) if at not in moved]
    hanging: dict[int, list[Line]] = {}
    last = dict(_marks(flow)) if notes else {}
    ends = _paragraph_ends(flow, full) if notes else []
    for note in notes:
        paragraph = [line._replace(aside=True) for line in lines[note.start : note.stop]]
        at = last.get(_mark(paragraph[0]), -1)
        # A mark within another note is none of the text: such a note stays at the end of its page.
        hanging.setdefault(ends[at], []).extend(paragraph)
    with_notes = [part for at, line in enumerate(flow) for part in (line, *hanging.get(at, ()))]
    return _with_captions(with_notes, body, full)


def _notes(lines: Sequence[Line], body: float) -> Iterator[range]:
    """Yield where the footnotes of a page stand, one after the other; their marks stand in the text above them."""
    first = dict(reversed(list(_marks(lines))))
    for run in _small_runs(lines, body):
        starts = [at for at in run if first.get(_mark(lines[at]), len(lines)) < run.start]
        for start, end in pairwise([*starts, run.stop]):
            yield range(start, end)


def _small_runs(lines: Sequence[Line], body: float) -> Iterator[range]:
    """Yield the runs of lines in small type that end a page or a column."""
    start = 0
    for at, line in enumerate(lines):
        if not 0 < line.point <= _SMALLER * body or (at > start and line.base < lines[at - 1].base):
            start = at + 1 if line.point > _SMALLER * body or not line.point else at
        is_last = at + 1 == len(lines) or lines[at + 1].base < line.base
        if is_last and start <= at:
            yield range(start, at + 1)
            start = at + 1


def _mark(note: Line) -> str:
    """Return the mark that a line begins with as the text above has it, "" where it has none."""
    found = _NOTE.match(note.text)
    return found[1].translate(_RAISED) if found else ""


def _marks(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Yield (mark, line) of all that may be a note's mark, from the top down; one pass serves all notes of a page."""
    for at, line in enumerate(lines):
        if not line.aside:
            for found in _MARK.finditer(line.text):
                yield from ((mark, at) for mark in {found[1] or found[2], (found[1] or found[2][0])})


def _paragraph_ends(lines: Sequence[Line], full: int) -> list[int]:
    """Return for each line the last one of its paragraph."""
    ends = list(range(len(lines)))
    for at in reversed(range(len(lines) - 1)):
        if goes_on(lines[at].text, lines[at + 1].text, full):
            ends[at] = ends[at + 1]
    return ends


def _paragraph_end(lines: Sequence[Line], at: int, full: int) -> int:
    while 0 <= at < len(lines) - 1 and goes_on(lines[at].text, lines[at + 1].text, full):
        at += 1
    return at


def _with_captions(lines: list[Line], body: float, full: int) -> list[Line]:
    """Return the lines with captions, and the labels or rows beside them, behind the paragraphs that they stand in."""
    at = 0
    while at < len(lines):
        if not _CAPTION.match(lines[at].text) or lines[at].aside:
            at += 1
            continue
        first, end = _figure(lines, at, body, full)
        if end < len(lines) and _parts_a_paragraph(lines, first, end, body, full):
            last = _paragraph_end(lines, end, full)
            figure = [line._replace(aside=True) for line in lines[first:end]]
            lines[first : last + 1] = [*lines[end : last + 1], *figure]
            end = last + 1
        at = max(at + 1, end)
    return lines


def _figure(lines: Sequence[Line], at: int, body: float, full: int) -> tuple[int, int]:
    """Return where the caption at a line, with the labels or rows around it, begins and ends."""
    end = at + 1
    while end < len(lines) and end - at < _LONGEST_CAPTION and not _is_apart(lines, end):
        end += 1
    while end < len(lines) and not _is_running_text(lines[end], body, full) and not _begins_small(lines[end], body):
        end += 1
    first = at
    while first and not _is_running_text(lines[first - 1], body, full) and not lines[first - 1].aside:
        first -= 1
    return first, end


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a wider gap than between lines, another type size, or a new column parts a line from the one before."""
    step, line = lines[at].base - lines[at - 1].base, lines[at]
    return not 0 < step <= _GAP * max(line.point, 1.0) or abs(line.point - lines[at - 1].point) > _SAME


def _is_running_text(line: Line, body: float, full: int) -> bool:
    return abs(line.point - body) <= _SAME and len(line.text) >= _WIDE * full


def _begins_small(line: Line, body: float) -> bool:
    """Whether a line in the body's type goes on with a small letter, as the last line of a paragraph may do."""
    return abs(line.point - body) <= _SAME and line.text[:1].islower()


def _parts_a_paragraph(lines: Sequence[Line], first: int, end: int, body: float, full: int) -> bool:
    """Whether what stands around a figure is one paragraph, which at the top of a page began on the page before."""
    if abs(lines[end].point - body) > _SAME or lines[end].aside:
        return False
    if not first:
        return lines[end].text[:1].islower()
    return not lines[first - 1].aside and goes_on(lines[first - 1].text, lines[end].text, full)
