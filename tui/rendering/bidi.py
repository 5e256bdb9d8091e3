"""Reorders right-to-left text into visual order while it is painted, for terminals that show letters in logical order.

Widgets hold, wrap and copy text in its logical order; only the painted line is turned.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

if TYPE_CHECKING:
    from arabic_reshaper import ArabicReshaper
    from rich.style import Style

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TURNED = re.compile("[\ufe70-\ufefc]")
"""Letters in their joined forms: a line with such letters was reordered before, as under a dialog that lies over it."""
TURNED = "-turned"
"""Class of the app while this filter is on: text that is read from right to left stands at the right edge then."""
_DOT = " · "
"""Stands between the items of a line of figures."""
_APART = re.compile("  +|[\u2500-\u259f]+")
"""What separates columns: two spaces, the lines of borders, bars. Text is reordered between such separators only."""


def for_the_eye(text: str) -> tuple[str, Sequence[int]]:
    """Return a line with its letters joined and seen from left to right, and where each character of it stood before."""
    from bidi import algorithm

    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = algorithm.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(text, storage)
    shaped = _joined(text)
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


def _items_for_the_eye(text: str) -> tuple[str, Sequence[int]]:
    """Return a line as `for_the_eye` does, the items between its dots each for itself: figures don't run into one another."""
    items = text.split(_DOT)
    if len(items) == 1:
        return for_the_eye(text)
    starts = [sum(len(item) + len(_DOT) for item in items[:at]) for at in range(len(items))]
    shown: list[tuple[str, Sequence[int]]] = []
    for at, item in enumerate(items):
        if at:
            dot = starts[at] - len(_DOT)
            shown.append((_DOT, range(dot, dot + len(_DOT))))
        seen, places = for_the_eye(item) if item else ("", ())
        shown.append((seen, [starts[at] + place for place in places]))
    if begins_right_to_left(text):
        shown.reverse()
    return "".join(seen for seen, _ in shown), [place for _, places in shown for place in places]


def _marks_behind(chars: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield characters with the marks of each letter behind it, as terminals want them; turning put them before it."""
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


def _joined(text: str) -> str:
    """Return Arabic letters in the forms that join; the same number of characters."""
    shaped = str(_reshaper().reshape(text))
    return shaped if len(shaped) == len(text) else text


class RightToLeft(LineFilter):
    """Turns right-to-left text of a painted line; everything keeps its style and its columns."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of the line as they are seen."""
        del background
        if not any(_RIGHT_TO_LEFT.search(segment.text) for segment in segments):
            return segments
        if any(_TURNED.search(segment.text) for segment in segments):
            return segments
        text = "".join(segment.text for segment in segments)
        styles = [segment.style for segment in segments for _ in segment.text]
        turned: list[Segment] = []
        at = 0
        for apart in [*_APART.finditer(text), None]:
            start, end = apart.span() if apart else (len(text), len(text))
            turned += _turned(text[at:start], styles[at:start])
            turned += _runs(text[start:end], styles[start:end])
            at = end
        return turned


def begins_right_to_left(text: str) -> bool:
    """Whether a text is read from right to left: by its first letter that has a direction."""
    directions = (unicodedata.bidirectional(char) for char in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def at_the_right(cells: Sequence[tuple[str, "Style | None"]]) -> list[tuple[str, "Style | None"]]:
    """Return the cells of a line that is read from right to left moved to the right edge; a caret behind them goes before.

    The caret is the blank behind the text whose style isn't that of the blanks at the line's end.
    """
    length = len("".join(char for char, _ in cells).rstrip(" "))
    text, rest = list(cells[:length]), list(cells[length:])
    carets = [cell for cell in rest if cell[1] != rest[-1][1]]
    return [cell for cell in rest if cell not in carets] + carets + text


def _turned(text: str, styles: "Sequence[Style | None]") -> list[Segment]:
    if not _RIGHT_TO_LEFT.search(text):
        return _runs(text, styles)
    before, after = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
    shown, places = _items_for_the_eye(text[before:after])
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
