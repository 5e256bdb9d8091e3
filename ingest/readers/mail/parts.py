"""Inspects the parts of a message: their content, the fuller one of two alternatives, and the names of attachments."""

import re
from collections import Counter
from email.message import Message
from pathlib import PurePosixPath

from ingest.charsets.decoding import decode
from ingest.errors import UnreadableDocument
from ingest.files.names import suffix_of
from ingest.readers import READERS
from ingest.readers.mail.headers import text_of_header
from ingest.readers.shared.attachments import shown_name
from ingest.readers.shared.compressed import split_suffix
from ingest.readers.web import html

_STUB = 0.6
"""Share of the words of a message's HTML that are in its plain text, below which the HTML is read instead."""
_OTHER = 0.3
"""That share, below which the two say different things."""
_PARAMETER = re.compile(r"<param>[^<]{0,500}</param>", re.IGNORECASE)
_COMMAND = re.compile(r"<<|</?[A-Za-z][A-Za-z0-9-]{0,59}>")
_WORD = re.compile(r"\w+")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OASIS = "application/vnd.oasis.opendocument"
_SUFFIXES = {
    "application/pdf": ".pdf", "application/rtf": ".rtf", "text/rtf": ".rtf", "application/epub+zip": ".epub",
    f"{_OFFICE}.wordprocessingml.document": ".docx", f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OFFICE}.presentationml.presentation": ".pptx", "application/msword": ".doc", "application/vnd.ms-excel": ".xls",
    f"{_OASIS}.text": ".odt", f"{_OASIS}.spreadsheet": ".ods", f"{_OASIS}.presentation": ".odp",
    "text/plain": ".txt", "text/html": ".html", "text/csv": ".csv", "text/markdown": ".md", "text/calendar": ".ics",
    "text/vcard": ".vcf", "text/xml": ".xml", "application/xml": ".xml", "application/json": ".json",
}  # fmt: skip
"""Suffixes of media types (registered by IANA), for attachments whose names have none."""


def payload(part: Message) -> bytes:
    """Return the decoded bytes of a part, b"" for a part that holds other parts."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def name_of(part: Message) -> str:
    """Return the name of an attachment; one without a suffix gets that of its media type."""
    name = shown_name(text_of_header(part.get_filename() or "") or part.get_content_type())
    return name if suffix_of(PurePosixPath(name)) else f"{name}{_SUFFIXES.get(part.get_content_type(), '')}"


def is_document(name: str) -> bool:
    """Return whether an attachment is read: its suffix has a reader, and isn't one of source code or configuration."""
    return READERS.get(split_suffix(suffix_of(PurePosixPath(name)))[0], "code") != "code"


def holds_text(part: Message) -> bool:
    """Return whether a part is HTML or holds other parts."""
    return part.is_multipart() or part.get_content_type() == "text/html"


def root_of(related: Message, inner: list[Message]) -> Message | None:
    """Return the root of a multipart/related: the part that it names (RFC 2387), else the first with text, else the first.

    It is None if there are no parts.
    """
    start = str(related.get_param("start") or "")
    named = (part for part in inner if start and part.get("Content-ID", "").strip() == start)
    texts = (part for part in inner if part.is_multipart() or part.get_content_maintype() == "text")
    return next(named, None) or next(texts, None) or (inner[0] if inner else None)


def fuller(plain: Message, rich: Message) -> list[Message]:
    """Return the alternative of a message to read: the plain text, or the HTML if less than 60 % of its words are in that one.

    If the plain text has as many words all the same, and few of the HTML's, the two say different things, and both are read.
    """
    said, shown = words_of(plain), words_of(rich)
    share = (shown & said).total() / max(1, shown.total())
    if shown.total() > said.total() and share < _STUB:
        return [rich]
    return [plain, rich] if shown and share < _OTHER else [plain]


def out_of_enriched(text: str) -> str:
    """Return text in the form of RFC 1896 without its commands."""
    return _COMMAND.sub(lambda found: "<" if found[0] == "<<" else "", _PARAMETER.sub("", text))


def words_of(part: Message) -> Counter[str]:
    """Return the words of an alternative of a message, in lower case with their counts."""
    for inner in part.walk():
        kind, charset = inner.get_content_type(), inner.get_content_charset()
        try:
            if kind == "text/html":
                page = html.parse(html.text_of(payload(inner), charset), titled=False)
                return Counter(word for block in page.blocks for word in _WORD.findall(block.text.casefold()))
            if kind == "text/plain":
                return Counter(_WORD.findall(decode(payload(inner), charset).casefold()))
        except UnreadableDocument:
            return Counter()
    return Counter()
