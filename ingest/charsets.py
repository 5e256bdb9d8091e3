"""Bytes become text: a byte-order mark and UTF-8 first, then what the bytes look like, and a detector that may not know."""

import codecs
import re

from charset_normalizer import from_bytes

from ingest.errors import UnreadableDocument
from ingest.languages import language_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPED = re.compile(rb"\x1b\$[@B]")
"""Opens Japanese text in ISO-2022-JP, which is valid ASCII."""
_HIGH = re.compile(rb"[\x80-\xff]")
_NOT_LATIN = re.compile(rb"[\x80-\xff]{4}|[\x00-\x08\x0e-\x1f]")
"""Four bytes above ASCII in a row are a word of another script; control bytes are no text."""
_LATIN_SHARE = 0.2
_STRAY_SHARE = 1 / 3
"""Share of damaged signs up to which a text is UTF-8 all the same; in another charset nearly all of them are."""
_LATIN = {
    **dict.fromkeys(("pl", "hu", "ro", "sq"), ("cp1250", "iso8859_2")),
    **dict.fromkeys(("cs", "sk", "sl", "hr"), ("iso8859_2", "cp1250")),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257",)),
    "tr": ("cp1254",),
}
"""Code pages by language, others are Western; of two the one is right that makes more letters, else the first."""


def decode(data: bytes) -> str:
    """Return the text of some bytes; raises `UnreadableDocument` where they are no text in a charset that can be told."""
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _marked(data, charset)
    if _ESCAPED.search(data) and (text := _tried(data, "iso2022_jp")):
        return text
    text = _tried(data, "utf-8") or _mended(data) or _latin(data)
    return _detected(data) if text is None or "\x00" in text else text


def _marked(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as problem:
        raise UnreadableDocument(f"says it is {charset} but isn't (byte {problem.start})") from problem


def _tried(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def _mended(data: bytes) -> str | None:
    """Return UTF-8 with a few damaged places."""
    text = data.decode("utf-8", "replace")
    foreign = len(text) - sum(map(str.isascii, text))
    return text if text.count("\ufffd") <= _STRAY_SHARE * foreign else None


def _latin(data: bytes) -> str | None:
    """Return text in Latin letters, by the code page of its language.

    The detector takes Spanish with few accents for Big5; the letters without accents tell the language well enough.
    """
    if _NOT_LATIN.search(data) or len(_HIGH.findall(data)) > _LATIN_SHARE * len(data):
        return None
    pages = _LATIN.get(language_of(data.decode("ascii", "ignore")), ("cp1252",))
    texts = [text for page in pages if (text := _tried(data, page))]
    return max(texts, key=lambda text: sum(map(str.isalpha, text)), default=None)


def _detected(data: bytes) -> str:
    best = from_bytes(data).best()
    if best is None:
        raise UnreadableDocument("binary data or a charset that can't be told: save it as UTF-8")
    return str(best)
