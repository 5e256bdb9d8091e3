"""Paragraphs that go on over a page's end: kept whole on the page where they begin."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.readers.pdf.layout.lines import Line
from ingest.readers.pdf.layout.text import full_width, goes_on

_SAME = 0.6
"""Points by which the type sizes of a paragraph's two halves differ at most."""
_FAR = 1.8
"""Of the type size: the least between a header or footer and the text; lines of text stand 1.2 apart."""
_FEWEST, _SHARE = 3, 0.3
"""Pages on which headers or footers stand at one height; left and right pages of a book may have their own."""


def over_page_breaks(pages: Sequence[Sequence[Line]], apart: Sequence[bool]) -> list[list[Line]]:
    """Return the lines of each page, the rest of a paragraph with its beginning and both marked as `over`.

    `apart` says of each page that it has contents or an index, whose lines are no paragraphs. A paragraph that fills all of
    the next page stays parted.
    """
    found, marginal = [list(page) for page in pages], _marginal(pages)
    for number, (page, following) in enumerate(pairwise(found)):
        if apart[number] or apart[number + 1]:
            continue
        last = next((at for at in reversed(range(len(page))) if _is_text(page[at], marginal)), -1)
        first = next((at for at, line in enumerate(following) if _is_text(line, marginal)), len(following))
        full = full_width([line.text for line in page])
        if last < 0 or first == len(following) or page[last].over or not _goes_on(page[last], following[first], full):
            continue
        end = _end(following, first, full_width([line.text for line in following]))
        if not any(_is_text(line, marginal) for line in following[end + 1 :]):
            continue
        start = _start(page, last, full)
        whole = [line._replace(over=True) for line in (*page[start : last + 1], *following[first : end + 1])]
        page[start : last + 1] = whole
        del following[first : end + 1]
    return found


def _marginal(pages: Sequence[Sequence[Line]]) -> frozenset[int]:
    """Return the heights, in points, at which headers and footers stand: apart from the text, and the same on most pages.

    Those that name the chapter differ from page to page, and are left in the text.
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
    """Whether a line at a page's top goes on with one at the foot of the page before; a title after a hyphen doesn't."""
    alike = before.point > 0 and abs(before.point - after.point) <= _SAME
    return alike and not after.text[:1].isupper() and goes_on(before.text, after.text, full)


def _end(lines: Sequence[Line], at: int, full: int) -> int:
    while at + 1 < len(lines) and not lines[at + 1].aside and goes_on(lines[at].text, lines[at + 1].text, full):
        at += 1
    return at


def _start(lines: Sequence[Line], at: int, full: int) -> int:
    while at and not lines[at - 1].aside and goes_on(lines[at - 1].text, lines[at].text, full):
        at -= 1
    return at
