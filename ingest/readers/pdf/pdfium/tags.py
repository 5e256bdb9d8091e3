"""Reads the structure tree of a page of a tagged PDF (ISO 32000-1, 14.7 and 14.8): headings, figures, tables, replaced text."""

import ctypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.pdf.layout.tagged import Cells, Described, Replaced, Tags

_HEADING = re.compile(r"H([1-6])?|Title")
_MOST_ELEMENTS, _DEEPEST, _NAME_BYTES = 20_000, 40, 64
_LONGEST = 2_000
"""Characters of a description or a replacement; a longer one isn't read."""
_DESCRIBED = frozenset(("Figure", "Formula"))
_NO_ELEMENT = -1

_Read = Callable[..., int]
"""Writes a string of an element into a buffer and returns its length in bytes."""


@dataclass(frozen=True, slots=True)
class _Node:
    """An element whose children are still to be read; `level` is that of the heading around it, `cell` the id of its cell."""

    element: Any
    depth: int = 0
    level: int = 0
    cell: int = _NO_ELEMENT
    replaced: Replaced | None = None


@dataclass(slots=True)
class _Table:
    """The rows of a table with the numbers of their cells; `has_header` says that the first row has header cells."""

    rows: list[list[int]] = field(default_factory=list)
    has_header: bool = False


@dataclass(slots=True, kw_only=True)
class _Found:
    """What a walk through the tree has found so far."""

    levels: dict[int, int] = field(default_factory=dict)
    replaced: dict[int, Replaced] = field(default_factory=dict)
    described: list[Described] = field(default_factory=list)
    cells: dict[int, int] = field(default_factory=dict)
    tables: list[_Table] = field(default_factory=list)
    last: int = _NO_ELEMENT
    count: int = 0

    def hold(self, mark: int, node: _Node) -> None:
        """Note that the marked content `mark` belongs to an element."""
        self.last = mark
        if node.level:
            self.levels[mark] = node.level
        if node.replaced:
            self.replaced[mark] = node.replaced
        if node.cell != _NO_ELEMENT:
            self.cells[mark] = node.cell


def tags_of(page: Any) -> Tags:  # noqa: ANN401  a handle of an untyped C library
    """Return the tags of a page, by the ids of its marked content; `Tags()` for a page without tags."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return Tags()
    try:
        return _tags(tree)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _tags(tree: Any) -> Tags:  # noqa: ANN401
    found = _Found()
    children = range(_bounded(pdfium.FPDF_StructTree_CountChildren(tree)))
    waiting: list[_Node | tuple[int, _Node]] = [
        _Node(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at)) for at in reversed(children)
    ]
    for _ in range(_MOST_ELEMENTS):
        if not waiting:
            break
        item = waiting.pop()
        if isinstance(item, tuple):
            found.hold(*item)
        elif item.element and item.depth <= _DEEPEST:
            waiting += reversed(list(_children(_entered(item, found))))
    tables = tuple(Cells(tuple(tuple(row) for row in table.rows if row), table.has_header) for table in found.tables)
    return Tags(found.levels, found.replaced, tuple(found.described), found.cells, tables)


def _entered(node: _Node, found: _Found) -> _Node:
    """Return an element with what its descendants inherit from it, after taking down what it is."""
    element, found.count = node.element, found.count + 1
    kind = _string(pdfium.FPDF_StructElement_GetType, element, _NAME_BYTES)
    text = _string(pdfium.FPDF_StructElement_GetActualText, element)
    if kind in _DESCRIBED and (said := _string(pdfium.FPDF_StructElement_GetAltText, element)):
        found.described.append(Described(said, found.last))
    cell = node.cell
    if cell == _NO_ELEMENT:  # a table within a cell is text of the cell
        cell = _entered_cell(kind, found)
    replaced = node.replaced or (Replaced(text, found.count) if text else None)
    return _Node(element, node.depth, _level(kind) or node.level, cell, replaced)


def _entered_cell(kind: str, found: _Found) -> int:
    """Return the number of a cell that begins, after adding tables, rows and cells to what is found; -1 for other elements."""
    if kind == "Table":
        found.tables.append(_Table())
    elif kind == "TR" and found.tables:
        found.tables[-1].rows.append([])
    elif kind in ("TD", "TH") and found.tables and found.tables[-1].rows:
        table = found.tables[-1]
        table.has_header = table.has_header or (kind == "TH" and len(table.rows) == 1)
        table.rows[-1].append(found.count)
        return found.count
    return _NO_ELEMENT


def _children(node: _Node) -> Iterator["_Node | tuple[int, _Node]"]:
    """Yield the marked content and the elements of an element in order."""
    for at in range(_bounded(pdfium.FPDF_StructElement_CountChildren(node.element))):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(node.element, at)
        if mark >= 0:
            yield mark, node
        elif child := pdfium.FPDF_StructElement_GetChildAtIndex(node.element, at):
            yield _Node(child, node.depth + 1, node.level, node.cell, node.replaced)


def _bounded(count: int) -> int:
    return max(0, min(count, _MOST_ELEMENTS))


def _string(read: _Read, element: Any, most: int = 2 * _LONGEST + 2) -> str:  # noqa: ANN401
    """Return a string of an element, "" if it has none or a longer one than `most` bytes."""
    buffer = ctypes.create_string_buffer(most)
    length = read(element, buffer, most)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0").strip() if 2 < length <= most else ""


def _level(kind: str) -> int:
    """Return the level of a heading, 1 if it has no number; 0 for any other element."""
    found = _HEADING.fullmatch(kind)
    return int(found[1] or 1) if found else 0
