"""Line numbers in the margin of a draft, a contract or a listing: they count the lines and belong to no sentence."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.lines import Row

_FEWEST, _FEWEST_OF_SOME = 6, 4
"""Numbered lines on a page, where each line is numbered and where some are: fewer may be a list."""
_SAME_LINE = 0.3
"""Of the type size: how far the baselines of a number and of its line may differ."""
_STEPS = (1, 2, 5, 10)
"""Differences between numbers in a margin: each line is numbered, or each second, fifth or tenth."""
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
    numbered = {at: found for at, row in enumerate(rows) if (found := _number(row))}
    step = _step([value for value, _ in numbered.values()])
    if len(numbered) < (_FEWEST if step == 1 else _FEWEST_OF_SOME) or step not in _STEPS:
        return list(rows)
    numbers = {at: rows[at][:width] for at, (_, width) in numbered.items()}
    bodies = [body for at, number in numbers.items() if (body := rows[at][len(number) :] or _beside(number, rows))]
    if not _are_aligned(list(numbers.values())) or len(bodies) < len(numbers) // 2 or not _is_running_text(bodies):
        return list(rows)
    kept = [row[len(numbers.get(at, ())) :] for at, row in enumerate(rows)]
    return [row for row in kept if row]


def _beside(number: Row, rows: Sequence[Row]) -> Row:
    """Return the row on the baseline of a number that is drawn apart from it."""
    near = _SAME_LINE * number[0].point
    return next((row for row in rows if row[0] is not number[0] and abs(row[0].base - number[0].base) <= near), ())


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


def _step(values: Sequence[int]) -> int:
    """Return by how much each number is above the one before, 0 where that isn't the same everywhere."""
    steps = {after - before for before, after in pairwise(values)}
    return steps.pop() if len(steps) == 1 else 0


def _are_aligned(numbers: Sequence[Sequence[Glyph]]) -> bool:
    marks = [[glyph for glyph in number if glyph.char.isdecimal()] for number in numbers]
    lefts, rights = [mark[0].left for mark in marks], [mark[-1].right for mark in marks]
    return min(max(lefts) - min(lefts), max(rights) - min(rights)) <= _ALIGNED


def _is_running_text(bodies: Sequence[Row]) -> bool:
    widths = [row[-1].right - row[0].left for row in bodies]
    starts = [row[0].char for row in bodies]
    going_on = sum(char.isalpha() and not char.isupper() for char in starts)
    if 2 * sum(row[-1].char.isdecimal() for row in bodies) > len(bodies):
        return False  # a list of contents, each line of which ends with its page
    return median(widths) >= _FILLED * max(widths) and going_on >= _GOES_ON * len(bodies)
