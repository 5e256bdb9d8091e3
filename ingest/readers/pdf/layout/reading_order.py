"""Groups the characters of a page into rows, and puts rows and their characters into reading order by position."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, groupby, pairwise
from statistics import median

from ingest.readers.pdf.layout.bidi import brackets_are_mirrored, is_backwards, is_rtl, logical
from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.lines import Row
from ingest.readers.pdf.layout.text import is_spaceless

Order = Callable[[Sequence[str]], str]
"""Joins the clusters of a row, which come from left to right, in reading order."""

_Cluster = tuple[str, float, float, float]
"""A letter with its marks, its left and right end, and the height of its line box."""

_SAME_LINE = 0.4
_WORD_GAP = 0.2
_SCRIPT_GAP = 0.1
_SPACELESS_GAP = 0.8
"""Shares of the size of a letter: the most that baselines of one line differ, and the gaps from which there is a blank: in
general, where the direction of writing changes, and between letters of scripts without blanks."""
_STACKED = 0.6
"""Least overlap of two stacked letters, as a share of the narrower one's width."""
_FEWEST_LINES = 6
"""Lines of a column."""
_NARROWEST_GUTTER = 8.0
"""Points between two columns."""
_FILLED = 0.6
"""Least median width of lines of running text, as a share of the column's width; the cells of most tables are narrower."""


def rtl_share(text: str) -> float:
    """Return the share of a text's letters that belong to right-to-left scripts, from 0.0 to 1.0."""
    letters = [char for char in text if char.isalpha()]
    return sum(map(is_rtl, letters)) / max(1, len(letters))


def rows_in_order(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return consecutive characters on one baseline as rows, in the order of the document."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows and abs(rows[-1][-1].base - glyph.base) <= _SAME_LINE * max(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def text_by_place(rows: Sequence[Row], *, rtl: bool) -> Callable[[Row], str]:
    """Return the function that returns the text of a row in reading order, by the positions of its characters."""
    order: Order = partial(logical, rtl=rtl)
    if rtl:
        text = "\n".join(_row_text(row, order) for row in rows)
        if is_backwards(text):
            order = "".join  # the letters from left to right are already in reading order
        elif brackets_are_mirrored(text):
            order = partial(logical, rtl=True, mirror=True)
    return partial(_row_text, order=order)


def rows_in_columns(glyphs: Sequence[Glyph], gutter: Box) -> list[list[Glyph]]:
    """Return the rows of a page with two columns in reading order: between rows that cross the gutter, left then right."""
    rows = _rows(glyphs)
    low, high = (0.875 * a + 0.125 * b for a, b in ((gutter.left, gutter.right), (gutter.right, gutter.left)))
    crossing = [any(g.left < high and g.right > low and not g.char.isspace() for g in row) for row in rows]
    parts: list[list[Glyph]] = []
    sides: tuple[list[list[Glyph]], list[list[Glyph]]] = ([], [])
    for row, crosses in zip(rows, crossing, strict=True):
        if crosses:
            parts += [*_taken(sides), row]
            continue
        for side, part in zip(sides, _halves(row, gutter), strict=True):
            if part:
                side.append(part)
    return parts + _taken(sides)


def gutter_of(pieces: Sequence[Box]) -> Box | None:
    """Return the gutter between two columns if they are drawn line by line across the page, else None.

    `pieces` are the rectangles of pieces of lines in drawing order. Most programs draw column by column, and then the order of
    the document is right. If one side isn't running text, the page has a table, which is read row by row.
    """
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    middle = _emptiest(pieces, left + 0.3 * (right - left), left + 0.7 * (right - left))
    if middle is None:
        return None
    sides = [p for p in pieces if p.right <= middle.left], [p for p in pieces if p.left >= middle.right]
    return middle if _crossings(pieces, middle) >= _FEWEST_LINES and all(map(_is_running_text, sides)) else None


def _emptiest(pieces: Sequence[Box], start: float, end: float) -> Box | None:
    """Return the widest strip between `start` and `end`, in whole points, that at most an eighth of the pieces reach into."""
    steps = [0] * (int(end - start) + 2)
    for piece in pieces:
        first, last = max(0, int(piece.left - start)), min(len(steps) - 1, int(piece.right - start) + 1)
        if first < last:
            steps[first] += 1
            steps[last] -= 1
    free = [taken <= len(pieces) // 8 for taken in accumulate(steps)][:-1]
    runs = [(len(list(run)), is_free) for is_free, run in groupby(free)]
    ends = accumulate(length for length, _ in runs)
    width, stop = max(((length, stop) for (length, is_free), stop in zip(runs, ends, strict=True) if is_free), default=(0, 0))
    if width < _NARROWEST_GUTTER:
        return None
    return Box(start + stop - width, min(p.bottom for p in pieces), start + stop, max(p.top for p in pieces))


def _crossings(pieces: Sequence[Box], gutter: Box) -> int:
    """Return how often a piece at the left of the gutter is followed by one at the right on the same line."""
    return sum(
        a.right <= gutter.left and b.left >= gutter.right and min(a.top, b.top) > max(a.bottom, b.bottom)
        for a, b in pairwise(pieces)
    )


def _is_running_text(pieces: Sequence[Box]) -> bool:
    lines = _merged(pieces)
    if len(lines) < _FEWEST_LINES:
        return False
    width = max(line.right for line in lines) - min(line.left for line in lines)
    return median(line.right - line.left for line in lines) >= max(
        _FILLED * width, 10 * median(p.top - p.bottom for p in lines)
    )


def _merged(pieces: Sequence[Box]) -> list[Box]:
    lines: list[Box] = []
    for piece in sorted(pieces, key=lambda p: -p.top):
        if lines and min(lines[-1].top, piece.top) - max(lines[-1].bottom, piece.bottom) > 0.5 * (piece.top - piece.bottom):
            last = lines[-1]
            lines[-1] = last.joined_with(piece)
        else:
            lines.append(piece)
    return lines


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if rows and glyph.base - rows[-1][-1].base <= _SAME_LINE * min(glyph.size, rows[-1][-1].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _halves(row: Sequence[Glyph], gutter: Box) -> tuple[list[Glyph], list[Glyph]]:
    middle = (gutter.left + gutter.right) / 2
    return [g for g in row if g.right <= middle], [g for g in row if g.right > middle]


def _taken(sides: tuple[list[list[Glyph]], list[list[Glyph]]]) -> list[list[Glyph]]:
    rows = [*sides[0], *sides[1]]
    for side in sides:
        side.clear()
    return rows


def _row_text(row: Row, order: Order) -> str:
    clusters: list[str] = []
    end: float | None = None
    for text, left, right, size in _clusters(row):
        if end is not None and left - end > _gap(clusters[-1], text, size):
            clusters.append(" ")
        clusters.append(text)
        end = right if end is None else max(end, right)
    return order(clusters)


def _gap(before: str, after: str, size: float) -> float:
    """Return the gap above which there is a blank between two letters."""
    if before.isspace() or after.isspace():
        return float("inf")
    if is_spaceless(before[-1]) and is_spaceless(after[0]):
        return size * _SPACELESS_GAP
    return size * (_WORD_GAP if is_rtl(before[-1]) == is_rtl(after[0]) else _SCRIPT_GAP)


def _clusters(line: Row) -> list[_Cluster]:
    """Return the letters of a line with their marks, from left to right."""
    drawn = _ligatures(glyph for glyph in _without_carriers(line) if not _is_mark(glyph))
    letters = _as_stored_where_stacked(drawn)
    for mark in filter(_is_mark, line):
        if not letters:
            return [(mark.char, mark.left, mark.right, mark.size)]
        nearest = min(range(len(letters)), key=lambda i: abs(letters[i][1] + letters[i][2] - mark.left - mark.right))
        text, left, right, size = letters[nearest]
        letters[nearest] = text + mark.char, left, right, size
    return letters


def _as_stored_where_stacked(drawn: Sequence[_Cluster]) -> list[_Cluster]:
    """Return the letters from left to right, except that stacked Arabic letters keep their order in the document."""
    order = sorted(range(len(drawn)), key=lambda at: drawn[at][1] + drawn[at][2])
    steps = [b[1] < a[1] for a, b in pairwise(drawn) if is_rtl(a[0][0]) and is_rtl(b[0][0])]
    leftwards = 2 * sum(steps) > len(steps)
    for at, (a, b) in enumerate(pairwise(order[:])):
        if (a < b) is leftwards and order[at] == a and _are_stacked(drawn[a], drawn[b]):
            order[at], order[at + 1] = b, a
    return [drawn[at] for at in order]


def _are_stacked(one: _Cluster, other: _Cluster) -> bool:
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return is_rtl(one[0][0]) and is_rtl(other[0][0]) and shared > _STACKED * min(one[2] - one[1], other[2] - other[1])


def _without_carriers(line: Row) -> Iterable[Glyph]:
    """Yield the characters without blanks below a mark that is drawn separately."""
    for glyph, after in pairwise(line):
        if not (glyph.char.isspace() and _is_mark(after) and after.left - 0.1 <= glyph.left <= after.right + 0.1):
            yield glyph
    yield line[-1]


def _is_mark(glyph: Glyph) -> bool:
    return len(glyph.char) == 1 and unicodedata.category(glyph.char) == "Mn"


def _ligatures(line: Iterable[Glyph]) -> list[_Cluster]:
    """Return the characters as clusters; the letters of a ligature are one cluster, in reading order."""
    letters: list[_Cluster] = []
    origin, joined = None, set[int]()
    for glyph in line:
        if glyph.origin == origin and not glyph.char.isspace():
            text, left, right, size = letters[-1]
            joined.add(len(letters) - 1)
            letters[-1] = text + glyph.char, min(left, glyph.left), max(right, glyph.right), size
        else:
            letters.append((glyph.char, glyph.left, glyph.right, glyph.size))
        origin = glyph.origin
    return [(_unreversed(letter[0]), *letter[1:]) if at in joined else letter for at, letter in enumerate(letters)]


def _unreversed(sign: str) -> str:
    """Return the letters of a ligature in reading order: PDFium may reverse those of lam-alef and Allah."""
    return sign[::-1] if len(sign) > 1 and is_rtl(sign[0]) and (sign[-1] == "ل" or sign[0] == "ه") else sign
