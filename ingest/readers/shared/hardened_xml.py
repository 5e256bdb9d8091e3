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
    return root, not parser.error_log.filter_from_fatals()


class XmlStream:
    """Yields the elements of some tags as they end, up to any damage; each is emptied when the next is asked for."""

    def __init__(self, data: bytes, *tags: str) -> None:
        _refuse_doctype(data)
        self.whole = True
        self._events = etree.iterparse(
            io.BytesIO(data),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            recover=True,
            remove_comments=True,
        )

    def __iter__(self) -> Iterator[Element]:
        try:
            for _, element in self._events:
                yield element
                element.clear()
                while element.getprevious() is not None and (parent := element.getparent()) is not None:
                    del parent[0]
        except etree.XMLSyntaxError:
            self.whole = False
        self.whole = self.whole and not self._events.error_log.filter_from_fatals()


def new_element(tag: str, parent: Element | None = None) -> Element:
    """Return a new element, the last in its parent where there is one."""
    return etree.Element(tag) if parent is None else etree.SubElement(parent, tag)


def local(element: Element) -> str:
    """Return an element's tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _refuse_doctype(data: bytes) -> None:
    if any(mark in data for mark in _DOCTYPES):
        raise UnreadableDocument("damaged: its XML declares a document type, which no office program writes")
