"""Parses untrusted XML by lxml: no document types, entities or network, and the limits of libxml2 on depth and length."""

import io
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree
from lxml.html import defs

from ingest.errors import UnreadableDocument
from ingest.said import said

HTML_TAGS: frozenset[str] = defs.tags
"""The names of the elements of HTML."""

Element: TypeAlias = etree._Element
_DOCTYPES = tuple("<!DOCTYPE".encode(charset) for charset in ("utf-8", "utf-16-le", "utf-16-be"))


def parse_xml(data: bytes) -> tuple[Element | None, bool]:
    """Return the root, None if there is none, and whether all of it was read; raises `UnreadableDocument` for a DOCTYPE."""
    _refuse_doctype(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None, False
    return root, not parser.error_log.filter_from_fatals()


class XmlStream:
    """Yields the elements with some tags as they end, up to any damage, after which `whole` is false.

    An element is emptied when the next is asked for. Raises `UnreadableDocument` for a DOCTYPE.
    """

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
    """Return a new element, appended to its parent if one is given."""
    return etree.Element(tag) if parent is None else etree.SubElement(parent, tag)


def markup_of(element: Element) -> bytes:
    """Return an element with its content as XML, without the text after it."""
    return etree.tostring(element, with_tail=False)


def unwrap(root: Element, tag: str) -> None:
    """Replace the elements with a tag, `{namespace}*` for all of a namespace, by their content."""
    etree.strip_tags(root, tag)


def local(element: Element) -> str:
    """Return an element's tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _refuse_doctype(data: bytes) -> None:
    if any(mark in data for mark in _DOCTYPES):
        raise UnreadableDocument(
            said("declares_type", "damaged: its XML declares a document type, which no office program writes")
        )
