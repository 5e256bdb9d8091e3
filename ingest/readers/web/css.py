"""Decides by CSS declarations whether text is visible: displayed, large enough, and not in the colour of its background.

If the background isn't known, text counts as visible, so that no visible text is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

Attributes = Mapping[str, str | None]
Colour = tuple[int, int, int]
_WHITE: Colour = (255, 255, 255)
_NAMES = {
    "white": _WHITE, "black": (0, 0, 0), "red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "green": (0, 128, 0),
    "yellow": (255, 255, 0), "gray": (128, 128, 128), "grey": (128, 128, 128), "silver": (192, 192, 192), "navy": (0, 0, 128),
    "snow": (255, 250, 250), "ivory": (255, 255, 240), "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255),
}  # fmt: skip
_SAME = 12
"""Difference of each of red, green and blue (0 to 255), up to which two colours look the same."""
_TINY = 2.0
"""Type size in pixels below which text is illegible."""
_FAR = {"left": -500.0, "top": -500.0, "right": -500.0, "bottom": -500.0, "text-indent": -500.0}
_FAR |= {"margin-left": -1500.0, "margin-top": -1500.0}
"""Pixels below which text is off the screen; lower for margins, since old pages are centred by margins down to -960."""
_OLD_WAYS = (("color", "color"), ("text", "color"), ("bgcolor", "background-color"))
_EXTENTS = ("height", "width", "max-height", "max-width")
_RELATIVE = {"%": 0.01, "em": 1.0, "rem": 1.0, "ex": 0.5}
_UNITS = {"px": 1.0, "pt": 1.33, "": 1.0, "em": 16.0, "rem": 16.0, "cm": 38.0, "in": 96.0}
_NUMBER = re.compile(r"(-?\d*\.?\d+)(px|pt|vw|vh|%|em|rem|ex|cm|in|)(?![\w.%])")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")
_CLEAR = re.compile(r"rgba?\(\s*(?:[\d.]+%?[\s,]+){2}[\d.]+%?\s*[,/]\s*0(?:\.0*)?%?\s*\)|#[0-9a-f]{6}00|#[0-9a-f]{3}0")
_HEX = re.compile(r"#([0-9a-f]{3,8})(?![\w-])")
_CLIPPED = re.compile(r"rect\(\s*(?:0|1px)|inset\(\s*(?:50|100)%|circle\(\s*0")
_SHRUNK = re.compile(r"scale\(\s*0(?:\.0*)?\s*[,)]|translate\w*\([^)]*-\d{4,}px")
_OWN_COLOURS = frozenset(("a", "button", "mark", "select", "option", "textarea", "input"))
"""Elements whose colours come from the browser's own style sheet."""


@dataclass(frozen=True, slots=True)
class ComputedStyle:
    """How text looks in an element: its colour and that of its `ground`, None if unknown; `veiled` is `visibility: hidden`."""

    colour: Colour | None = None
    ground: Colour | None = _WHITE
    tiny: bool = False
    veiled: bool = False

    @property
    def camouflaged(self) -> bool:
        """Whether the text has the colour of its background."""
        if self.colour is None or self.ground is None:
            return False
        return all(abs(mine - its) <= _SAME for mine, its in zip(self.colour, self.ground, strict=True))

    @property
    def seen(self) -> bool:
        """Whether the text is visible."""
        return not (self.tiny or self.veiled or self.camouflaged)


def gone(declared: Mapping[str, str]) -> bool:
    """Return whether declarations hide an element with its content: undisplayed, clipped, off the screen or without size."""
    if not declared:
        return False
    return (
        declared.get("display") == "none"
        or declared.get("content-visibility") == "hidden"
        or _CLIPPED.search(declared.get("clip", "") + declared.get("clip-path", "")) is not None
        or _SHRUNK.search(declared.get("transform", "")) is not None
        or any(side in _FAR and (_pixels(value) or 0.0) < _FAR[side] for side, value in declared.items())
        or (declared.get("overflow") in ("hidden", "clip") and any(_flat(declared.get(side, "")) for side in _EXTENTS))
    )


def faint(declared: Mapping[str, str]) -> bool:
    """Return whether the opacity of an element is below 0.05, which hides it with all its content."""
    return _faint(declared.get("opacity", ""))


def look_of(tag: str, declared: Mapping[str, str], around: ComputedStyle) -> ComputedStyle:
    """Return how the text of an element looks, by its declarations and the look of the enclosing element, `around`."""
    look = replace(around, colour=None) if tag in _OWN_COLOURS and around.colour else around
    if not declared:
        return look
    ground = _ground(declared, look.ground)
    return ComputedStyle(
        _colour(declared.get("color", ""), look.colour, ground),
        ground,
        _is_tiny(declared["font-size"], look.tiny) if "font-size" in declared else look.tiny,
        declared["visibility"] in ("hidden", "collapse") if "visibility" in declared else look.veiled,
    )


def old_ways(attributes: Attributes) -> Iterator[tuple[str, str]]:
    """Yield the declarations that correspond to HTML's old attributes of colour, such as `bgcolor`."""
    for attribute, name in _OLD_WAYS:
        if value := attributes.get(attribute):
            yield name, value.strip().lower()
    if attributes.get("background"):
        yield "background-image", "url()"


def _colour(value: str, around: Colour | None, ground: Colour | None) -> Colour | None:
    if value in ("", "inherit", "currentcolor"):
        return around
    return ground if value == "transparent" or _CLEAR.fullmatch(value) else _named(value)


def _ground(declared: Mapping[str, str], around: Colour | None) -> Colour | None:
    values = [declared[name] for name in ("background", "background-color", "background-image") if name in declared]
    painted = [value for value in values if value not in ("", "none", "inherit", "transparent", "initial", "unset")]
    return _named(painted[-1]) if painted else around


def _named(value: str) -> Colour | None:
    if "url(" in value or "gradient" in value:
        return None
    if found := _RGB.search(value):
        return (int(found[1]), int(found[2]), int(found[3])) if found[4] in (None, "1", "1.0", "100%") else None
    if found := _HEX.search(value):
        digits = found[1] if len(found[1]) in (6, 8) else "".join(digit * 2 for digit in found[1])
        return (int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)) if len(digits) >= 6 else None
    return next((_NAMES[word] for word in value.split() if word in _NAMES), None)


def _is_tiny(value: str, around: bool) -> bool:
    found = _NUMBER.fullmatch(value)
    if found is None:
        return around and value in ("inherit", "smaller", "larger")
    size, unit = float(found[1]), found[2]
    if unit in _RELATIVE:
        return (around and unit != "rem") or size * _RELATIVE[unit] * 16 < _TINY
    return size * _UNITS.get(unit, 10.0) < _TINY


def _faint(value: str) -> bool:
    found = _NUMBER.fullmatch(value)
    return found is not None and float(found[1]) * (0.01 if found[2] == "%" else 1.0) < 0.05


def _flat(value: str) -> bool:
    size = _pixels(value)
    return size is not None and size <= 1.0


def _pixels(value: str) -> float | None:
    found = _NUMBER.fullmatch(value)
    return float(found[1]) * _UNITS[found[2]] if found and found[2] in _UNITS else None
