"""Reads the headings in the structure tree of a tagged PDF (ISO 32000-1, 14.8)."""

import ctypes
import re
from typing import Any

import pypdfium2.raw as pdfium

_HEADING = re.compile(r"H([1-6])?|Title")
_MOST_ELEMENTS, _DEEPEST, _NAME_BYTES = 20_000, 40, 64


def heading_levels(page: Any) -> dict[int, int]:  # noqa: ANN401  a handle of an untyped C library
    """Return the levels of a page's headings, from 1 on, by the ids of their marked content; {} for a page without tags."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        return _levels(tree)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _levels(tree: Any) -> dict[int, int]:  # noqa: ANN401
    found: dict[int, int] = {}
    children = range(max(0, min(pdfium.FPDF_StructTree_CountChildren(tree), _MOST_ELEMENTS)))
    waiting = [(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), 0, 0) for at in children]
    for _ in range(_MOST_ELEMENTS):
        if not waiting:
            break
        element, depth, above = waiting.pop()
        if not element or depth > _DEEPEST:
            continue
        level = _level(element) or above
        for at in range(max(0, pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)) if level else 0):
            found[pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, at)] = level
        count = max(0, min(pdfium.FPDF_StructElement_CountChildren(element), _MOST_ELEMENTS))
        waiting += [(pdfium.FPDF_StructElement_GetChildAtIndex(element, at), depth + 1, level) for at in range(count)]
    return found


def _level(element: Any) -> int:  # noqa: ANN401
    """Return the level of a heading, 1 if it has no number; 0 for any other element."""
    buffer = ctypes.create_string_buffer(_NAME_BYTES)
    length = pdfium.FPDF_StructElement_GetType(element, buffer, _NAME_BYTES)
    kind = _HEADING.fullmatch(buffer.raw[: min(length, _NAME_BYTES)].decode("utf-16-le", "replace").rstrip("\0"))
    return int(kind[1] or 1) if kind else 0
