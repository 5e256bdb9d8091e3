"""Resolves Word's styles: whether text is a heading, hidden, white, numbered, raised or lowered, and in which font."""

import re
from dataclasses import dataclass, replace

from ingest.readers.office.ooxml import W
from ingest.readers.shared.hardened_xml import Element

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_DEEPEST = 9
_CHAIN = 20
"""Styles that are based on each other, more than documents have; a damaged file may have a cycle."""
_WHITE = "FFFFFF"
_WHOLE = re.compile(r"-?[0-9]{1,6}")
_MOVED = 6
"""Half points by which a superscript or subscript is moved up or down at least; pictures and formulas are moved by less."""
_TINY = 2
"""Type size in half points up to which text is illegible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """Properties of text, None for those that aren't set.

    `level` is that of a heading, 1 for the title, 0 for other text. `place` is "superscript", "subscript" or "baseline".
    """

    level: int | None = None
    hidden: bool | None = None
    white: bool | None = None
    list_id: str | None = None
    list_level: int | None = None
    place: str | None = None
    font: str | None = None

    def over(self, other: "TextStyle") -> "TextStyle":
        """Return these properties, with those of `other` for the ones that aren't set."""
        return TextStyle(
            level=other.level if self.level is None else self.level,
            hidden=other.hidden if self.hidden is None else self.hidden,
            white=other.white if self.white is None else self.white,
            list_id=other.list_id if self.list_id is None else self.list_id,
            list_level=other.list_level if self.list_level is None else self.list_level,
            place=other.place if self.place is None else self.place,
            font=other.font if self.font is None else self.font,
        )


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.iter(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._looks: dict[str, TextStyle] = {}

    def look(self, name: str) -> TextStyle:
        """Return the properties of a style and of those that it is based on."""
        if name not in self._looks:
            self._looks[name] = self._resolved(name)
        return self._looks[name]

    def _resolved(self, name: str) -> TextStyle:
        look = TextStyle()
        for _ in range(_CHAIN):
            style = self._styles.get(name)
            if style is None:
                break
            look = look.over(_own(style))
            name = value(style, "basedOn")
        return look


def look_of(element: Element) -> TextStyle:
    """Return the properties in `pPr` and `rPr` of a paragraph, a run or a style."""
    run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
    look = TextStyle() if run is None else _look_of_run(run)
    if paragraph is None:
        return look
    outline = value(paragraph, "outlineLvl")
    level = int(outline) if outline.isdecimal() else None
    numbers = paragraph.find(f"{W}numPr")
    if numbers is not None:
        depth = value(numbers, "ilvl")
        look = replace(look, list_id=value(numbers, "numId") or None, list_level=int(depth) if depth.isdecimal() else None)
    return look if level is None else replace(look, level=level + 2 if level < _DEEPEST else 0)


def _look_of_run(run: Element) -> TextStyle:
    fonts = run.find(f"{W}rFonts")
    font = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
    return TextStyle(hidden=_hidden(run), white=_white(run), place=_place(run), font=font)


def _place(run: Element) -> str | None:
    """Return the `place` of a `TextStyle`; text that is moved far up or down is a superscript or subscript, too."""
    moved = value(run, "position")
    if not value(run, "vertAlign") and _WHOLE.fullmatch(moved) and abs(int(moved)) >= _MOVED:
        return "superscript" if int(moved) > 0 else "subscript"
    return value(run, "vertAlign") or None


def value(parent: Element, tag: str) -> str:
    """Return the value of a property, "" if it isn't there."""
    found = parent.find(f"{W}{tag}")
    return "" if found is None else found.get(f"{W}val", "")


def filled(parent: Element | None) -> bool:
    """Return whether properties set a background other than white."""
    shade = None if parent is None else parent.find(f"{W}shd")
    return shade is not None and shade.get(f"{W}fill", "auto").upper() not in ("AUTO", _WHITE)


def is_counted(properties: Element | None, look: TextStyle) -> bool:
    """Return whether a list counts a paragraph without text: one whose end is neither hidden nor deleted."""
    mark = None if properties is None else properties.find(f"{W}rPr")
    return not look.hidden and (mark is None or not (_hidden(mark) or mark.find(f"{W}del") is not None))


def _own(style: Element) -> TextStyle:
    look = look_of(style)
    if look.level is not None:
        return look
    name = value(style, "name")
    heading = _HEADING.match(name)
    level = 1 if name == "Title" else int(heading[1]) + 1 if heading else None
    return replace(look, level=level)


def _hidden(run: Element) -> bool | None:
    size = value(run, "sz")
    if size.isdecimal() and int(size) <= _TINY:
        return True
    vanish = run.find(f"{W}vanish")
    return None if vanish is None else vanish.get(f"{W}val", "true") not in ("0", "false", "off")


def _white(run: Element) -> bool | None:
    color = value(run, "color").upper()
    return None if not color else color == _WHITE and not filled(run) and value(run, "highlight") in ("", "none", "white")
