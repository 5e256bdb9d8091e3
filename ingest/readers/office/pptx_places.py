"""Finds the positions of shapes on slides; a placeholder without a position has that of the slide's layout."""

from collections.abc import Iterator

from ingest.readers.office.ooxml import A, P, Package
from ingest.readers.shared.hardened_xml import Element, local

_SHAPES = frozenset(("sp", "graphicFrame", "pic", "cxnSp"))
_BAND = 250_000
"""Height in EMU (914,400 are an inch) of the bands that a slide is divided into; shapes in one band are read side by side."""
_TRUE = ("1", "true")
Place = tuple[int, int]


def shapes(root: Element) -> Iterator[Element]:
    """Yield the shapes of a slide, also those in groups."""
    for tree in root.iter(f"{P}spTree"):
        yield from _shapes(tree)


def _shapes(parent: Element) -> Iterator[Element]:
    for child in parent:
        name = local(child)
        if name == "grpSp":
            yield from _shapes(child)
        elif name in _SHAPES:
            yield child


def placeholder(shape: Element) -> str:
    """Return the type of the placeholder that a shape fills, "" if it fills none."""
    found = next(shape.iter(f"{P}ph"), None)
    return "" if found is None else found.get("type", "obj")


class Places:
    """Finds the positions of shapes on the slides of a presentation; `root` is the presentation part."""

    def __init__(self, package: Package, root: Element) -> None:
        self._package, self._parsed = package, dict[str, Element | None]()
        size = root.find(f"{P}sldSz")
        width = "" if size is None else size.get("cx", "")
        self._width = int(width) if width.isdecimal() else 0
        self._side = -1 if root.get("rtl") in _TRUE else 1

    def of(self, part: str, shape: Element) -> Place:
        """Return a key that sorts shapes in reading order: by bands from the top, then in the direction of writing."""
        left, top = self._corner(part, shape) or (0, 0)
        return top // _BAND, self._side * left

    def unseen(self, part: str, shape: Element) -> bool:
        """Return whether a shape is hidden, or is to the right of the slide."""
        own = [
            *shape.iter(f"{P}cNvPr"),
            *(mark for group in _groups(shape) for mark in group.iterfind(f"{P}nvGrpSpPr/{P}cNvPr")),
        ]
        if any(mark.get("hidden") in _TRUE for mark in own):
            return True
        corner = self._corner(part, shape)
        return bool(corner and self._width and corner[0] >= self._width)

    def _corner(self, part: str, shape: Element) -> tuple[int, int] | None:
        corner = _own_corner([shape, *_groups(shape)][-1])  # a group has coordinates of its own, so the outermost counts
        kind = placeholder(shape)
        if corner or not kind:
            return corner
        found = (_own_corner(other) for layout in self._above(part) for other in shapes(layout) if _fits(other, shape, kind))
        return next(filter(None, found), None)

    def _above(self, part: str) -> Iterator[Element]:
        for layout in self._package.related(part, "slideLayout")[:1]:
            for name in (layout, *self._package.related(layout, "slideMaster")[:1]):
                if name not in self._parsed:
                    self._parsed[name] = self._package.xml(name)
                root = self._parsed[name]
                if root is not None:
                    yield root


def _fits(other: Element, shape: Element, kind: str) -> bool:
    theirs, ours = next(other.iter(f"{P}ph"), None), next(shape.iter(f"{P}ph"), None)
    if theirs is None or ours is None:
        return False
    return theirs.get("idx", "0") == ours.get("idx", "0") if ours.get("idx") else theirs.get("type", "obj") == kind


def _groups(shape: Element) -> Iterator[Element]:
    """Yield the groups that a shape belongs to, the innermost first."""
    group = shape.getparent()
    while group is not None and local(group) == "grpSp":
        yield group
        group = group.getparent()


def _own_corner(shape: Element) -> tuple[int, int] | None:
    paths = (f"{P}spPr/{A}xfrm/{A}off", f"{P}grpSpPr/{A}xfrm/{A}off", f"{P}xfrm/{A}off")
    offset = next(filter(lambda found: found is not None, map(shape.find, paths)), None)
    try:
        return None if offset is None else (int(offset.get("x", "0")), int(offset.get("y", "0")))
    except ValueError:
        return None
