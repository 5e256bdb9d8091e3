"""Goes on where an object of a PDF is damaged."""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pypdf.errors import DependencyError, PyPdfError

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")

PAGE_ERRORS = (
    PyPdfError,
    DependencyError,
    RecursionError,
    NotImplementedError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    struct.error,
    zlib.error,
)
"""Exceptions that pypdf raises for pages that aren't well formed."""


def undamaged(items: Iterable[_Item], make: Callable[[_Item], _Made | None]) -> Iterator[_Made]:
    """Yield what is made of each item, without `None` and without items that are damaged."""
    for item in items:
        try:
            made = make(item)
        except PAGE_ERRORS:
            continue  # a damaged object costs itself alone
        if made is not None:
            yield made
