"""Puts form values, boxes and stamps into the rows of a page at their positions: a value after its label, for example."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.glyphs import Glyph

_REACH = 0.5
"""Distance of a label's baseline from the edges of its field, as a share of the field's height."""
_FROM_BOX = 60.0
"""Points between a box and its words at most."""
_ABOVE = 16.0
"""Points between a label and the field below it at most."""


class FieldKind(StrEnum):
    """The content of a field: a text, or a box with or without a tick."""

    VALUE = "value"
    BOX = "box"


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of an annotation, and its rectangle in points; y is from the bottom up until it is turned upright."""

    text: str
    box: Box
    kind: FieldKind = FieldKind.VALUE


def with_fields(rows: Sequence[Sequence[Glyph]], fields: Iterable[Placed]) -> tuple[list[list[Glyph]], list[str]]:
    """Return the rows with the fields at their positions, and the texts of fields without a row beside or above them.

    The boxes of the fields have the coordinates of `Glyph`: upright, with y from the top down, so that `top` is less than
    `bottom`.
    """
    found, left = [list(row) for row in rows], []
    for field in sorted(fields, key=lambda field: (field.box.top, field.box.left)):
        at = _row_beside(found, field)
        if at is not None:
            found[at] = _within(found[at], field)
        elif (above := _row_above(found, field)) is not None:
            found.insert(above + 1, [_sign(field, found[above][0])])
        else:
            left.append(field.text)
    return found, left


def _row_beside(rows: Sequence[Sequence[Glyph]], field: Placed) -> int | None:
    """Return the row that is level with a field and has the nearest character to it, None if there is none."""
    height = field.box.bottom - field.box.top
    low, high = field.box.top + _REACH * height / 2, field.box.bottom + _REACH * min(height, 12.0)
    best: tuple[float, int] | None = None
    for at, row in enumerate(rows):
        base = row[0].base
        if low <= base <= high:
            distance = _distance(row, field)
            if best is None or distance < best[0]:
                best = distance, at
    return best[1] if best and (field.kind is FieldKind.VALUE or best[0] <= _FROM_BOX) else None


def _distance(row: Sequence[Glyph], field: Placed) -> float:
    return min(max(field.box.left - glyph.right, glyph.left - field.box.right, 0.0) for glyph in row)


def _row_above(rows: Sequence[Sequence[Glyph]], field: Placed) -> int | None:
    """Return the nearest row above a field, None if none is near enough."""
    near = [
        (field.box.top - row[0].base, at)
        for at, row in enumerate(rows)
        if 0 <= field.box.top - row[0].base <= _ABOVE and row[-1].right > field.box.left and row[0].left < field.box.right
    ]
    return min(near)[1] if near else None


def _within(row: Sequence[Glyph], field: Placed) -> list[Glyph]:
    """Return the row with the text of a field at its position, between blanks."""
    middle = (field.box.left + field.box.right) / 2
    over = {at for at, glyph in enumerate(row) if field.box.left <= glyph.left and glyph.right <= field.box.right}
    before = [at for at, glyph in enumerate(row) if glyph.right <= middle or at in over]
    at = (max(before) + 1) if before else 0
    sign = _sign(field, row[max(0, at - 1)])
    blank = sign._replace(char=" ", made_up=True)
    return [*row[:at], blank, sign, blank._replace(left=sign.right), *row[at:]]


def _sign(field: Placed, beside: Glyph) -> Glyph:
    return beside._replace(
        char=field.text,
        left=field.box.left,
        right=field.box.right,
        origin=(field.box.left, field.box.top),
        made_up=False,
        bold=False,
    )
