"""Writes stacked fractions in one line: 1/2 for a 1 above a rule above a 2."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.glyphs import Glyph, mended
from ingest.readers.pdf.layout.lines import stored_text
from ingest.readers.shared.equations import grouped

_MOST_RULES = 400
"""Rules of a page; more are a drawing or a dense table."""
_ABOVE, _BELOW = (0.0, 1.2), (0.5, 1.5)
"""Least and largest distance of the baselines of numerator and denominator from the rule, as shares of their type sizes."""
_AXIS = (0.1, 0.55)
"""The same for the height of the rule above the baseline of its line."""
_BESIDE = 1.2
"""Most between a fraction and a character of its line, as a share of the type size."""
_OVERHANG, _OFF_CENTRE = 1.2, 0.3
"""Most that a rule is longer than what it divides, and that this is off its centre, as shares of the type size."""
_TOUCHING = 0.4
"""Gap between two characters, as a share of the type size, from which they are no part of one text."""
_SAME_BASE, _CLOSE = 0.15, 0.25
_FAR = 60.0
"""Points above and below a rule in which its fraction is looked for."""
_ONE_LINE, _HIGHER, _LOWER = 0.9, 0.7, 0.4
"""Shares of the type size: the most between the baselines of characters of one part, and the most that exponents are above the
main ones and indices below."""
_SAME_RULE, _STAFF = 1.5, 1.5
"""Points by which the ends of two equal rules differ, and their least distance as a share of the type size; closer ones are
the lines of a staff or a table."""


@dataclass(frozen=True, slots=True)
class _Fraction:
    """A fraction: its parts, and the character of its line that it follows, or precedes if `is_first`.

    `is_close` says that a letter or digit follows without a gap.
    """

    above: Sequence[int]
    below: Sequence[int]
    host: int
    is_first: bool
    is_close: bool


def with_fractions(glyphs: Sequence[Glyph], rules: Sequence[Box]) -> list[Glyph]:
    """Return the characters with each stacked fraction as one, on the baseline of the line in which it stands.

    `rules` are the thin horizontal lines of the page in the coordinates of `Glyph`. A line under a column of figures is none
    of a fraction, since no text is level with it.
    """
    signs, page = list(glyphs), None
    if len(rules) > _MOST_RULES:
        return signs
    for rule in sorted(rules, key=lambda rule: rule.right - rule.left):
        page = page or _Page(signs)
        found = page.fraction(rule)
        if found and not _is_one_of_several(rule, rules, signs[found.host].point):
            signs, page = _written(signs, found, rule), None
    return signs


class _Page:
    """The characters of a page, found by their baselines."""

    def __init__(self, signs: Sequence[Glyph]) -> None:
        self._signs = signs
        self._order = sorted((at for at, glyph in enumerate(signs) if _is_drawn(glyph)), key=lambda at: signs[at].base)
        self._bases = [signs[at].base for at in self._order]

    def fraction(self, rule: Box) -> _Fraction | None:
        """Return the fraction whose parts a rule divides, None if it is another rule."""
        y = (rule.top + rule.bottom) / 2
        near = self._between(y - _FAR, y + _FAR)
        inside = [at for at in near if rule.left - 1 <= _middle(self._signs[at]) <= rule.right + 1]
        above = self._part([at for at in inside if self._signs[at].base <= y], y, _ABOVE)
        below = self._part([at for at in inside if self._signs[at].base > y], y, _BELOW)
        if not above or not below or not all(self._fits(part, rule, near) for part in (above, below)):
            return None
        widest = max(self._width(above), self._width(below))
        if rule.right - rule.left > widest + _OVERHANG * self._signs[below[0]].point:
            return None
        parts = frozenset((*above, *below))
        host = self._host(rule, y, [at for at in near if at not in parts])
        return _Fraction(sorted(above), sorted(below), *host) if host else None

    def _part(self, places: Sequence[int], y: float, bounds: tuple[float, float]) -> list[int]:
        """Return the characters of the line that is nearest to a rule, with exponents and indices."""
        near = [at for at in places if _within(abs(self._signs[at].base - y), self._signs[at], bounds)]
        if not near:
            return []
        nearest = self._signs[min(near, key=lambda at: abs(self._signs[at].base - y))]
        line = [at for at in near if abs(self._signs[at].base - nearest.base) <= _ONE_LINE * nearest.point]
        main = self._signs[max(line, key=lambda at: self._signs[at].point)]
        low, high = main.base - _HIGHER * main.point, main.base + _LOWER * main.point
        return [at for at in places if low <= self._signs[at].base <= high]

    def _between(self, low: float, high: float) -> list[int]:
        return self._order[bisect_left(self._bases, low) : bisect_right(self._bases, high)]

    def _width(self, part: Sequence[int]) -> float:
        return max(self._signs[at].right for at in part) - min(self._signs[at].left for at in part)

    def _fits(self, part: Sequence[int], rule: Box, near: Sequence[int]) -> bool:
        """Whether a part is centred on the rule, and isn't a piece of a longer line."""
        signs = [self._signs[at] for at in part]
        point = max(glyph.point for glyph in signs)
        left, right = min(glyph.left for glyph in signs), max(glyph.right for glyph in signs)
        if not point or abs(left + right - rule.left - rule.right) / 2 > max(1.5, _OFF_CENTRE * point):
            return False
        own = frozenset(part)
        others = [self._signs[at] for at in near if at not in own]
        level = [glyph for glyph in others if abs(glyph.base - signs[0].base) <= _SAME_BASE * point]
        return not any(left - _TOUCHING * point < g.right and g.left < right + _TOUCHING * point for g in level)

    def _host(self, rule: Box, y: float, others: Sequence[int]) -> tuple[int, bool, bool] | None:
        """Return the nearest character before a fraction on its line, else the nearest after it, as in `_Fraction`."""
        beside = [at for at in others if _within(self._signs[at].base - y, self._signs[at], _AXIS)]
        before = [at for at in beside if self._signs[at].right <= rule.left + 1]
        after = [at for at in beside if self._signs[at].left >= rule.right - 1]
        last, first = sorted(before, key=lambda at: -self._signs[at].right)[:1], sorted(after, key=self._left)[:1]
        following = [self._signs[at] for at in first]
        is_close = any(g.char[0].isalnum() and g.left - rule.right <= _CLOSE * g.point for g in following)
        for at in (*last, *first):
            glyph = self._signs[at]
            if max(rule.left - glyph.right, glyph.left - rule.right) <= _BESIDE * glyph.point:
                return at, glyph.left >= rule.right - 1, is_close
        return None

    def _left(self, at: int) -> float:
        return self._signs[at].left


def _is_one_of_several(rule: Box, rules: Sequence[Box], point: float) -> bool:
    """Whether another rule of the same length is right above or below."""
    return any(
        other != rule
        and abs(other.left - rule.left) <= _SAME_RULE
        and abs(other.right - rule.right) <= _SAME_RULE
        and abs(other.top - rule.top) <= _STAFF * point
        for other in rules
    )


def _is_drawn(glyph: Glyph) -> bool:
    return not glyph.made_up and not glyph.char.isspace()


def _middle(glyph: Glyph) -> float:
    return (glyph.left + glyph.right) / 2


def _within(distance: float, glyph: Glyph, bounds: tuple[float, float]) -> bool:
    return bounds[0] * glyph.point <= distance <= bounds[1] * glyph.point


def _written(signs: Sequence[Glyph], fraction: _Fraction, rule: Box) -> list[Glyph]:
    host = signs[fraction.host]
    text = "/".join(grouped(_text(signs, part)) for part in (fraction.above, fraction.below))
    sign = host._replace(char=text, left=rule.left, right=rule.right, origin=(rule.left, rule.top), bold=False)
    gone = {*fraction.above, *fraction.below, *_blanks(signs, fraction.above), *_blanks(signs, fraction.below)}
    out: list[Glyph] = []
    for at, glyph in enumerate(signs):
        if at == fraction.host:
            out += _beside(glyph, sign, fraction)
        elif at not in gone and not (glyph.made_up and glyph.char.isspace() and glyph.char != "\n" and gone & {at - 1, at + 1}):
            out.append(glyph)
    return out


def _text(signs: Sequence[Glyph], part: Sequence[int]) -> str:
    blanks = (at for at in _blanks(signs, part) if signs[at].char != "\n")
    return " ".join(stored_text(mended([signs[at] for at in sorted((*part, *blanks))])).split())


def _blanks(signs: Sequence[Glyph], part: Sequence[int]) -> Iterator[int]:
    """Yield the places of the blanks within a part."""
    for a, b in pairwise(part):
        if all(signs[at].char.isspace() for at in range(a + 1, b)):
            yield from range(a + 1, b)


def _beside(host: Glyph, sign: Glyph, fraction: _Fraction) -> Iterator[Glyph]:
    """Yield the fraction and the character beside it, with blanks between it and letters or digits: 2 1/2."""
    if not fraction.is_first:
        yield host
        if host.char[-1:].isalnum():
            yield host._replace(char=" ", left=host.right, right=host.right)
    yield sign
    if fraction.is_close:
        yield sign._replace(char=" ", left=sign.right)
    if fraction.is_first:
        yield host
