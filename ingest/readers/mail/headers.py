"""Decodes the headers of a message: folded lines, encoded words and bytes without a charset."""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message

from ingest.charsets.decoding import decode
from ingest.errors import UnreadableDocument

_FOLD = re.compile(r"\s*[\r\n]+\s*")


def header(message: Message, name: str) -> str:
    """Return the text of a header in one line, "" if the message doesn't have it."""
    found = (str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    return text_of_header(next(found, ""))


def text_of_header(raw: str) -> str:
    """Return the text of a raw header, with encoded words decoded, and bytes without a charset in the most likely one."""
    line = _FOLD.sub(" ", raw)
    try:
        return "".join(_words(line)).strip()
    except (HeaderParseError, UnreadableDocument, ValueError, LookupError):
        return line.encode("utf-8", "replace").decode("utf-8").strip()


def _words(line: str) -> Iterator[str]:
    for word, charset in decode_header(line):
        if isinstance(word, str):
            yield word if word.isascii() else decode(word.encode("ascii", "surrogateescape"))
        else:
            yield _word(word, charset or "ascii")


def _word(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset)  # a header is too short to detect a charset better than the one that is declared
    except (LookupError, UnicodeDecodeError):
        return decode(content)
