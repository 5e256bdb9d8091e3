"""Line numbers in the margin of a draft, a contract or a listing: they count the lines and belong to no sentence."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.lines import Row

_FEWEST = 6
"""Numbered lines on a page: fewer may be a list."""
_STEPS = (1, 2, 5, 10)
"""Of what line numbers are counted in: each line, or each second, fifth or tenth."""
_ALIGNED = 2.0
"""Points by which the left or right ends of the numbers may differ."""
_GAP = 0.6
"""Of the type size: the least that parts a number from its line."""
_FILLED = 0.6
"""Of the widest line: what the median line takes up in running text, other than in a list or the rows of a table."""
_GOES_ON = 0.3
"""Of the lines: how many begin with a small letter, or with a letter without case, in running text."""


def without_line_numbers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a page without the numbers that count them."""
    numbered = [(at, *found) for at, row in enumerate(rows) if (found := _number(row))]
    if len(numbered) < _FEWEST or not _count_up([value for _, value, _ in numbered]):
        return list(rows)
    bodies = {at: row[width:] for (at, _, width), row in zip(numbered, (rows[at] for at, *_ in numbered), strict=True)}
    if not _are_aligned([rows[at][:width] for at, _, width in numbered]) or not _is_running_text(bodies.values()):
        return list(rows)
    kept = [bodies.get(at, row) for at, row in enumerate(rows)]
    return [row for row in kept if row]


def _number(row: Row) -> tuple[int, int] | None:
    """Return the number that stands apart at the start of a row, and how many signs to drop for it."""
    digits = 0
    while digits < min(len(row), 5) and row[digits].char.isdecimal():
        digits += 1
    rest = [glyph for glyph in row[digits:] if not glyph.char.isspace()]
    if not digits or digits > 4 or (rest and rest[0].left - row[digits - 1].right < _GAP * row[0].point):
        return None
    width = next((at for at, glyph in enumerate(row) if at >= digits and not glyph.char.isspace()), len(row))
    return int("".join(glyph.char for glyph in row[:digits])), width


def _count_up(values: Sequence[int]) -> bool:
    steps = {after - before for before, after in pairwise(values)}
    return len(steps) == 1 and steps.pop() in _STEPS


def _are_aligned(numbers: Sequence[Sequence[Glyph]]) -> bool:
    marks = [[glyph for glyph in number if glyph.char.isdecimal()] for number in numbers]
    lefts, rights = [mark[0].left for mark in marks], [mark[-1].right for mark in marks]
    return min(max(lefts) - min(lefts), max(rights) - min(rights)) <= _ALIGNED


def _is_running_text(rows: Iterable[Row]) -> bool:
    bodies = [row for row in rows if row]
    if len(bodies) < _FEWEST:
        return not bodies  # the numbers stand on rows of their own, as they may be drawn before or behind the text
    widths = [row[-1].right - row[0].left for row in bodies]
    starts = [row[0].char for row in bodies]
    going_on = sum(char.isalpha() and not char.isupper() for char in starts)
    if 2 * sum(row[-1].char.isdecimal() for row in bodies) > len(bodies):
        return False  # a list of contents, each line of which ends with its page
    return median(widths) >= _FILLED * max(widths) and going_on >= _GOES_ON * len(bodies)
