"""Removes running headers, footers and page numbers: lines in the margins of many pages that differ only in the number."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.language.document_words import AROUND_PAGE
from ingest.readers.pdf.layout.lines import Line

_EDGE = 3
"""Lines at the top and at the bottom of a page that may be headers or footers."""
_MARGIN = 0.14
"""Share of a page's height in which headers and footers are; in books they are within 0.12."""
_NUMBER_MARGIN = 0.2
"""The same for a line that is only a number, which on pages with wide margins is at 0.16."""
_FEWEST_PAGES = 3
"""Pages that a header or footer is on."""
_FARTHEST = 200
"""Most by which a printed page number differs from the page's place; a larger number is an invoice number or the like."""
_SHARE = 0.4
"""Least share of the pages that a header or footer is on; left and right pages of a book may have different ones."""
_NUMBER = re.compile(r"\d{1,5}(?!\d)")
_ROMAN = re.compile(r"[ivxl]{1,8}|[IVXL]{1,8}")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
_AROUND_A_PAGE_NUMBER = re.compile(
    rf"{AROUND_PAGE}|[\W_]|\d+",
    re.IGNORECASE,
)
"""Words and signs around a page number; a line with other words isn't only a page number."""

_Key = tuple[str, int | None]
"""The text of a line and None, or the text with `#` for a number and the difference of the number and the page's place."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page, and the page's upper and lower edge in the coordinates of their baselines."""

    lines: Sequence[Line]
    top: float = 0.0
    bottom: float = 0.0


def without_running_lines(pages: Sequence[PageLines]) -> tuple[list[list[Line]], int]:
    """Return the lines of each page without running lines, and how many lines are removed.

    A line that is the same on all pages is kept on the first one, since it may name the document. A line with a page number is
    removed if the number is alone or far from the other words; other lines with a number, such as those of steps, are kept.
    """
    running = _running(pages)
    seen: set[_Key] = set()
    kept = [list(_kept(number, page, running, seen)) for number, page in enumerate(pages)]
    return kept, sum(len(page.lines) for page in pages) - sum(map(len, kept))


def _running(pages: Sequence[PageLines]) -> set[_Key]:
    counts: Counter[_Key] = Counter()
    for number, page in enumerate(pages):
        counts.update({key for at in _edge(page) for key in _keys(page.lines[at], number)})
    enough = max(_FEWEST_PAGES, math.ceil(_SHARE * sum(bool(page.lines) for page in pages)))
    return {key for key, count in counts.items() if count >= enough}


def _kept(number: int, page: PageLines, running: set[_Key], seen: set[_Key]) -> Iterator[Line]:
    edge = set(_edge(page))
    for at, line in enumerate(page.lines):
        found = [key for key in _keys(line, number) if key in running] if at in edge else []
        if not found or (all(distance is None for _, distance in found) and not seen.issuperset(found)):
            yield line
        seen.update(found)


def _edge(page: PageLines) -> list[int]:
    count = len(page.lines)
    outer = sorted({*range(min(_EDGE, count)), *range(max(0, count - _EDGE), count)})
    return [at for at in outer if _is_in_margin(page.lines[at], page)]


def _is_in_margin(line: Line, page: PageLines) -> bool:
    if not line.point or page.bottom <= page.top:
        return True  # the positions aren't known
    margin = (_NUMBER_MARGIN if line.text.isdecimal() else _MARGIN) * (page.bottom - page.top)
    return line.base <= page.top + margin or line.base >= page.bottom - margin


def _keys(line: Line, number: int) -> Iterator[_Key]:
    if not line.text:
        return
    yield line.text, None
    if _ROMAN.fullmatch(line.text):
        yield "#", _value(line.text.lower()) - number
    if not _AROUND_A_PAGE_NUMBER.sub("", line.text):
        for found in _NUMBER.finditer(line.text):
            if abs(int(found[0]) - number) <= _FARTHEST:
                yield f"{line.text[: found.start()]}#{line.text[found.end() :]}", int(found[0]) - number
    for at, piece in enumerate(line.pieces):
        if piece.isdecimal() and len(piece) < 6 and abs(int(piece) - number) <= _FARTHEST:
            yield "#".join((*line.pieces[:at], *line.pieces[at + 1 :])), int(piece) - number


def _value(roman: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in roman]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
