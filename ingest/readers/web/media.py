"""Evaluates media queries (W3C, Media Queries Level 4) for a desktop screen."""

import re
from operator import eq, ge, gt, le, lt

_WIDTH, _HEIGHT = 1280.0, 800.0
"""Width and height of the assumed window in pixels."""
_EM = 16.0
"""Pixels of an em or rem in media queries: the initial font size of browsers."""
_FEATURE = re.compile(r"\(([^()]*)\)")
_RANGE = re.compile(r"(width|height)\s*(<=|>=|<|>|=)\s*([\d.]+)(px|em|rem)?")
_RANGE_BEFORE = re.compile(r"([\d.]+)(px|em|rem)?\s*(<=|>=|<|>|=)\s*(width|height)(?:\s*(<=|<)\s*([\d.]+)(px|em|rem)?)?")
_LIMIT = re.compile(r"(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)\s*(px|em|rem)?")
_COMPARE = {"<=": le, ">=": ge, "<": lt, ">": gt, "=": eq}
_TURNED = {"<=": ge, ">=": le, "<": gt, ">": lt, "=": eq}
_HOLDS = frozenset(
    ("color", "hover", "hover:hover", "any-hover:hover", "pointer", "pointer:fine", "any-pointer:fine", "orientation:landscape",
     "prefers-color-scheme:light", "prefers-reduced-motion:no-preference", "scripting:enabled", "update:fast", "width",
     "height")
)  # fmt: skip
"""Features that are true on a desktop with a mouse and a light theme; all others, also unknown ones, are false."""


def holds(query: str) -> bool:
    """Return whether any query of a comma-separated list is true; an empty list is true."""
    queries = [one.strip() for one in query.lower().split(",")]
    return queries == [""] or any(map(_one, queries))


def _one(query: str) -> bool:
    negated = query.startswith("not ")
    words = _FEATURE.sub(" ", query.removeprefix("not ").removeprefix("only ")).split()
    kind = next((word for word in words if word not in ("and", "or", "not")), "all")
    features = [_feature(found) for found in _FEATURE.findall(query)]
    true = kind in ("all", "screen") and (any(features) if "or" in words else all(features))
    return true is not negated


def _feature(text: str) -> bool:
    plain = text.strip()
    if limit := _LIMIT.fullmatch(plain):
        size = _pixels(limit[3], limit[4])
        return size <= _size(limit[2]) if limit[1] == "min" else size >= _size(limit[2])
    if found := _RANGE.fullmatch(plain):
        return bool(_COMPARE[found[2]](_size(found[1]), _pixels(found[3], found[4])))
    if found := _RANGE_BEFORE.fullmatch(plain):
        size = _size(found[4])
        upper = found[5] is None or bool(_COMPARE[found[5]](size, _pixels(found[6], found[7])))
        return upper and bool(_TURNED[found[3]](size, _pixels(found[1], found[2])))
    return re.sub(r"\s", "", plain) in _HOLDS


def _size(side: str) -> float:
    return _WIDTH if side == "width" else _HEIGHT


def _pixels(number: str, unit: str | None) -> float:
    size = float(number) if number.count(".") < 2 and number != "." else 0.0
    return size * (_EM if unit in ("em", "rem") else 1.0)
