"""PDF by pypdf, under limits that fit text alone: what a document holds, and a second reading of a page."""

import io
import logging
import re
import struct
import zlib
from contextlib import AbstractContextManager, suppress
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from ingest.errors import UnreadableDocument
from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.links import Link
from ingest.readers.pdf.layout.placing import Placed
from ingest.readers.pdf.structure.annotations import covers_on, links_on, placed_on
from ingest.readers.pdf.structure.cids import ORDERINGS, to_unicode
from ingest.readers.pdf.structure.embedded import embedded_files
from ingest.readers.pdf.structure.layers import Layers
from ingest.readers.pdf.structure.nested_forms import MOST, drawings, forms_of
from ingest.readers.pdf.structure.xfa import XfaForm, xfa_of
from ingest.readers.shared.attachments import Attachment

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
_MOST_CONTENT = 2 * _MB
_SHOWS_TEXT = re.compile(rb"[)>\]]\s*T[jJ]\b")
_MOST_STRINGS = 100_000
"""Of a page; PDFium's time grows with their square. A page of a book has 2,000, a dense map 20,000."""


class PageProblem(Exception):
    """Raised where a page can't be read; the message is short."""


class TooMuch(PageProblem):
    """Raised where a page asks for more than any page of text needs: no other reader should try it either."""


def limits() -> AbstractContextManager[object]:
    """Return the context in which documents have to be opened and read."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return pypdf.apply_configuration(**_LIMITS)


class PypdfReader:
    """A document as pypdf reads it; raises `PageProblem` if it can't open it, `UnreadableDocument` if nobody may."""

    def __init__(self, data: bytes) -> None:
        self._unpacked: set[int] = set()
        try:
            self._document = pypdf.PdfReader(io.BytesIO(data))
            if self._document.is_encrypted and not self._document.decrypt(""):
                raise UnreadableDocument("encrypted: remove its password first")
            self.pages = len(self._document.pages)
        except (FileNotDecryptedError, DependencyError) as problem:
            raise UnreadableDocument("encrypted: remove its password first") from problem
        except _PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    @property
    def off_layers(self) -> frozenset[str]:
        """The names of the layers that are switched off, as `Layers.off` gives them."""
        try:
            return Layers(self._document).off
        except _PAGE_ERRORS:
            return frozenset()  # what can't be told to be off is read

    def shown(self, data: bytes) -> bytes:
        """Return the document without the drawings that belong to switched-off layers."""
        try:
            return Layers(self._document).without_hidden_forms(data)
        except _PAGE_ERRORS:
            return data

    def xfa(self) -> XfaForm | None:
        """Return the XFA form of the document, if there is one; raises `UnreadableDocument` where its XML is hostile."""
        try:
            return xfa_of(self._document)
        except _PAGE_ERRORS:
            return None

    def attachments(self) -> list[Attachment]:
        """Return the files that lie in the document."""
        try:
            return embedded_files(self._document)
        except _PAGE_ERRORS:
            return []

    def check(self, number: int) -> None:
        """Raise `TooMuch` for a page that asks for more than any page of text needs, `PageProblem` for one that is broken."""
        try:
            page = self._document.pages[number - 1]
            if drawings(page, lambda: _content(page)) >= MOST:
                raise TooMuch("it draws itself over and over")
            self._check_sizes(page)
        except _PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    def _check_sizes(self, page: pypdf.PageObject) -> None:
        """Unpack what a page is made of, which the limits hold in bounds: PDFium has none."""
        try:
            if len(_SHOWS_TEXT.findall(_content(page))) > _MOST_STRINGS:
                raise TooMuch(f"it writes more than {_MOST_STRINGS:,} pieces of text")
            for form in forms_of(page).values():
                if id(form) not in self._unpacked:
                    self._unpacked.add(id(form))
                    form.get_data()
        except LimitReachedError as problem:
            if _is_bomb(page):
                raise TooMuch(_short(problem)) from problem
            raise

    def text(self, number: int) -> str:
        """Return a page's text in the order of the document; raises `PageProblem`."""
        try:
            page = self._document.pages[number - 1]
            _name_letters(page)
            return _text(page)
        except _PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    def placed(self, number: int) -> list[Placed]:
        """Return what lies over a page: form fields, text boxes, stamps, signatures."""
        try:
            page = self._document.pages[number - 1]
            return list(placed_on(page, page.extract_xform_text))
        except _PAGE_ERRORS:
            return []  # the page's own text counts, and has been read

    def links(self, number: int) -> list[Link]:
        """Return the links of a page that lead out of the document, in points from the lower left."""
        try:
            return list(links_on(self._document.pages[number - 1]))
        except _PAGE_ERRORS:
            return []  # the page's own text counts, and has been read

    def covers(self, number: int) -> tuple[Box, ...]:
        """Return the filled rectangles that lie over a page, in points from the lower left."""
        try:
            return tuple(covers_on(self._document.pages[number - 1]))
        except _PAGE_ERRORS:
            return ()  # what may be covered is read


def _text(page: pypdf.PageObject) -> str:
    try:
        return page.extract_text()
    except LimitReachedError as problem:
        if _is_bomb(page):
            raise TooMuch(_short(problem)) from problem
        raise


def _is_bomb(page: pypdf.PageObject) -> bool:
    """Whether it was the content that went over a limit; PDFium, which has none, may read what is said of fonts and lengths."""
    try:
        return len(_content(page)) > _MOST_CONTENT
    except LimitReachedError:
        contents = page["/Contents"].get_object()
        parts = [part.get_object() for part in contents] if isinstance(contents, ArrayObject) else [contents]
        return any(isinstance(part, DictionaryObject) and "/Filter" in part for part in parts)


def _content(page: pypdf.PageObject) -> bytes:
    content = page.get_contents()
    return content.get_data() if content is not None else b""


def _name_letters(page: pypdf.PageObject) -> None:
    """Give fonts of the four East Asian collections, where they don't say which letters they hold, the table of these."""
    fonts = page.get("/Resources", {}).get("/Font", {})
    for name in fonts:
        with suppress(*_PAGE_ERRORS):  # of a font that isn't well formed pypdf makes what it can
            _name_letters_of(fonts[name])


def _name_letters_of(font: DictionaryObject) -> None:
    if font.get("/Encoding") not in ("/Identity-H", "/Identity-V") or "/ToUnicode" in font:
        return
    descendants: Any = font["/DescendantFonts"]
    ordering = descendants[0]["/CIDSystemInfo"].get("/Ordering")
    if ordering in ORDERINGS:
        table = DecodedStreamObject()
        table.set_data(to_unicode(str(ordering)))
        font[NameObject("/ToUnicode")] = table


_ADDRESS = re.compile(r", \d{9,}(?=\))")
"""pypdf names an object with where its reader lies in memory, which differs from run to run."""


def _short(problem: BaseException) -> str:
    line = (str(problem).splitlines() or [""])[0]
    return _ADDRESS.sub("", line)[:120] or type(problem).__name__
