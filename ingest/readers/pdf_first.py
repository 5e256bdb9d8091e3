"""PDF by pypdf, the first reader of a page, under limits that fit text alone."""

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest.errors import UnreadableDocument
from ingest.readers.pdf_cids import ORDERINGS, to_unicode

_MB = 1_000_000
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20 * _MB,
    "lzw_maximum_output_length": 20 * _MB,
    "run_length_maximum_output_length": 20 * _MB,
    "brotli_maximum_output_length": 20 * _MB,
    "jbig2_maximum_output_length": 1,
    "maximum_declared_stream_length": 20 * _MB,
    "array_based_stream_maximum_output_length": 20 * _MB,
    "image_maximum_buffer_size": 1,
    "stream_decoding_work_maximum_length": 60 * _MB,
    "stream_parsing_work_maximum_count": 400_000,
    "page_tree_maximum_entries": 20_000,
    "xform_maximum_invocations_per_extraction": 500,
    "jbig2dec_binary": None,
}
"""Tighter than pypdf's own: no image is decoded and no page of text comes near these, while a bomb costs 3 s, not 13."""
_PAGE_ERRORS = (
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
"""What pypdf raises on a page that isn't well formed; each costs that page alone."""
_MOST_FIELDS = 5_000
_HIDDEN, _NOT_ON_SCREEN, _PASSWORD = 1 << 1, 1 << 5, 1 << 13
"""Flags of annotations and of fields."""


class PageProblem(Exception):
    """Raised where a page can't be read; the message is short."""


def limits() -> AbstractContextManager[object]:
    """Return the context in which documents have to be opened and read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return pypdf.apply_configuration(**_LIMITS)


class FirstReader:
    """A document as pypdf reads it; raises `PageProblem` if it can't open it, `UnreadableDocument` if nobody may."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdf.PdfReader(io.BytesIO(data))
            if self._document.is_encrypted and not self._document.decrypt(""):
                raise UnreadableDocument("encrypted: remove its password first")
            self.pages = len(self._document.pages)
        except (FileNotDecryptedError, DependencyError) as problem:
            raise UnreadableDocument("encrypted: remove its password first") from problem
        except _PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    def text(self, number: int) -> str:
        """Return a page's text in the order of the document; raises `PageProblem`."""
        try:
            page = self._document.pages[number - 1]
            _name_letters(page)
            return page.extract_text()
        except _PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    def filled_in(self, number: int) -> list[str]:
        """Return what has been typed into a page: visible form fields and text boxes."""
        try:
            return list(_filled_in(self._document.pages[number - 1]))
        except _PAGE_ERRORS:
            return []  # the page's own text counts, and has been read


def _filled_in(page: pypdf.PageObject) -> Iterator[str]:
    for reference in list(page.get("/Annots") or [])[:_MOST_FIELDS]:
        annotation = reference.get_object()
        if not isinstance(annotation, DictionaryObject) or int(annotation.get("/F", 0)) & (_HIDDEN | _NOT_ON_SCREEN):
            continue
        value = _value(annotation)
        if isinstance(value, str) and not isinstance(value, NameObject) and value.strip():
            yield value


def _value(annotation: DictionaryObject) -> object:
    if annotation.get("/Subtype") == "/FreeText":
        return annotation.get("/Contents")
    if annotation.get("/Subtype") != "/Widget" or int(_inherited(annotation, "/Ff") or 0) & _PASSWORD:
        return None
    return _inherited(annotation, "/V") if _inherited(annotation, "/FT") in ("/Tx", "/Ch") else None


def _inherited(field: DictionaryObject, key: str) -> Any:  # noqa: ANN401  any object of the format
    for _ in range(10):
        if key in field:
            return field[key]
        parent = field.get("/Parent")
        field = parent.get_object() if parent is not None else field
    return None


def _name_letters(page: pypdf.PageObject) -> None:
    """Give fonts of the four East Asian collections, where they don't say which letters they hold, the table of these."""
    fonts = page.get("/Resources", {}).get("/Font", {})
    for name in fonts:
        font = fonts[name]
        if font.get("/Encoding") not in ("/Identity-H", "/Identity-V") or "/ToUnicode" in font:
            continue
        ordering = font["/DescendantFonts"][0]["/CIDSystemInfo"].get("/Ordering")
        if ordering in ORDERINGS:
            table = DecodedStreamObject()
            table.set_data(to_unicode(str(ordering)))
            font[NameObject("/ToUnicode")] = table


def _short(problem: BaseException) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:120] or type(problem).__name__
