"""The characters of a page with their positions, and repairs by position: accents, exponents, letters that are drawn twice."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.readers.shared.raised import lowered, raised

_ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˊ": "\u0301", "ˋ": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "ˉ": "\u0304",
    "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
"""Accents as separate characters, which TeX draws over letters of fonts without accented letters, and their combining marks."""
_DOTLESS = {"ı": "i", "ȷ": "j"}
_NEAR = 4
"""Characters before and after an accent among which its letter is searched first; all between the two is dropped."""
_FAR, _MOST_ACCENTS = 120, 300
"""Characters among which it is searched then, since PDFium may put an accent at the end of its line, and accents of a page for
which that is done."""
_LIFTED = 0.75
"""Most that an accent is raised above the baseline of its letter, as a share of the type size; it is raised on capitals."""
_SAME_PLACE = 0.1
"""Distance, as a share of the type size, within which an equal letter is the same one drawn again, to look bold. The narrowest
letters are more than twice as wide."""
_SMALLER, _RISE, _HIGHEST, _SINK, _LOWEST = 0.86, 0.12, 0.75, 0.05, 0.4
"""Shares of the type size of the letter before: the largest exponent, its least and greatest rise, those of an index's fall."""
_WORD = 3
"""Letters of a word from which superscript digits after it are a footnote mark; after fewer (m², km³) they are an exponent."""
_BEFORE, _BEHIND = 0.12, 0.3
"""Shares of the same type size: the most that an exponent overlaps the letter before it, and the widest gap between them."""


class Glyph(NamedTuple):
    """A character (or several, such as a form value) with its position in points on the page as it is read.

    `base` is its baseline, from the top down, `origin` its origin in the page's own coordinates, which the letters of a
    ligature share. `size` is the height of the line box, `point` the type size. `level` is that of a heading, by the page's
    tags, else 0. `made_up` marks blanks and line feeds that PDFium adds in gaps. `mark` is the id of the marked content that it
    belongs to, if the page has tags, else -1.
    """

    char: str
    left: float
    right: float
    base: float
    size: float
    origin: tuple[float, float]
    point: float = 0.0
    bold: bool = False
    made_up: bool = False
    level: int = 0
    mark: int = -1


def mended(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the characters without repetitions, with accented letters, exponents and indices as Unicode characters."""
    return list(_with_exponents(_with_accents(_once(glyphs))))


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield the characters without those that are drawn again at the same place."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    origin, is_kept = (float("nan"), 0.0), True
    for glyph in glyphs:
        if glyph.made_up or glyph.char.isspace() or glyph.char == "\ufffd":
            yield glyph
            continue
        if glyph.origin != origin:  # else it is another letter of a ligature, which is kept if the first one is
            origin = glyph.origin
            is_kept = not _is_again(glyph, seen)
            seen[glyph.char, round(origin[0]), round(origin[1])] = origin
        if is_kept:
            yield glyph


def _is_again(glyph: Glyph, seen: dict[tuple[str, int, int], tuple[float, float]]) -> bool:
    x, y = glyph.origin
    column, row, reach = round(x), round(y), _SAME_PLACE * glyph.point
    for across in (column - 1, column, column + 1):
        for down in (row - 1, row, row + 1):
            other = seen.get((glyph.char, across, down))
            if other and abs(other[0] - x) <= reach and abs(other[1] - y) <= reach:
                return True
    return False


def _with_accents(glyphs: Iterable[Glyph]) -> list[Glyph]:
    signs = list(glyphs)
    gone: set[int] = set()
    accents = [at for at, glyph in enumerate(signs) if glyph.char in _ACCENTS and not glyph.made_up]
    reach = _FAR if len(accents) <= _MOST_ACCENTS else _NEAR
    for at in accents:
        found = next((to for to in _around(at, len(signs), reach) if to not in gone and _is_under(signs[to], signs[at])), None)
        if found is not None:
            signs[found] = signs[found]._replace(char=_composed(signs[found].char, signs[at].char))
            gone.update(_superfluous(signs, at, found))
    return [glyph for at, glyph in enumerate(signs) if at not in gone]


def _superfluous(signs: Sequence[Glyph], at: int, letter: int) -> Iterable[int]:
    """Return the places of an accent and of the blanks that PDFium made up beside it."""
    between = range(min(at, letter + 1), max(at + 1, letter))
    if abs(at - letter) <= _NEAR:
        return between
    has_gap = at + 1 == len(signs) or signs[at + 1].made_up or signs[at + 1].char.isspace()
    return (at - 1, at) if has_gap and at and signs[at - 1].made_up else (at,)


def _around(at: int, count: int, reach: int) -> Iterator[int]:
    for step in range(1, reach + 1):
        yield from (to for to in (at + step, at - step) if 0 <= to < count)


def _is_under(letter: Glyph, accent: Glyph) -> bool:
    """Whether an accent is drawn over or under a letter, and Unicode has the accented letter."""
    if letter.made_up or not letter.char.isalpha() or len(_composed(letter.char, accent.char)) != 1:
        return False
    middle, reach = (accent.left + accent.right) / 2, 0.1 * accent.point
    lifted = letter.base - accent.base
    return letter.left - reach <= middle <= letter.right + reach and -0.1 * letter.point <= lifted <= _LIFTED * letter.point


def _composed(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _ACCENTS[accent])


def _with_exponents(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the characters with exponents and indices in Unicode, without the line ends that PDFium puts around them."""
    host: Glyph | None = None
    held: list[Glyph] = []  # blanks and line feeds since the host
    at = word = 0
    while at < len(glyphs):
        glyph = glyphs[at]
        if glyph.made_up or glyph.char.isspace():
            held.append(glyph)
            at += 1
            continue
        shift = _shift(glyph, host) if host else 0
        if shift and host:
            run = _run(glyphs, at)
            at += len(run)
            yield from _shifted(run, host, shift, is_mark=word >= _WORD)
            held = []
            at = _past_line_end(glyphs, at, host, run[-1])
            continue
        yield from held
        yield glyph
        word = word + 1 if glyph.char.isalpha() and not held else int(glyph.char.isalpha())
        host, held = glyph, []
        at += 1
    yield from held


def _shift(glyph: Glyph, host: Glyph) -> int:
    """Return 1 for a character that is an exponent after another, -1 for an index, else 0."""
    em = host.point
    if not em or not -_BEFORE * em <= glyph.left - host.right <= _BEHIND * em:
        return 0
    rise = (host.base - glyph.base) / em
    if glyph.point <= _SMALLER * em:
        return 1 if _RISE <= rise <= _HIGHEST else -1 if _SINK <= -rise <= _LOWEST else 0
    return 1 if glyph.char.isdecimal() and 2 * _RISE <= rise <= _HIGHEST else 0


def _run(glyphs: Sequence[Glyph], at: int) -> list[Glyph]:
    """Return the consecutive characters of one size and baseline from `at` on."""
    run = [glyphs[at]]
    for glyph in glyphs[at + 1 :]:
        near = glyph.left - run[-1].right <= _BEHIND * glyph.point
        same = abs(glyph.base - run[0].base) < 0.1 * run[0].point and abs(glyph.point - run[0].point) < 0.1 * run[0].point
        if glyph.made_up or glyph.char.isspace() or not (near and same):
            return run
        run.append(glyph)
    return run


def _shifted(run: Sequence[Glyph], host: Glyph, shift: int, *, is_mark: bool) -> Iterator[Glyph]:
    """Yield the characters of an exponent or index; a footnote mark has a blank before it, so that its word can be found."""
    text = "".join(glyph.char for glyph in run)
    said = raised(text, host.char) if shift > 0 else lowered(text)
    head = said[: len(said) - len(text)]
    if is_mark and shift > 0 and text.isdecimal():
        yield run[0]._replace(char=" ", right=run[0].left, made_up=True)
    for number, (glyph, char) in enumerate(zip(run, said[len(head) :], strict=True)):
        yield glyph._replace(char=head + char if number == 0 else char, base=host.base)


def _past_line_end(glyphs: Sequence[Glyph], at: int, host: Glyph, last: Glyph) -> int:
    """Return the place after made-up line feeds at `at` if the line of the host continues there, else `at`."""
    to = at
    while to < len(glyphs) and glyphs[to].made_up and glyphs[to].char == "\n":
        to += 1
    if to == at or to == len(glyphs):
        return at
    goes_on = abs(glyphs[to].base - host.base) < 0.1 * host.point and glyphs[to].left >= last.right - 0.1 * host.point
    return to if goes_on else at
