"""Reads PDF by pypdf under strict limits: attachments, annotations, layers, forms, and the text of a page."""

import io
import logging
import re
from contextlib import AbstractContextManager, suppress
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from ingest.errors import UnreadableDocument
from ingest.readers.pdf.layout.box import Box
from ingest.readers.pdf.layout.links import Link
from ingest.readers.pdf.layout.placing import Placed
from ingest.readers.pdf.structure.annotations import covers_on, links_on, placed_on
from ingest.readers.pdf.structure.cids import ORDERINGS, to_unicode
from ingest.readers.pdf.structure.damage import PAGE_ERRORS
from ingest.readers.pdf.structure.embedded import embedded_files
from ingest.readers.pdf.structure.layers import Layers
from ingest.readers.pdf.structure.nested_forms import MOST, drawings, forms_of
from ingest.readers.pdf.structure.notes import Note, notes_on
from ingest.readers.pdf.structure.xfa import XfaForm, xfa_of
from ingest.readers.shared.attachments import Attachment
from ingest.said import said

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
"""Stricter limits than pypdf's: images aren't decoded, and no page of text reaches them. A bomb takes 3 s instead of 13."""
_MOST_CONTENT = 2 * _MB
"""Bytes of a page's content, above which a page that reaches a limit counts as a decompression bomb."""
_SHOWS_TEXT = re.compile(rb"[)>\]]\s*T[jJ]\b")
_MOST_STRINGS = 100_000
"""Text strings of a page, since PDFium's time grows with their square; a page of a book has 2,000, a dense map 20,000."""


class PageProblem(Exception):
    """Raised if a page can't be read; the message is short."""


class TooMuch(PageProblem):
    """Raised if a page needs far more work than any page of text, so that PDFium shouldn't read it either."""


def limits() -> AbstractContextManager[object]:
    """Return the context manager in which documents are opened and read under the limits."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return pypdf.apply_configuration(**_LIMITS)


class PypdfReader:
    """A document that pypdf reads; raises `PageProblem` if pypdf can't open it, `UnreadableDocument` if it is encrypted."""

    def __init__(self, data: bytes) -> None:
        self._unpacked: set[int] = set()
        try:
            self._document = pypdf.PdfReader(io.BytesIO(data))
            if self._document.is_encrypted and not self._document.decrypt(""):
                raise UnreadableDocument(said("encrypted", "encrypted: remove its password first"))
            self.pages = len(self._document.pages)
        except (FileNotDecryptedError, DependencyError) as problem:
            raise UnreadableDocument(said("encrypted", "encrypted: remove its password first")) from problem
        except PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    @property
    def off_layers(self) -> frozenset[str]:
        """The names of the layers that are switched off, as `Layers.off` gives them."""
        try:
            return Layers(self._document).off
        except PAGE_ERRORS:
            return frozenset()  # with damaged layers all text is read

    def shown(self, data: bytes) -> bytes:
        """Return the document as `Layers.without_hidden_forms` does, or unchanged if its layers are damaged."""
        try:
            return Layers(self._document).without_hidden_forms(data)
        except PAGE_ERRORS:
            return data

    def xfa(self) -> XfaForm | None:
        """Return the XFA form of the document, None if there is none; raises `UnreadableDocument` if its XML has a DOCTYPE."""
        try:
            return xfa_of(self._document)
        except PAGE_ERRORS:
            return None

    def attachments(self) -> list[Attachment]:
        """Return the files in the document."""
        try:
            return embedded_files(self._document)
        except PAGE_ERRORS:
            return []

    def check(self, number: int) -> None:
        """Raise `TooMuch` for a page that needs too much work, `PageProblem` for one that is damaged."""
        try:
            page = self._document.pages[number - 1]
            if drawings(page, lambda: _content(page)) >= MOST:
                raise TooMuch(said("draws_itself", "it draws itself over and over"))
            self._check_sizes(page)
        except PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    def _check_sizes(self, page: pypdf.PageObject) -> None:
        """Unpack the content of a page and its form XObjects under the limits, since PDFium has none."""
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
        """Return the text of a page in the order of the document; raises `PageProblem` if it is damaged or too much."""
        try:
            page = self._document.pages[number - 1]
            _name_letters(page)
            return _text(page)
        except PAGE_ERRORS as problem:
            raise PageProblem(_short(problem)) from problem

    def placed(self, number: int) -> list[Placed]:
        """Return the texts of form fields, text boxes, stamps and signatures of a page, with y from the bottom up."""
        try:
            page = self._document.pages[number - 1]
            return list(placed_on(page, page.extract_xform_text))
        except PAGE_ERRORS:
            return []  # the page's own text is still read

    def links(self, number: int) -> list[Link]:
        """Return the links of a page to addresses outside of the document, with y from the bottom up."""
        try:
            return list(links_on(self._document.pages[number - 1]))
        except PAGE_ERRORS:
            return []  # the page's own text is still read

    def notes(self, number: int) -> list[Note]:
        """Return the comments on a page, with y from the bottom up."""
        try:
            return list(notes_on(self._document.pages[number - 1]))
        except PAGE_ERRORS:
            return []  # the page's own text is still read

    def covers(self, number: int) -> tuple[Box, ...]:
        """Return the filled rectangles over a page, with y from the bottom up."""
        try:
            return tuple(covers_on(self._document.pages[number - 1]))
        except PAGE_ERRORS:
            return ()  # text that may be covered is read


def _text(page: pypdf.PageObject) -> str:
    try:
        return page.extract_text()
    except LimitReachedError as problem:
        if _is_bomb(page):
            raise TooMuch(_short(problem)) from problem
        raise


def _is_bomb(page: pypdf.PageObject) -> bool:
    """Whether the content of a page is over a limit; if only its fonts or lengths are, PDFium may still read the page."""
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
    """Add a /ToUnicode table to the page's fonts of East Asian collections that have none."""
    fonts = page.get("/Resources", {}).get("/Font", {})
    for name in fonts:
        with suppress(*PAGE_ERRORS):  # a damaged font stays as it is
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
"""The memory address in pypdf's name of an object, which differs from run to run."""


def _short(problem: BaseException) -> str:
    line = (str(problem).splitlines() or [""])[0]
    return _ADDRESS.sub("", line)[:120] or type(problem).__name__
