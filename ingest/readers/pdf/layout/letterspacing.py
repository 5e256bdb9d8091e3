"""Closes up letterspaced lines, such as titles set as F E R R Y, whose letters would be read as words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.layout.glyphs import Glyph
from ingest.readers.pdf.layout.text import is_spaceless

_APART, _FARTHEST = 0.2, 1.0
"""Least and largest gap within a letterspaced word, as shares of the type size; elsewhere a gap above the first is a blank."""
_WORD = 1.8
"""Ratio of a gap to the median gap of a line, from which it separates words."""
_FEWEST = 4
"""Gaps within words that a letterspaced line has at least."""
_LETTERS = 0.7
"""Share of letters among the characters of a letterspaced line at least; lines of digits are scales or columns."""
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def closed_up(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the characters with those of letterspaced words touching each other, without made-up blanks between them."""
    found, line = list[Glyph](), list[Glyph]()
    for glyph in glyphs:
        if glyph.char == "\n":
            found += (*_closed(line), glyph)
            line = []
        else:
            line.append(glyph)
    return [*found, *_closed(line)]


def _closed(line: Sequence[Glyph]) -> Iterator[Glyph]:
    letters = [at for at, glyph in enumerate(line) if not glyph.made_up]
    gaps = {a: line[b].left - line[a].right for a, b in pairwise(letters) if not (_is_blank(line[a]) or _is_blank(line[b]))}
    inner = _inner(line, gaps) if len(gaps) >= _FEWEST else set()
    following = dict(pairwise(letters))
    closed = False
    for at, glyph in enumerate(line):
        if at in inner:
            yield glyph._replace(right=line[following[at]].left)
        elif not (closed and glyph.made_up):
            yield glyph
        closed = at in inner or (closed and glyph.made_up)


def _inner(line: Sequence[Glyph], gaps: dict[int, float]) -> set[int]:
    """Return the places of the letters before gaps within letterspaced words, nothing if the line isn't letterspaced."""
    point, widest = line[min(gaps)].point, _WORD * median(gaps.values())
    inner = {at for at, gap in gaps.items() if gap <= widest}
    words = "".join(line[at].char for at in sorted(inner))
    if len(inner) < _FEWEST or min(gaps.values()) <= _APART * point or max(gaps[at] for at in inner) > _FARTHEST * point:
        return set()
    is_text = sum(map(str.isalpha, words)) >= _LETTERS * len(words) and not is_spaceless(words[0])
    return inner if is_text and words.casefold() not in _ALPHABET else set()


def _is_blank(glyph: Glyph) -> bool:
    return glyph.char.isspace()
