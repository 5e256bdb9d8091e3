"""Removes line numbers in the margin of drafts, contracts and listings, which aren't part of the text."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.lines import Row

_FEWEST, _FEWEST_OF_SOME = 6, 4
"""Least line numbers of a page, if each line has one and if only some have; fewer may be the numbers of a list."""
_SAME_LINE = 0.3
"""Most by which the baselines of a number and of its line differ, as a share of the type size."""
_STEPS = (1, 2, 5, 10)
"""Possible differences of consecutive numbers: each line has a number, or each second, fifth or tenth."""
_ALIGNED = 2.0
"""Points by which the left or right ends of the numbers differ at most."""
_GAP = 0.6
"""Least gap between a number and its line, as a share of the type size."""
_FILLED = 0.6
"""Least median width of lines of running text, as a share of the widest line; lists and tables have less."""
_GOES_ON = 0.3
"""Least share of lines of running text that begin with a small letter, or with a letter of a script without case."""


def without_line_numbers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a page without line numbers."""
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
    """Return the row on the same baseline as a number that is a row of its own, () if there is none."""
    near = _SAME_LINE * number[0].point
    return next((row for row in rows if row[0] is not number[0] and abs(row[0].base - number[0].base) <= near), ())


def _number(row: Row) -> tuple[int, int] | None:
    """Return a number that is separated from the rest of its row, and the number of characters to remove; None if none is."""
    digits = 0
    while digits < min(len(row), 5) and row[digits].char.isdecimal():
        digits += 1
    rest = [glyph for glyph in row[digits:] if not glyph.char.isspace()]
    if not digits or digits > 4 or (rest and rest[0].left - row[digits - 1].right < _GAP * row[0].point):
        return None
    width = next((at for at, glyph in enumerate(row) if at >= digits and not glyph.char.isspace()), len(row))
    return int("".join(glyph.char for glyph in row[:digits])), width


def _step(values: Sequence[int]) -> int:
    """Return the difference of consecutive numbers, 0 if it isn't the same for all of them."""
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
        return False  # lines of a table of contents end with page numbers
    return median(widths) >= _FILLED * max(widths) and going_on >= _GOES_ON * len(bodies)
