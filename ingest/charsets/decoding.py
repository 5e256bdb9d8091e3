"""Decodes bytes by their byte-order mark, the declared charset, UTF-8, or else the detected charset."""

import codecs
import re

from ingest.charsets.detection import CANDIDATES, DOUBLE, ESCAPED, escaped_charset, is_likely, likeliest
from ingest.charsets.plausibility import wide
from ingest.charsets.signatures import signature_of
from ingest.errors import UnreadableDocument
from ingest.said import said

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
_ESCAPES = re.compile(rb"\x1b[$(][@-Z)$]|~\{[!-w]")
"""The escapes of ISO-2022 and HZ, which switch to another character set within ASCII bytes."""
_SUPERSETS = {
    "iso8859-1": "cp1252", "ascii": "utf-8", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "euc_jp": "euc_jis_2004", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
    "cp950": "big5hkscs", "euc_kr": "cp949", "iso2022_jp": "iso2022_jp_ext", "x-sjis": "cp932", "windows-874": "cp874",
    "unicode-1-1-utf-8": "utf-8", "x-gbk": "gb18030", "windows-31j": "cp932", "macintosh": "mac-roman",
}  # fmt: skip
"""Larger charsets that are meant by these names, as in the WHATWG Encoding Standard: files that declare them contain more."""
_SAMPLE = 100_000
_FEW = 8
"""Up to this number of bytes above ASCII, a text may be valid UTF-8 by accident and hardly contradicts the declared charset."""
_NOTHING = b"\x00 \t\n\r\x0b\x0c"
_STRAY = 1 / 3
"""A text is UTF-8 up to this share of damaged characters above ASCII; in another charset nearly all are damaged."""
_DAMAGED = 0.002
_HIGH = re.compile(rb"[\x80-\xff]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_UNKNOWN = said("charset_unknown", "binary data or a charset that can't be told: save it as UTF-8")


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of bytes, whose format may declare a charset.

    Raises `UnreadableDocument` if they aren't text or their charset can't be detected.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _marked(data, charset)
    if binary := signature_of(data):
        raise UnreadableDocument(said("not_text", "not text: it is {what} in spite of its name", what=binary))
    if not data.strip(_NOTHING):
        return ""
    return _as_declared(data, declared or "") or _escaped(data) or _unicode(data) or _detected(data)


def _marked(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as problem:
        raise UnreadableDocument(
            said("not_its_charset", "says it is {charset} but isn't (byte {n})", charset=charset, n=problem.start)
        ) from problem


def _tried(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def _as_declared(data: bytes, declared: str) -> str | None:
    """Return the text in the declared charset, or None if that is unknown, wrong or less likely than another one."""
    charset = _known(declared)
    if charset is None or charset == "utf-8" or (text := _tried(data, charset)) is None:
        return None  # UTF-8 is tried in any case
    if charset in (*_UNICODE, *ESCAPED):
        return None if _CONTROL.search(text) else text
    few = len(_HIGH.findall(data)) <= _FEW
    if _tried(data, "utf-8") is not None and not (few and charset in DOUBLE):
        return None
    return text if is_likely(_sample(data), charset, few) else None


def _known(declared: str) -> str | None:
    """Return the codec of a declared name if it is a charset; some of Python's other codecs are dangerous."""
    name = declared.strip().lower()
    try:
        name = codecs.lookup(_SUPERSETS.get(name, name)).name
    except (LookupError, ValueError):
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in (*CANDIDATES, *ESCAPED, *_UNICODE) else None


def _escaped(data: bytes) -> str | None:
    opened = (b"\x1b" in data or b"~{" in data) and _ESCAPES.search(data)
    charset = escaped_charset(data) if opened else None
    text = _tried(data, charset) if charset else None
    return text if text and not _CONTROL.search(text) else None


def _unicode(data: bytes) -> str | None:
    text = _tried(data, "utf-8")
    if text is None:
        return wide(data) or _mended(data)
    return (wide(data) if _BINARY.search(data) else None) or text


def _mended(data: bytes) -> str | None:
    """Return the text of UTF-8 with a few damaged characters, else None."""
    text = data.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if text.count("\ufffd") <= _STRAY * foreign else None


def _detected(data: bytes) -> str:
    sample = _sample(data)
    charset = None if _BINARY.search(sample) else likeliest(sample)
    text = data.decode(charset, "replace") if charset else ""
    if not text or text.count("\ufffd") > _DAMAGED * len(text) + 1:
        raise UnreadableDocument(_UNKNOWN)
    return text


def _sample(data: bytes) -> bytes:
    """Return the part that shows the charset, from the first line on that isn't ASCII."""
    first = _HIGH.search(data)
    if first is None:
        return data[:_SAMPLE]
    at = max(data.rfind(b"\n", 0, first.start()) + 1, first.start() - _SAMPLE // 2)
    return data[at : at + _SAMPLE]
