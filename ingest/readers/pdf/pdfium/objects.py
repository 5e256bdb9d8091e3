"""Lists the objects of a page by PDFium in drawing order, with position, colour and layers."""

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from ingest.readers.pdf.layout.box import Box

_MOST_OBJECTS = 20_000
_DEEPEST = 8
_MOST_MARKS = 20
_NAME_BYTES = 512
_THICKEST_RULE, _RULE_WIDTHS = 1.6, (2.0, 200.0)
"""Points of a rule's height at most, and of its width."""

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """An object of a page: its PDFium handle and type, and the matrix of the form XObjects around it.

    `in_transparent` says that one of these forms is transparent.
    """

    handle: Any
    kind: int
    outer: Matrix
    in_transparent: bool = False


def objects_of(page: Any) -> Iterator[Drawn]:  # noqa: ANN401  a handle of an untyped C library
    """Yield the objects of a page in drawing order, with those within form XObjects instead of the forms."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    yield from _walk((pdfium.FPDFPage_GetObject(page, i) for i in range(count)), Drawn(None, 0, IDENTITY), 0)


def _walk(handles: Iterator[Any], within: Drawn, depth: int) -> Iterator[Drawn]:
    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = min(pdfium.FPDFFormObj_CountObjects(handle), _MOST_OBJECTS)
            inside = (pdfium.FPDFFormObj_GetObject(handle, i) for i in range(count))
            transparent = within.in_transparent or is_transparent(handle)
            yield from _walk(inside, Drawn(None, 0, product(matrix_of(handle), within.outer), transparent), depth + 1)
        else:
            yield Drawn(handle, kind, within.outer, within.in_transparent)


def address_of(handle: Any) -> int:  # noqa: ANN401  a handle of an untyped C library
    """Return the memory address of an object, which identifies it."""
    return ctypes.addressof(handle.contents)


def is_transparent(handle: Any) -> bool:  # noqa: ANN401
    """Return whether an object is blended with the objects below it."""
    return bool(pdfium.FPDFPageObj_HasTransparency(handle))


def matrix_of(handle: Any) -> Matrix:  # noqa: ANN401
    """Return the matrix of an object."""
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def product(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that applies `m` and then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def box_of(drawn: Drawn) -> Box:
    """Return the bounding rectangle of an object on the page, in points from the lower left."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn.handle, left, bottom, right, top)
    return around([(x.value, y.value) for x in (left, right) for y in (bottom, top)], drawn.outer)


def around(points: list[tuple[float, float]], matrix: Matrix) -> Box:
    """Return the bounding rectangle of points that a matrix transforms."""
    m = matrix
    xs, ys = [m[0] * x + m[2] * y + m[4] for x, y in points], [m[1] * x + m[3] * y + m[5] for x, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def rules_of(drawn: Sequence[Drawn]) -> list[Box]:
    """Return the horizontal lines that are as thin and as short as the bar of a fraction."""
    boxes = (box_of(item) for item in drawn if item.kind == pdfium.FPDF_PAGEOBJ_PATH)
    low, high = _RULE_WIDTHS
    return [box for box in boxes if box.top - box.bottom <= _THICKEST_RULE and low <= box.right - box.left <= high]


def fill_of(handle: Any) -> tuple[int, int, int, int]:  # noqa: ANN401
    """Return red, green, blue and alpha of an object's fill, each from 0 to 255; PDFium reports a pattern as white."""
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha):
        return 0, 0, 0, 255
    return red.value, green.value, blue.value, alpha.value


def layers_of(handle: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the names of an object's layers (optional content groups), "" for a membership of several groups."""
    for number in range(min(pdfium.FPDFPageObj_CountMarks(handle), _MOST_MARKS)):
        mark = pdfium.FPDFPageObj_GetMark(handle, number)
        if _string(pdfium.FPDFPageObjMark_GetName, mark) == "OC":
            yield _string(pdfium.FPDFPageObjMark_GetParamStringValue, mark, b"Name")


def _string(call: Any, *arguments: Any) -> str:  # noqa: ANN401
    buffer, length = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_ulong()
    called = call(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), _NAME_BYTES, length)
    return buffer.raw[: length.value].decode("utf-16-le", "replace").rstrip("\0") if called else ""
