"""Joins paragraphs that continue on the next page, on the page where they begin."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.readers.pdf.layout.lines import Line, full_line
from ingest.readers.pdf.layout.text import goes_on

_SAME = 0.6
"""Points by which the type sizes of the two parts of a paragraph differ at most."""
_FAR = 1.8
"""Least distance of a header or footer from the text, as a share of the type size; lines of text are about 1.2 apart."""
_FULL, _LONG = 0.9, 0.75
"""Least widths of a line before a noun, and of the line with the noun, as shares of a full line."""
_CAPITAL = re.compile(r"[^\W\d_]{4}\w*+(?!:)")
"""A noun or name; a shorter word in a capital mostly begins a sentence, as on a slide, and one before a colon an item."""
_FEWEST, _SHARE = 3, 0.3
"""Least number, and least share, of pages with a header or footer at one height; left and right pages may differ."""


def over_page_breaks(pages: Sequence[Sequence[Line]], apart: Sequence[bool]) -> list[list[Line]]:
    """Return the lines of each page, with the rest of a paragraph moved to its beginning and both marked as `over`.

    `apart` says for each page whether it has contents or an index, whose lines aren't paragraphs. A paragraph that takes all
    of the next page isn't joined.
    """
    found, marginal = [list(page) for page in pages], _marginal(pages)
    for number, (page, following) in enumerate(pairwise(found)):
        if apart[number] or apart[number + 1]:
            continue
        last = next((at for at in reversed(range(len(page))) if _is_text(page[at], marginal)), -1)
        first = next((at for at, line in enumerate(following) if _is_text(line, marginal)), len(following))
        full, next_full = full_line(page), full_line(following)
        if last < 0 or first == len(following) or page[last].over:
            continue
        if not (_goes_on(page[last], following[first], full) or _noun_follows(page[last], following[first], full, next_full)):
            continue
        end = _end(following, first, next_full)
        if not any(_is_text(line, marginal) for line in following[end + 1 :]):
            continue
        start = _start(page, last, full)
        whole = [line._replace(over=True) for line in (*page[start : last + 1], *following[first : end + 1])]
        page[start : last + 1] = whole
        del following[first : end + 1]
    return found


def _marginal(pages: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Return the baselines, in whole points, of headers and footers: far from the text, and the same on many pages.

    These are headers and footers with varying text, such as the title of the chapter; others have already been removed.
    """
    ends = [(lines[0], lines[1]) for lines in pages if len(lines) > 1] + [
        (lines[-1], lines[-2]) for lines in pages if len(lines) > 1
    ]
    far = Counter(
        round(end.base) for end, beside in ends if abs(end.base - beside.base) > _FAR * max(end.point, beside.point) > 0
    )
    return frozenset(base for base, count in far.items() if count >= max(_FEWEST, _SHARE * len(pages)))


def _is_text(line: Line, marginal: Collection[int]) -> bool:
    return not line.aside and round(line.base) not in marginal


def _goes_on(before: Line, after: Line, full: int) -> bool:
    """Whether the first line of a page continues the last of the page before; a line that begins with a capital doesn't."""
    alike = before.point > 0 and abs(before.point - after.point) <= _SAME
    return alike and not after.text[:1].isupper() and goes_on(before.text, after.text, full)


def _noun_follows(before: Line, after: Line, full: int, next_full: int) -> bool:
    """Whether a page begins with a word in a capital that continues a sentence, such as a noun in German or a name.

    The line before is full and ends in a small word without a full stop, and the page begins with a line of running text.
    """
    alike = before.point > 0 and abs(before.point - after.point) <= _SAME and not (before.bold or after.bold)
    small, word = "".join(before.text.split()[-1:]), _CAPITAL.match(after.text)
    lengths = len(before.text) >= _FULL * full and len(after.text) >= _LONG * next_full
    return alike and lengths and word is not None and small.isalpha() and small.islower()


def _end(lines: Sequence[Line], at: int, full: int) -> int:
    while at + 1 < len(lines) and not lines[at + 1].aside and goes_on(lines[at].text, lines[at + 1].text, full):
        at += 1
    return at


def _start(lines: Sequence[Line], at: int, full: int) -> int:
    while at and not lines[at - 1].aside and goes_on(lines[at - 1].text, lines[at].text, full):
        at -= 1
    return at
