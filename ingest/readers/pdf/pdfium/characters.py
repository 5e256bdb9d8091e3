"""Lists the characters of a page by PDFium, and the names of their fonts."""

import ctypes
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

_HIGH_HALVES, _LOW_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
"""The surrogates of UTF-16."""
_FONT_NAME_BYTES = 200


def characters_of(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Yield (index, character); PDFium has two indices for the surrogates of one character."""
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        if code in _HIGH_HALVES:
            high = code
        elif high and code in _LOW_HALVES:
            yield index, chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00)
            high = 0
        else:
            yield index, chr(code) if code <= 0x10FFFF and code not in _LOW_HALVES else "\ufffd"


def font_of(text: pypdfium2.PdfTextPage, index: int) -> str:
    """Return the name of the font of a character."""
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    pdfium.FPDFText_GetFontInfo(text.raw, index, name, _FONT_NAME_BYTES, ctypes.c_int())
    return name.value.decode("latin-1")
