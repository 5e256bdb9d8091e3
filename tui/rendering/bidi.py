"""Reorders right-to-left text into visual order while it is painted, for terminals that show letters in logical order.

Widgets hold, wrap and copy text in logical order; only the painted line is reordered.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper
    from rich.style import Style

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PRESENTATION_FORMS = re.compile("[\ufe70-\ufefc]")
"""Arabic letters in their joined forms. A line with such letters was reordered before, for example below an open dialog."""
TURNED = "-turned"
"""Style class of the app while this filter is on; right-to-left text is then aligned to the right edge."""
_ITEM_SEPARATOR = " · "
"""Separates the items of a line, such as the counts of a library."""
_SEPARATORS = re.compile("  +|[\u2500-\u259f]+")
"""Separates columns: two or more spaces, or the characters of borders and bars. Text is reordered only between separators."""


def in_visual_order(text: str) -> tuple[str, Sequence[int]]:
    """Return a line in visual order with its letters joined, and for each of its characters the index in `text`."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(text, storage)
    shaped = _shaped(text)
    for at, char in enumerate(storage["chars"]):
        char["at"], char["ch"] = at, shaped[at]
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    algorithm.reorder_resolved_levels(storage, False)
    algorithm.apply_mirroring(storage, False)
    ordered = list(_marks_behind(storage["chars"]))
    return "".join(char["ch"] for char in ordered), [char["at"] for char in ordered]


def _items_in_visual_order(text: str) -> tuple[str, Sequence[int]]:
    """Return a line as `in_visual_order` does, but reorder each item separately, so that neighbouring numbers don't mix."""
    items = text.split(_ITEM_SEPARATOR)
    if len(items) == 1:
        return in_visual_order(text)
    starts = [sum(len(item) + len(_ITEM_SEPARATOR) for item in items[:at]) for at in range(len(items))]
    shown: list[tuple[str, Sequence[int]]] = []
    for at, item in enumerate(items):
        if at:
            dot = starts[at] - len(_ITEM_SEPARATOR)
            shown.append((_ITEM_SEPARATOR, range(dot, dot + len(_ITEM_SEPARATOR))))
        seen, places = in_visual_order(item) if item else ("", ())
        shown.append((seen, [starts[at] + place for place in places]))
    if begins_right_to_left(text):
        shown.reverse()
    return "".join(seen for seen, _ in shown), [place for _, places in shown for place in places]


def _marks_behind(chars: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield characters with combining marks after their letter, as terminals expect them; reordering put them before it."""
    marks: list[dict[str, Any]] = []
    for char in chars:
        if char["level"] % 2 and unicodedata.combining(char["ch"]):
            marks.append(char)
            continue
        yield char
        yield from reversed(marks)
        marks = []
    yield from reversed(marks)


@lru_cache(maxsize=1)
def _reshaper() -> "ArabicReshaper":
    from arabic_reshaper import ArabicReshaper

    return ArabicReshaper({"delete_harakat": False, "support_ligatures": False})


def _shaped(text: str) -> str:
    """Return a text with Arabic letters in their joined forms, or unchanged if their number would change."""
    shaped = str(_reshaper().reshape(text))
    return shaped if len(shaped) == len(text) else text


class RightToLeft(LineFilter):
    """Reorders the right-to-left text of a painted line; each character keeps its style, each column its place."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of the line in visual order."""
        del background
        if not any(_RIGHT_TO_LEFT.search(segment.text) for segment in segments):
            return segments
        if any(_PRESENTATION_FORMS.search(segment.text) for segment in segments):
            return segments
        text = "".join(segment.text for segment in segments)
        styles = [segment.style for segment in segments for _ in segment.text]
        reordered: list[Segment] = []
        at = 0
        for separator in [*_SEPARATORS.finditer(text), None]:
            start, end = separator.span() if separator else (len(text), len(text))
            reordered += _reordered(text[at:start], styles[at:start])
            reordered += _runs(text[start:end], styles[start:end])
            at = end
        return reordered


def begins_right_to_left(text: str) -> bool:
    """Return whether a text is read from right to left, by its first character with a strong direction."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def at_the_right(cells: Sequence[tuple[str, "Style | None"]]) -> list[tuple[str, "Style | None"]]:
    """Return the cells of a right-to-left line aligned to the right edge, with a caret after the text moved before it.

    A cell is a character with its style. The caret is a blank after the text whose style isn't that of the line's last blank.
    """
    length = len("".join(char for char, _ in cells).rstrip(" "))
    text, rest = list(cells[:length]), list(cells[length:])
    carets = [cell for cell in rest if cell[1] != rest[-1][1]]
    return [cell for cell in rest if cell not in carets] + carets + text


def turned(strip: Strip, width: int, style: "Style") -> Strip:
    """Return a line of an input, `width` cells wide, with a right-to-left text at the right edge; other lines stay."""
    if not begins_right_to_left(strip.text):
        return strip
    strip = strip.crop(0, width).extend_cell_length(width, style)  # a placeholder's line ends with its text
    cells = [(char, segment.style) for segment in strip for char in segment.text]
    return Strip([Segment(char, style) for char, style in at_the_right(cells)], strip.cell_length)


def _reordered(text: str, styles: "Sequence[Style | None]") -> list[Segment]:
    if not _RIGHT_TO_LEFT.search(text):
        return _runs(text, styles)
    before, after = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    shown, places = _items_in_visual_order(text[before:after])
    inner = _runs(shown, [styles[before + place] for place in places])
    return [*_runs(text[:before], styles[:before]), *inner, *_runs(text[after:], styles[after:])]


def _runs(text: str, styles: "Sequence[Style | None]") -> list[Segment]:
    runs: list[Segment] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or styles[at] is not styles[start]:
            runs.append(Segment(text[start:at], styles[start]))
            start = at
    return runs
