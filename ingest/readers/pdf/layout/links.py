"""Writes the addresses of a page's links after the words that the links cover."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ingest.readers.pdf.layout.bidi import is_rtl
from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.shared.links import leads_to

_MARGIN = 1.0
"""Points by which characters may be outside of the rectangle of their link."""
_NUMBER = re.compile(r"\A(?:doi|arxiv|pmid|urn):", re.IGNORECASE)
_SHORTEST = 6
"""Characters of a part of an address in the words of a link, from which the address isn't written."""


class Link(NamedTuple):
    """A rectangle with the address of its link; a link over two lines has two."""

    target: str
    box: Box


def with_addresses(rows: Sequence[Sequence[Glyph]], links: Iterable[Link]) -> list[list[Glyph]]:
    """Return the rows with the address of each link after its last word, unless its words contain it.

    The rectangles have the coordinates of `Glyph`: upright, with y from the top down, so that `top` is less than `bottom`.
    """
    found = [list(row) for row in rows]
    for target, parts in groupby(links, key=lambda link: link.target):
        places = [place for link in parts for place in under(found, link.box.widened_down(_MARGIN))]
        if not places:
            continue
        words = "".join(found[row][at].char for row, at in places)
        if address := _unsaid("".join(words.split()), target):
            row, at = places[-1]
            at = _end_of_word(found[row], at)
            found[row].insert(at + 1, _written(address, found[row][at]))
    return found


def _end_of_word(row: Sequence[Glyph], at: int) -> int:
    """Return the place of the last letter of the word at `at`, since a rectangle may end within the word."""
    while at + 1 < len(row) and row[at + 1].char.isalnum() and row[at].char.isalnum():
        at += 1
    return at


def under(rows: Sequence[Sequence[Glyph]], box: Box) -> Iterator[tuple[int, int]]:
    """Yield (row, place in the row) of the characters that a rectangle covers."""
    for number, row in enumerate(rows):
        if any(box.top <= row[at].base <= box.bottom for at in (0, -1)):
            for at, glyph in enumerate(row):
                middle = (glyph.left + glyph.right) / 2
                if box.left <= middle <= box.right and box.top <= glyph.base <= box.bottom and not glyph.char.isspace():
                    yield number, at


def _unsaid(words: str, target: str) -> str:
    """Return the address in brackets, "" if the words are the address or a part of it (`doi:10.1000/182`)."""
    part = _NUMBER.sub("", words).casefold().rstrip("/")
    if len(part) >= _SHORTEST and part in target.casefold():
        return ""
    return leads_to(words, target)


def _written(address: str, last: Glyph) -> Glyph:
    edge = last.left if is_rtl(last.char[0]) else last.right
    return last._replace(char=address, left=edge, right=edge, origin=(edge, last.origin[1]), bold=False, made_up=False)
