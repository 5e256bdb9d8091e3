"""Reads MHTML: the first page of a web archive, with the style sheets that the archive holds."""

import email
from collections.abc import Iterator
from email.message import Message
from urllib.parse import urljoin

from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.readers.mail.headers import header
from ingest.readers.mail.parts import payload
from ingest.readers.web import html
from ingest.said import said

_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes) -> Reading:
    """Return the blocks of the archive's first page; raises `UnreadableDocument` if there is no page in it."""
    parts = _parts(data)
    page = next((part for part in parts if part.get_content_type() in _PAGES), None)
    if page is None:
        raise UnreadableDocument(said("web_archive_empty", "damaged web archive: there is no page in it"))
    sheets = dict(_sheets(parts))
    beside = header(page, "Content-Location")
    markup = html.text_of(payload(page), page.get_content_charset())
    return html.parse(markup, linked=lambda link: sheets.get(_address(beside, link)) or sheets.get(link))


def _sheets(parts: list[Message]) -> Iterator[tuple[str, str]]:
    """Yield (address, content) of each style sheet, by its web address and by its content id in the archive."""
    for part in parts:
        if part.get_content_type() == "text/css":
            css = payload(part).decode(errors="replace")
            yield header(part, "Content-Location"), css
            yield f"cid:{header(part, 'Content-ID').strip('<>')}", css


def _address(beside: str, link: str) -> str:
    """Return the absolute address of a link on the page at `beside`, the link itself if it is malformed."""
    try:
        return urljoin(beside, link)
    except ValueError:
        return link


def _parts(data: bytes) -> list[Message]:
    try:
        return list(email.message_from_bytes(data).walk())
    except RecursionError as problem:
        raise UnreadableDocument(said("parts_nested", "its parts are nested too deeply")) from problem
