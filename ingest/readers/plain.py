"""Plain text in any charset: a byte-order mark and UTF-8 first, then a detector that may say that it doesn't know."""

import codecs
import re

from charset_normalizer import from_bytes

from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PARAGRAPHS = re.compile(r"\n\s*\n")
_BINARY = re.compile(rb"\x00")


def read(data: bytes) -> Reading:
    """Return a block for each paragraph."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    return Reading(tuple(Block(part) for part in _PARAGRAPHS.split(text)))


def decode(data: bytes) -> str:
    """Return the text of some bytes; raises `UnreadableDocument` where they are no text in a charset that can be told."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _decode(data, charset)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _detect(data)
    if "\x00" in text:
        return _detect(data)
    return text


def _decode(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as problem:
        raise UnreadableDocument(f"says it is {charset} but isn't (byte {problem.start})") from problem


def _detect(data: bytes) -> str:
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableDocument("binary data or a charset that can't be told: save it as UTF-8")
    return str(best)
