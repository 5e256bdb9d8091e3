"""PDF by pypdf, page by page, under limits that fit text alone."""

import io
import logging
import re
import struct
import zlib
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument

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
_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_A-Z])")
_PAGE_ERRORS = (
    PyPdfError,
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


def read(data: bytes) -> Reading:
    """Return one block a page; a page that fails or is empty becomes a warning."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with pypdf.apply_configuration(**_LIMITS):
        document = _open(data)
        pages = _page_count(document)
        blocks, warnings = [], []
        for number in range(1, pages + 1):
            text, problem = _page_text(document, number)
            if problem:
                warnings.append(f"page {number}: {problem}")
            blocks.append(Block(text, page=number))
    return Reading(tuple(blocks), tuple(warnings), pages)


def _open(data: bytes) -> pypdf.PdfReader:
    if b"%PDF" not in data[:1024]:
        raise UnreadableDocument("not a PDF in spite of its name")
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise UnreadableDocument("encrypted: remove its password first")
    except (FileNotDecryptedError, DependencyError) as problem:
        raise UnreadableDocument("encrypted: remove its password first") from problem
    except _PAGE_ERRORS as problem:
        raise UnreadableDocument(f"damaged PDF ({_short(problem)})") from problem
    return document


def _page_count(document: pypdf.PdfReader) -> int:
    try:
        return len(document.pages)
    except _PAGE_ERRORS as problem:
        raise UnreadableDocument(f"damaged PDF ({_short(problem)})") from problem


def _page_text(document: pypdf.PdfReader, number: int) -> tuple[str, str]:
    try:
        text = document.pages[number - 1].extract_text()
    except _PAGE_ERRORS as problem:
        return "", f"can't be read ({_short(problem)})"
    if not text.strip():
        return "", "no text: probably a scan"
    return _HYPHENATED.sub("", text), ""


def _short(problem: BaseException) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:120] or type(problem).__name__
