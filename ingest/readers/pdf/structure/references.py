"""Follows the references between pypdf's objects of a PDF."""

from typing import Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject


def resolved(value: Any) -> Any:  # noqa: ANN401  any object of the format
    """Return the object that a reference points to, and any other value as it is."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def entry(holder: Any, key: str) -> Any:  # noqa: ANN401
    """Return an entry of a dictionary or of a reference to one, None if it has no such entry or isn't a dictionary."""
    holder = resolved(holder)
    return resolved(holder.get(key)) if isinstance(holder, dict) else None


def catalog_of(document: PdfReader) -> Any:  # noqa: ANN401
    """Return the catalog of a document."""
    return resolved(document.trailer["/Root"])
