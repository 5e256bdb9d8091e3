"""Computes the numbers of list items and headings in OpenDocument, which aren't part of the text of paragraphs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.readers.office.opendocument.styles import STYLE, TEXT, family_of, font_families
from ingest.readers.shared.hardened_xml import Element
from ingest.readers.shared.numerals import ListNumbers, numeral
from ingest.readers.shared.symbol_fonts import box

_DEEPEST = 10
"""Levels of a list style (OpenDocument 1.3, part 3, 19.880)."""
_OUTLINE = ""
"""Key of the numbering of headings among the list styles, which all have names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """The numbering of a level: the form, the texts around the number, the first number, and how many levels it shows."""

    form: str
    prefix: str
    suffix: str
    start: int
    shown: int


class OdfLists:
    """Counts the items of lists and headings; the methods are called in document order."""

    def __init__(self, roots: Iterable[Element]) -> None:
        self._styles: dict[str, dict[int, _Level]] = {}
        roots = tuple(roots)
        families = font_families(roots)
        for root in roots:
            for style in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
                name = style.get(f"{STYLE}name", "") if style.tag == f"{TEXT}list-style" else _OUTLINE
                self._styles[name] = dict(_level(level, families) for level in style)
        self._numbers: dict[str, ListNumbers] = {}
        self._open: list[str] = []

    def enter(self, element: Element) -> None:
        """Enter a `text:list`; an outermost list starts its numbers again unless it continues another."""
        style = element.get(f"{TEXT}style-name") or (self._open[-1] if self._open else "-")
        goes_on = element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list") is not None
        if not self._open and not goes_on:
            self._numbers.pop(style, None)
        self._open.append(style)

    def leave(self) -> None:
        """Leave the innermost list."""
        self._open.pop()

    def item(self, element: Element) -> str:
        """Return the label of an item of the innermost list, with a blank after it; "" if it has none."""
        if element.tag != f"{TEXT}list-item":
            return ""
        return self._label(self._open[-1], len(self._open) - 1, element.get(f"{TEXT}start-value", ""))

    def heading(self, depth: int) -> str:
        """Return the label of the next heading at a depth from 0 on, with a blank after it; "" if it has none."""
        return self._label(_OUTLINE, depth, "")

    def _label(self, style: str, depth: int, start: str) -> str:
        level = self._styles.get(style, {}).get(depth)
        if level is None:
            return ""
        numbers = self._numbers.setdefault(style, ListNumbers())
        if start.isdecimal():
            numbers.leave(depth)
        numbers.next(depth, int(start) if start.isdecimal() else level.start)
        if not level.form:
            return level.prefix
        above = range(max(0, depth - level.shown + 1), depth + 1)
        said = ".".join(numeral(numbers.at(at), self._form(style, at)) for at in above if self._form(style, at))
        return f"{level.prefix}{said}{level.suffix} "

    def _form(self, style: str, depth: int) -> str:
        level = self._styles[style].get(depth)
        return level.form if level else ""


def _level(element: Element, families: Mapping[str, str]) -> tuple[int, _Level]:
    """Return the depth of a level from 0 on, and its numbering; of bullets only boxes are kept, as a prefix."""
    depth = _number(element.get(f"{TEXT}level", ""), 1) - 1
    if element.tag == f"{TEXT}list-level-style-bullet":
        bullet = box(element.get(f"{TEXT}bullet-char", ""), _font(element, families))
        return min(depth, _DEEPEST), _Level(form="", prefix=f"{bullet} " if bullet else "", suffix="", start=1, shown=1)
    level = _Level(
        form=element.get(f"{STYLE}num-format", ""),
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        start=_number(element.get(f"{TEXT}start-value", ""), 1),
        shown=_number(element.get(f"{TEXT}display-levels", ""), 1),
    )
    return min(depth, _DEEPEST), level


def _font(element: Element, families: Mapping[str, str]) -> str:
    properties = element.find(f"{STYLE}text-properties")
    return "" if properties is None else family_of(properties, families)


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else default
