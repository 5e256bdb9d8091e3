"""Moves footnotes, and captions with their figures, behind the paragraph that they interrupt."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.language.document_words import CAPTION
from ingest.readers.pdf.layout.lines import Line, full_line
from ingest.readers.pdf.layout.text import goes_on

_SMALLER = 0.93
"""Largest type size of a footnote, as a share of the body's: notes of 8 points in text of 10 have 0.8, of 10 in 11 0.91."""
_SAME = 0.3
"""Points by which the type sizes of one text differ at most."""
_WIDE = 0.7
"""Least width of a line of running text, as a share of a full line; most labels of figures and rows of tables are narrower."""
_DIGITS = "0123456789"
_RAISED = str.maketrans(_DIGITS, "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = "*†‡§¶"
_NOTE = re.compile(rf"([⁰¹²³⁴-⁹]{{1,3}}|\d{{1,3}}|[{_SIGNS}]{{1,2}})[.)]?\s*(?=[^\W\d_]|[\"“„«(])")
"""The mark at the beginning of a footnote, before a letter, a quotation mark or a bracket."""
_MARK = re.compile(rf"(?<![⁰¹²³⁴-⁹\d])([⁰¹²³⁴-⁹]+)|(?<=\S)(?=([{_SIGNS}]{{1,2}}))")
"""A possible mark of a footnote in the text: a superscript number, or signs after a word."""
_CAPTION = re.compile(
    rf"(?:{CAPTION})\s*[a-z]?\.?\d{{1,3}}(?:[.\-–]\d{{1,3}})*\s*(?:[.:：|—–]|\s(?=[^\W\d_]))",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 12
"""Lines of a caption."""
_GAP = 1.4
"""Distance of two baselines, as a share of the type size, from which the second line isn't part of the caption."""


def with_asides(lines: Sequence[Line], body: float) -> list[Line]:
    """Return the lines of a page with each footnote after the paragraph with its mark, and figures after their paragraph.

    Lines that are an `aside` already are descriptions of figures. `body` is the type size of the document's text in points.
    Footnotes, and figures that are moved, are marked as `aside`.
    """
    if not body:
        return list(lines)
    full = full_line(lines)
    notes = list(_notes(lines, body))
    described = [at for at, line in enumerate(lines) if line.aside]
    moved = {at for note in notes for at in note} | set(described)
    if len(moved) == len(lines):
        return list(lines)
    places = [at for at in range(len(lines)) if at not in moved]
    flow = [lines[at] for at in places]
    hanging: dict[int, list[Line]] = {}
    last = dict(_marks(flow)) if notes else {}
    ends = _paragraph_ends(flow, full) if moved else []
    for at in described:
        before = bisect_left(places, at) - 1
        hanging.setdefault(ends[before] if before >= 0 else -1, []).append(lines[at])
    for note in notes:
        paragraph = [line._replace(aside=True) for line in lines[note.start : note.stop]]
        at = last.get(_mark(paragraph[0]), -1)
        # A footnote whose mark is only in another footnote comes at the end of its page.
        hanging.setdefault(ends[at], []).extend(paragraph)
    with_notes = [*hanging.get(-1, ()), *(part for at, line in enumerate(flow) for part in (line, *hanging.get(at, ())))]
    return _with_captions(with_notes, body, full)


def _notes(lines: Sequence[Line], body: float) -> Iterator[range]:
    """Yield the lines of each footnote: lines in small type that begin with a mark that is in the text above."""
    first = dict(reversed(list(_marks(lines))))
    for run in _small_runs(lines, body):
        starts = [at for at in run if first.get(_mark(lines[at]), len(lines)) < run.start]
        for start, end in pairwise([*starts, run.stop]):
            yield range(start, end)


def _small_runs(lines: Sequence[Line], body: float) -> Iterator[range]:
    """Yield the runs of lines in small type at the end of a page or column."""
    start = 0
    for at, line in enumerate(lines):
        if not 0 < line.point <= _SMALLER * body or (at > start and line.base < lines[at - 1].base):
            start = at + 1 if line.point > _SMALLER * body or not line.point else at
        is_last = at + 1 == len(lines) or lines[at + 1].base < line.base
        if is_last and start <= at:
            yield range(start, at + 1)
            start = at + 1


def _mark(note: Line) -> str:
    """Return the mark at the beginning of a footnote as it is in the text, in superscript digits; "" if there is none."""
    found = _NOTE.match(note.text)
    return found[1].translate(_RAISED) if found else ""


def _marks(lines: Sequence[Line]) -> Iterator[tuple[str, int]]:
    """Yield (mark, line) of all possible footnote marks in the text, from the top down."""
    for at, line in enumerate(lines):
        if not line.aside:
            for found in _MARK.finditer(line.text):
                yield from ((mark, at) for mark in {found[1] or found[2], (found[1] or found[2][0])})


def _paragraph_ends(lines: Sequence[Line], full: int) -> list[int]:
    """Return the last line of the paragraph of each line."""
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
    """Return the lines with captions, and the labels or rows around them, after the paragraphs that they interrupt."""
    at = first = 0  # from `first` on, the lines before `at` may be of a figure whose caption is at `at`
    while at < len(lines):
        end = at + 1
        if _CAPTION.match(lines[at].text) and not lines[at].aside:
            end = _figure_end(lines, at, body, full)
            if end < len(lines) and _parts_a_paragraph(lines, first, end, body, full):
                last = _paragraph_end(lines, end, full)
                figure = [line._replace(aside=True) for line in lines[first:end]]
                lines[first : last + 1] = [*lines[end : last + 1], *figure]
                end = last + 1
        first = next((to for to in range(end, at, -1) if _ends_text(lines[to - 1], body, full)), first)
        at = end
    return lines


def _ends_text(line: Line, body: float, full: int) -> bool:
    """Whether a figure can't reach beyond a line, which is running text, or part of a footnote or of another figure."""
    return line.aside or _is_running_text(line, body, full)


def _figure_end(lines: Sequence[Line], at: int, body: float, full: int) -> int:
    """Return the end of the figure whose caption begins at a line: after the caption and the labels or rows below it."""
    end = at + 1
    while end < len(lines) and end - at < _LONGEST_CAPTION and not _is_apart(lines, end):
        end += 1
    while end < len(lines) and not _is_running_text(lines[end], body, full) and not _begins_small(lines[end], body):
        end += 1
    return end


def _is_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a wider gap than between lines, another type size, or a new column separates a line from the one before."""
    step, line = lines[at].base - lines[at - 1].base, lines[at]
    return not 0 < step <= _GAP * max(line.point, 1.0) or abs(line.point - lines[at - 1].point) > _SAME


def _is_running_text(line: Line, body: float, full: int) -> bool:
    return abs(line.point - body) <= _SAME and len(line.text) >= _WIDE * full


def _begins_small(line: Line, body: float) -> bool:
    """Whether a line in the body's type size begins with a small letter, as the short last line of a paragraph may."""
    return abs(line.point - body) <= _SAME and line.text[:1].islower()


def _parts_a_paragraph(lines: Sequence[Line], first: int, end: int, body: float, full: int) -> bool:
    """Whether the lines before and after a figure are one paragraph, which may have begun on the page before."""
    if abs(lines[end].point - body) > _SAME or lines[end].aside:
        return False
    if not first:
        return lines[end].text[:1].islower()
    return not lines[first - 1].aside and goes_on(lines[first - 1].text, lines[end].text, full)
