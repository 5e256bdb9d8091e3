"""XML from strangers by lxml: no document type, no entity, no network, no tree deeper or text longer than libxml2's limits."""

import io
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from ingest.errors import UnreadableDocument

Element: TypeAlias = etree._Element
_DOCTYPES = tuple("<!DOCTYPE".encode(charset) for charset in ("utf-8", "utf-16-le", "utf-16-be"))


def parse_xml(data: bytes) -> tuple[Element | None, bool]:
    """Return the root, None if there is none, and whether all of it could be read; raises `UnreadableDocument` on a DOCTYPE."""
    _refuse_doctype(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not parser.error_log.filter_from_errors()


def stream_xml(data: bytes, *tags: str) -> Iterator[Element]:
    """Yield the elements of some tags as they end, up to any damage; each is emptied when the next is asked for."""
    _refuse_doctype(data)
    events = etree.iterparse(
        io.BytesIO(data), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True
    )
    try:
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None and (parent := element.getparent()) is not None:
                del parent[0]
    except etree.XMLSyntaxError:
        return


def local(element: Element) -> str:
    """Return an element's tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _refuse_doctype(data: bytes) -> None:
    if any(mark in data for mark in _DOCTYPES):
        raise UnreadableDocument("damaged: its XML declares a document type, which no office program writes")
