"""Makes the lines of a page from its rows of characters, with position and type size."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.text import full_width, is_spaceless, letters_of

_LOST_SPACE = 0.2
"""Gap between two characters, as a share of the type size, above which there is a blank; TeX squeezes blanks to 0.22."""
_BEHIND = 1.0
"""Gap between two characters on one baseline, as a share of the type size, up to which they belong to one line."""
_WIDE = 1.5
"""Gap, as a share of the type size, above which a line has several pieces, such as a running header and a page number."""
_LARGE = 1.8
"""Least type size of a drop cap (a large initial beside the first lines of a paragraph), as a share of the text's."""
_INITIAL_GAP = 1.0
"""Most between a drop cap and its line, as a share of the text's type size."""

Row = Sequence[Glyph]
"""The characters of a line."""


class Line(NamedTuple):
    """A line of a page: its left and right end and its baseline in points, with y from the top down.

    `point` is the type size of most characters, 0 if it isn't known. `bold` says that all letters are bold. `pieces` are the
    parts between wide gaps, from left to right, if there are several. `level` is that of a heading by the document's tags,
    else 0. `aside` marks lines of footnotes and moved figures, `over` those of a paragraph over a page break. `marks` are the
    ids of the marked content on the line. `table` is the number of the table whose row it is, else 0, `header` its header.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    point: float = 0.0
    bold: bool = False
    pieces: tuple[str, ...] = ()
    aside: bool = False
    over: bool = False
    level: int = 0
    marks: tuple[int, ...] = ()
    table: int = 0
    header: str = ""


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return the characters in rows, as PDFium's line feeds divide them, except line feeds in the middle of a line."""
    rows: list[list[Glyph]] = [[]]
    is_open = False
    for glyph in glyphs:
        if glyph.char == "\n":
            is_open = True
            continue
        if is_open and not (rows[-1] and _goes_on(rows[-1][-1], glyph)):
            rows.append([])
        is_open = False
        rows[-1].append(glyph)
    return [row for row in rows if any(not glyph.char.isspace() for glyph in row)]


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    """Whether a character follows another on the same baseline, close to it and in the same size."""
    same_line = abs(before.base - glyph.base) <= 0.1 * glyph.point and abs(before.point - glyph.point) <= 0.1 * glyph.point
    return same_line and -0.1 * glyph.point <= glyph.left - before.right <= _BEHIND * glyph.point


def stored_text(row: Row) -> str:
    """Return the characters of a row in the order of the document, with blanks in gaps."""
    parts = [row[0].char]
    for before, glyph in pairwise(row):
        if _is_apart(before, glyph):
            parts.append(" ")
        if not (glyph.made_up and parts[-1][-1:].isspace()):
            parts.append(glyph.char)
    return "".join(parts)


def _is_apart(before: Glyph, glyph: Glyph) -> bool:
    if before.made_up or glyph.made_up or before.char[-1].isspace() or glyph.char[0].isspace():
        return False
    if is_spaceless(before.char[-1]) or is_spaceless(glyph.char[0]):
        return False
    return glyph.left - before.right > _LOST_SPACE * max(glyph.point, before.point) > 0


def lines_of(rows: Iterable[Row], text_of: Callable[[Row], str]) -> list[Line]:
    """Return a line for each row with visible characters; a drop cap is joined with its line."""
    lines: list[Line] = []
    for row in rows:
        if all(glyph.char.isspace() for glyph in row):
            continue
        line = _line(row, text_of)
        if lines and _is_initial_of(lines[-1], line):
            line = line._replace(text=lines[-1].text.strip() + line.text, left=lines[-1].left)
            lines.pop()
        lines.append(line)
    return lines


def _line(row: Row, text_of: Callable[[Row], str]) -> Line:
    real = [glyph for glyph in row if not glyph.made_up and not glyph.char.isspace()]
    points: Counter[float] = Counter()
    for glyph in real:
        points[round(glyph.point, 1)] += 1
    bases = sorted(glyph.base for glyph in real)
    letters = [glyph for glyph in real if glyph.char.isalpha()]
    return Line(
        text_of(row),
        min(glyph.left for glyph in real),
        max(glyph.right for glyph in real),
        base=bases[len(bases) // 2],
        point=points.most_common(1)[0][0],
        level=min((glyph.level for glyph in letters), default=0),
        bold=bool(letters) and all(glyph.bold for glyph in letters),
        marks=tuple({glyph.mark: None for glyph in real if glyph.mark >= 0}),
        pieces=tuple(text_of(piece).strip() for piece in pieces) if len(pieces := _pieces(real)) > 1 else (),
    )


def _pieces(real: Row) -> list[list[Glyph]]:
    """Return the parts of a row between wide gaps, from left to right."""
    pieces: list[list[Glyph]] = []
    for glyph in sorted(real, key=lambda glyph: glyph.left):
        if pieces and glyph.left - pieces[-1][-1].right <= _WIDE * glyph.point:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
    return pieces


def tidy(lines: Iterable[Line]) -> list[Line]:
    """Return the lines with letters for ligatures and presentation forms, without empty lines."""
    cleaned = (line._replace(text=letters_of(line.text), pieces=tuple(map(letters_of, line.pieces))) for line in lines)
    return [line for line in cleaned if line.text]


def full_line(lines: Iterable[Line]) -> int:
    """Return the width of a full line as `full_width` does, without rows of tables and descriptions of figures."""
    return full_width([line.text for line in lines if not line.table and not (line.aside and not line.point)])


def _is_initial_of(initial: Line, line: Line) -> bool:
    letter = initial.text.strip()
    if len(letter) != 1 or not letter.isupper() or not line.point or initial.point < _LARGE * line.point:
        return False
    beside = -0.2 * line.point <= line.left - initial.right <= _INITIAL_GAP * line.point
    below = 0 <= initial.base - line.base <= 1.2 * initial.point
    return beside and below and line.text[:1].isalpha()
