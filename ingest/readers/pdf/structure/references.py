"""Follows the references between the objects of a PDF, as pypdf holds them."""

from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject


def resolved(value: Any) -> Any:  # noqa: ANN401  any object of the format
    """Return what a reference stands for, and any other value as it is."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def entry(holder: Any, key: str) -> Any:  # noqa: ANN401
    """Return an entry of a dictionary, None where the holder is none or lacks it."""
    holder = resolved(holder)
    return resolved(holder.get(key)) if isinstance(holder, dict) else None


def catalog_of(document: PdfReader) -> Any:  # noqa: ANN401
    """Return the catalog of a document."""
    return resolved(document.trailer["/Root"])
