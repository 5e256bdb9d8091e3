"""Mends lines of lone characters: those in the boxes of a form are one number, and those far from others stay on their line."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.readers.pdf.layout.glyphs import Glyph

_FEWEST, _DIFFERENT = 5, 3
"""Signs, and different signs, that such a number has at least: fewer may be a row of marks, or of zeros and ones."""
_APART, _WIDEST = 0.35, 2.2
"""Least gap between signs and largest distance of their middles, as shares of the type size; columns of tables are wider."""
_EVEN = 0.04
"""Largest deviation of a distance between two signs, as a share of the distance."""
_LEVEL = 0.1
"""Difference of the baselines of one line at most, as a share of the type size."""
_NEAR = 2.0
"""Distance of baselines, as a share of the type size, within which signs in the same columns make a row one of a table."""


def on_one_line(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the characters with blanks for the line ends that PDFium makes up beside a lone character of the same line."""
    signs = list(glyphs)
    for at in range(1, len(signs) - 1):
        end = signs[at]
        if (
            end.made_up
            and end.char == "\n"
            and _is_within(signs, at)
            and (_is_alone(signs, at - 1) or _is_alone(signs, at + 1))
        ):
            signs[at] = end._replace(char=" ")
    return signs


def _is_within(signs: Sequence[Glyph], at: int) -> bool:
    before, after = signs[at - 1], signs[at + 1]
    point = min(before.point, after.point)
    is_level = abs(before.base - after.base) < _LEVEL * point
    return not (before.made_up or after.made_up) and is_level and after.left - before.right > _APART * point


def _is_alone(signs: Sequence[Glyph], at: int) -> bool:
    """Return whether a character has no other one beside it, only what is made up."""
    return all(not 0 <= beside < len(signs) or signs[beside].made_up for beside in (at - 1, at + 1))


def with_combs(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the characters with those in boxes touching each other, without the made-up blanks and line ends between them."""
    signs = list(glyphs)
    real = [at for at, glyph in enumerate(signs) if not (glyph.made_up or glyph.char.isspace())]
    runs = [run for run in _runs(signs, real) if _is_number([signs[at] for at in run])]
    columns = _columns(signs, real) if runs else {}
    joined, gone = dict[int, Glyph](), set[int]()
    for run in runs:
        if _is_row(signs, run, columns):
            continue
        for at, after in pairwise(run):
            joined[at] = signs[at]._replace(right=signs[after].left)
            gone.update(range(at + 1, after))
    return [joined.get(at, glyph) for at, glyph in enumerate(signs) if at not in gone]


def _runs(signs: Sequence[Glyph], real: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of signs on one line at equal distances, each of them alone."""
    run = list[int]()
    for at in real:
        if run and not _continues(signs, run, at):
            yield run
            run = run[-1:] if _continues(signs, run[-1:], at) else []
        run.append(at)
    yield run


def _continues(signs: Sequence[Glyph], run: Sequence[int], at: int) -> bool:
    before, sign = signs[run[-1]], signs[at]
    pitch, point = _middle(sign) - _middle(before), sign.point
    same = abs(sign.base - before.base) < 0.1 * point and abs(point - before.point) < 0.1 * point and sign.char.isalnum()
    if not same or len(sign.char) > 1 or sign.left - before.right < _APART * point or pitch > _WIDEST * point:
        return False
    if len(run) < 2:
        return before.char.isalnum() and len(before.char) == 1
    first = signs[run[-2]]
    usual = _middle(before) - _middle(first)
    return abs(pitch - usual) <= _EVEN * usual or abs((sign.left - before.left) - (before.left - first.left)) <= _EVEN * usual


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _is_number(run: Sequence[Glyph]) -> bool:
    """Return whether the signs of a run may be a number: mostly digits, and no scale that counts up or down."""
    digits = [int(glyph.char) for glyph in run if glyph.char.isdecimal()]
    if len(run) < _FEWEST or len({glyph.char for glyph in run}) < _DIFFERENT or 2 * len(digits) < len(run):
        return False
    return len({b - a for a, b in pairwise(digits)}) > 1


def _columns(signs: Sequence[Glyph], real: Sequence[int]) -> dict[int, list[float]]:
    """Return the baselines of a page's signs, from the top down, by the whole points of the signs' middles."""
    found = defaultdict[int, list[float]](list)
    for at in real:
        found[round(_middle(signs[at]))].append(signs[at].base)
    return {middle: sorted(bases) for middle, bases in found.items()}


def _is_row(signs: Sequence[Glyph], run: Sequence[int], columns: Mapping[int, Sequence[float]]) -> bool:
    """Return whether a run is a row of a table or matrix: other signs are right above or below most of its signs."""

    def beside(glyph: Glyph) -> bool:
        around = (columns.get(round(_middle(glyph)) + to, ()) for to in (-1, 0, 1))
        return any(_is_near(glyph, bases) for bases in around)

    return 2 * sum(beside(signs[at]) for at in run) > len(run)


def _is_near(glyph: Glyph, bases: Sequence[float]) -> bool:
    """Return whether one of the ascending baselines is that of a line right above or below a sign."""
    least, most = 0.5 * glyph.point, _NEAR * glyph.point
    windows = ((glyph.base - most, glyph.base - least), (glyph.base + least, glyph.base + most))
    return any(bisect_right(bases, low) < bisect_left(bases, high) for low, high in windows)
