"""Recovers the pages of a truncated PDF, whose cross-reference table and page tree are missing."""

import re

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7})\s+\d{1,5}\s+obj\b(.{0,4000}?)(?:\bendobj\b|\bstream\b)", re.DOTALL)
_IS_PAGE = re.compile(rb"/Type\s*/Page\b")
_MOST_PAGES = 20_000
_FREE = 4_000_001
"""An object number that the document doesn't use; PDFium's limit is 4,194,304."""


def salvaged(data: bytes) -> bytes | None:
    """Return the data with a new page tree at its end, None if no page is left in it.

    There is no new cross-reference table, since PDFium and pypdf search for objects if it is missing.
    """
    pages = [found[1] for found in _OBJECT.finditer(data) if _IS_PAGE.search(found[2])][:_MOST_PAGES]
    if not pages:
        return None
    kids = b" ".join(b"%s 0 R" % page for page in dict.fromkeys(pages))
    tree = b"%d 0 obj\n<</Type/Pages /Count %d /Kids [%s]>>\nendobj\n" % (_FREE, len(set(pages)), kids)
    root = b"%d 0 obj\n<</Type/Catalog /Pages %d 0 R>>\nendobj\n" % (_FREE + 1, _FREE)
    end = b"trailer\n<</Root %d 0 R /Size %d>>\nstartxref\n0\n%%%%EOF\n" % (_FREE + 1, _FREE + 2)
    return data + b"\nendstream\nendobj\n" + tree + root + end
