"""The characters of a page with their positions, and what is repaired by position: accents, exponents, letters drawn twice."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingest.readers.shared.raised import lowered, raised

_ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˊ": "\u0301", "ˋ": "\u0300", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "ˉ": "\u0304",
    "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
"""Accents that stand alone, as TeX draws them over a letter of a font without accented letters, and their combining marks."""
_DOTLESS = {"ı": "i", "ȷ": "j"}
_NEAR = 4
"""Signs before and behind an accent among which its letter is looked for."""
_LIFTED = 0.75
"""Of the type size: how far an accent may stand above its letter's baseline, as it does on capitals."""
_SAME_PLACE = 0.1
"""Of the type size: a letter that comes again closer than this is drawn twice, as programs do for want of a bold font. The
narrowest letters are more than twice as wide."""
_SMALLER, _RISE, _HIGHEST, _SINK, _LOWEST = 0.86, 0.12, 0.75, 0.05, 0.4
"""Of the type size of the letter before: how small and how high an exponent is, how deep an index stands."""
_WORD = 3
"""Letters of a word: raised digits behind it are a note's mark, behind fewer (m², km³) they are an exponent."""
_BEFORE, _BEHIND = 0.12, 0.3
"""Of the same: how far an exponent may reach into that letter, or stand off from it."""


class Glyph(NamedTuple):
    """A sign in its place, turned upright: `base` grows downwards, `origin` is shared by the letters of a ligature.

    `size` is the height of the line box, `point` the type size, both in points; `level` is that of a heading, by its tag.
    `made_up` marks the blanks and line feeds that PDFium adds where signs stand apart.
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


def mended(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the signs as they are meant: none twice, accents on their letters, exponents and indices as such."""
    return list(_with_exponents(_with_accents(_once(glyphs))))


def _once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield the signs without those that are drawn again in the same place, to the point."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    origin, is_kept = (float("nan"), 0.0), True
    for glyph in glyphs:
        if glyph.made_up or glyph.char.isspace() or glyph.char == "\ufffd":
            yield glyph
            continue
        if glyph.origin != origin:  # else it is a further letter of a ligature, which shares the fate of the first
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
    for at in [at for at, glyph in enumerate(signs) if glyph.char in _ACCENTS and not glyph.made_up]:
        found = next((to for to in _around(at, len(signs)) if to not in gone and _is_under(signs[to], signs[at])), None)
        if found is not None:
            signs[found] = signs[found]._replace(char=_composed(signs[found].char, signs[at].char))
            gone.update(range(min(at, found + 1), max(at + 1, found)))  # the accent, and what was put between the two
    return [glyph for at, glyph in enumerate(signs) if at not in gone]


def _around(at: int, count: int) -> Iterator[int]:
    for step in range(1, _NEAR + 1):
        yield from (to for to in (at + step, at - step) if 0 <= to < count)


def _is_under(letter: Glyph, accent: Glyph) -> bool:
    """Whether an accent is drawn over, or under, a letter that bears it."""
    if letter.made_up or not letter.char.isalpha() or len(_composed(letter.char, accent.char)) != 1:
        return False
    middle, reach = (accent.left + accent.right) / 2, 0.1 * accent.point
    lifted = letter.base - accent.base
    return letter.left - reach <= middle <= letter.right + reach and -0.1 * letter.point <= lifted <= _LIFTED * letter.point


def _composed(letter: str, accent: str) -> str:
    return unicodedata.normalize("NFC", _DOTLESS.get(letter, letter) + _ACCENTS[accent])


def _with_exponents(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Yield the signs with raised and lowered digits as such, without the line ends that PDFium puts around them."""
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
    """Return 1 for a sign that stands as an exponent behind another, -1 for an index, else 0."""
    em = host.point
    if not em or not -_BEFORE * em <= glyph.left - host.right <= _BEHIND * em:
        return 0
    rise = (host.base - glyph.base) / em
    if glyph.point <= _SMALLER * em:
        return 1 if _RISE <= rise <= _HIGHEST else -1 if _SINK <= -rise <= _LOWEST else 0
    return 1 if glyph.char.isdecimal() and 2 * _RISE <= rise <= _HIGHEST else 0


def _run(glyphs: Sequence[Glyph], at: int) -> list[Glyph]:
    """Return the signs of one size and baseline that follow each other, the first of them at `at`."""
    run = [glyphs[at]]
    for glyph in glyphs[at + 1 :]:
        near = glyph.left - run[-1].right <= _BEHIND * glyph.point
        same = abs(glyph.base - run[0].base) < 0.1 * run[0].point and abs(glyph.point - run[0].point) < 0.1 * run[0].point
        if glyph.made_up or glyph.char.isspace() or not (near and same):
            return run
        run.append(glyph)
    return run


def _shifted(run: Sequence[Glyph], host: Glyph, shift: int, *, is_mark: bool) -> Iterator[Glyph]:
    """Yield the signs of a run as they are meant; a note's mark behind a word keeps a blank, so that the word can be found."""
    text = "".join(glyph.char for glyph in run)
    said = raised(text, host.char) if shift > 0 else lowered(text)
    head = said[: len(said) - len(text)]
    if is_mark and shift > 0 and text.isdecimal():
        yield run[0]._replace(char=" ", right=run[0].left, made_up=True)
    for number, (glyph, char) in enumerate(zip(run, said[len(head) :], strict=True)):
        yield glyph._replace(char=head + char if number == 0 else char, base=host.base)


def _past_line_end(glyphs: Sequence[Glyph], at: int, host: Glyph, last: Glyph) -> int:
    """Return `at`, or the place behind made-up line feeds where the line of the host goes on there."""
    to = at
    while to < len(glyphs) and glyphs[to].made_up and glyphs[to].char == "\n":
        to += 1
    if to == at or to == len(glyphs):
        return at
    goes_on = abs(glyphs[to].base - host.base) < 0.1 * host.point and glyphs[to].left >= last.right - 0.1 * host.point
    return to if goes_on else at
