"""Finds contents, lists of figures and indexes of terms, which only refer to other pages."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.layout.lines import Line

_LEADERS = re.compile(r"(?:[.·•․…‥_]\s*){4,}(?:\d{1,4}|[ivxlc]{1,7})?$|…{2,}")
_ENDS_WITH_PAGE = re.compile(r"\S\s+(\d{1,4})$")
_LEADERS_WITHIN = re.compile(r"(?:[.·•․…‥]\s*){4,}\d{1,4}\b")
_LAST_NUMBER = re.compile(r"(\d{1,4})$")
_INDEX_ENTRY = re.compile(r"^\D.*?[,\s]\s*\d{1,4}(?:\s*[-–]\s*\d{1,4})?(?:,\s*\d{1,4}(?:\s*[-–]\s*\d{1,4})?)*$")
_FEWEST_ENTRIES = 4
_FEWEST_INDEX_LINES = 12
_TITLE_LINES = 2
"""Lines of a title above contents."""
_SHARE = 0.5
"""Least share of entries among the lines from the first to the last entry; the others are the first lines of long titles."""
_INDEX_SHARE = 0.6
"""Least share of entries among the lines of a page of an index."""
_IN_ORDER = 0.85
"""Least share of entries that are in order: by page number in contents, by first letter in an index."""
_LAST_PART = 0.6
"""Share of a document's pages after which a page may be of an index."""
_BEYOND = 40
"""Most by which the page numbers in contents exceed the number of pages; a chapter of a book keeps the book's page numbers."""
_FEWEST_PAGES = 4
"""Pages of a document that may have contents."""


def leading_lines(lines: Sequence[Line], page: int, pages: int, *, goes_on: bool = False) -> range:
    """Return the range of a page's lines that are contents or an index; `page` is its number from 1 on, of `pages`.

    `goes_on` says that the page before ends with such lines, so that a few of them at the top of this page are enough.
    """
    if pages < _FEWEST_PAGES:
        return range(0)  # in a short document, dot leaders may be those of a price list or menu
    found = _contents(lines, pages, 1 if goes_on else _FEWEST_ENTRIES)
    return found if found or page < _LAST_PART * pages else _index(lines, pages)


def _contents(lines: Sequence[Line], pages: int, fewest: int) -> range:
    numbers = {at: number for at, line in enumerate(lines) if (number := _page_named(line)) is not None}
    if len(numbers) < fewest:
        return range(0)
    first, last = min(numbers), max(numbers)
    named = [number for number in numbers.values() if number]
    if len(numbers) < _SHARE * (last - first + 1) or (named and (not _in_order(named) or max(named) > pages + _BEYOND)):
        return range(0)
    if fewest < _FEWEST_ENTRIES and first > _TITLE_LINES:
        return range(0)
    return range(_with_title(first), last + 1)


def _page_named(line: Line) -> int | None:
    """Return the page number in a line of contents, 0 if it has dot leaders but no number, None for any other line."""
    number = _ENDS_WITH_PAGE.search(line.text)
    is_entry = bool(_LEADERS.search(line.text)) or (
        len(line.pieces) > 1 and line.pieces[-1].isdecimal() and len(line.pieces[-1]) < 5
    )
    if not is_entry:
        return None
    return int(number[1]) if number else 0


def _with_title(first: int) -> int:
    """Return 0 if at most a title precedes the first entry of contents, else the line of the first entry."""
    return 0 if first <= _TITLE_LINES else first


def _index(lines: Sequence[Line], pages: int) -> range:
    texts = [line.text for line in lines]
    led = [text for text in texts if _LEADERS_WITHIN.search(text)]
    entries = [text for text in texts if _INDEX_ENTRY.match(text)]
    if len(led) >= max(_FEWEST_INDEX_LINES, _SHARE * len(texts)):
        numbers = [int(number) for text in led for number in _LAST_NUMBER.findall(text)]
        return range(len(lines)) if max(numbers, default=0) <= pages + _BEYOND else range(0)
    if len(entries) < max(_FEWEST_INDEX_LINES, _INDEX_SHARE * len(texts)):
        return range(0)
    initials = [entry.lstrip("\"'“„«(\\")[:1].casefold() for entry in entries]
    return range(len(lines)) if _in_order(initials) else range(0)


def _in_order(values: Sequence[int] | Sequence[str]) -> bool:
    steps = [before <= after for before, after in pairwise(values)]  # type: ignore[operator]  # both of one kind
    return bool(sum(steps) >= _IN_ORDER * len(steps))
