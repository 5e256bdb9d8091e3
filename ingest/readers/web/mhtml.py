"""MHTML: the page in a web archive; the pictures and styles that are stored with it hold no text."""

import email
from email.message import Message

from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.readers.web import html


def read(data: bytes) -> Reading:
    """Return the blocks of the archive's first page."""
    page = _page(data)
    if page is None:
        raise UnreadableDocument("damaged web archive: there is no page in it")
    content = page.get_payload(decode=True)
    return html.parse(html.text_of(content if isinstance(content, bytes) else b"", page.get_content_charset()))


def _page(data: bytes) -> Message | None:
    try:
        parts = email.message_from_bytes(data).walk()
        return next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    except RecursionError as problem:
        raise UnreadableDocument("its parts are nested too deeply") from problem
