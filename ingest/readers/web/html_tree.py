"""Parses markup into a tree, after changes that the parser needs, and walks through a tree without recursion."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingest.errors import UnreadableDocument
from ingest.said import said

_VOID = "area base br col embed hr img input link meta param source track wbr"
_LEFT_OPEN = "html head body p li dt dd td th tr thead tbody tfoot colgroup option optgroup rt rp"
_NO_LEVEL = frozenset(f"{_VOID} {_LEFT_OPEN}".split())
"""Elements whose end tag is missing or optional, so that their depth can't be counted by tags."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_EMPTY_TAG = re.compile(rf"<(?!(?:{_VOID.replace(' ', '|')})\b)([a-z][a-z0-9]*)([^<>]*)/>", re.IGNORECASE)
_IS_XML = re.compile(r"<\?xml\b|<html\b[^>]{0,500}\bxmlns\b", re.IGNORECASE)
_TEMPLATE = re.compile(r"<(/?)template\b[^<>]{0,2000}>", re.IGNORECASE)
_SHADOW = re.compile(r"<template\b[^<>]{0,2000}?\bshadowroot(?:mode)?\s*=", re.IGNORECASE)
_MOST_SLOTS = 1_000
FRAMES = "iframe[srcdoc]"
"""Selects the frames whose pages are in the markup."""
_HEAD = 2_000
_DEEP = 500
"""Levels of nesting that are kept; Chromium keeps 512."""
_MANY = 5_000
"""Tags below which nesting isn't checked; lexbor's time grows with tags times depth, to 18 s for 100,000 nested tags."""


class Steps:
    """Iterates over a tree in document order: (element, True), its content, (element, False); (node, True) for other nodes."""

    def __init__(self, root: LexborNode) -> None:
        self._root = root
        self._enters = True

    def skip(self) -> None:
        """Leave out the content of the element that has just been entered."""
        self._enters = False

    def __iter__(self) -> Iterator[tuple[LexborNode, bool]]:
        """Yield the steps; the tree must not change during the iteration."""
        node, level = self._root, 0
        while True:
            self._enters = True
            yield node, True
            if self._enters and (child := node.first_child) is not None:
                node, level = child, level + 1
                continue
            if node.is_element_node:
                yield node, False
            while level and (beside := node.next) is None:
                if (above := node.parent) is None:
                    return
                node, level = above, level - 1
                yield node, False
            if not level or beside is None:
                return
            node = beside


def without_empty_tags(markup: str) -> str:
    """Return XHTML with `<a></a>` for `<a/>`, since an HTML parser takes `<script/>` for a start tag; HTML stays as it is."""
    return _EMPTY_TAG.sub(r"<\1\2></\1>", markup) if _IS_XML.search(markup[:_HEAD]) else markup


def with_shadow_trees(markup: str) -> str:
    """Return markup with `<div>` for the templates of declarative shadow trees, which a browser shows within their hosts."""
    if not _SHADOW.search(markup):
        return markup
    open_templates = list[bool]()

    def shown(tag: re.Match[str]) -> str:
        if not tag[1]:
            open_templates.append(bool(_SHADOW.match(tag[0])))
            return "<div shadowrootmode>" if open_templates[-1] else tag[0]
        return "</div>" if open_templates and open_templates.pop() else tag[0]

    return _TEMPLATE.sub(shown, markup)


def fill_slots(page: LexborHTMLParser) -> None:
    """Move the children of an element with a shadow tree into the slots of the tree, which hold other text without them."""
    for root in page.css("div[shadowrootmode]"):
        beside = [] if root.parent is None else [node for node in root.parent.iter(include_text=True) if node != root]
        for slot in root.css("slot")[:_MOST_SLOTS]:
            name = slot.attributes.get("name") or ""
            given = [node for node in beside if _slot_of(node) == name]
            if any((node.text() if node.is_element_node else node.text_content or "").strip() for node in given):
                _put_into(slot, given)
                beside = [node for node in beside if _slot_of(node) != name]


def _slot_of(node: LexborNode) -> str:
    return (node.attributes.get("slot") or "") if node.is_element_node else ""


def _put_into(slot: LexborNode, nodes: list[LexborNode]) -> None:
    for old in list(slot.iter(include_text=True)):
        old.decompose()
    for node in nodes:
        slot.insert_child(node)  # a copy
        node.decompose()


def tree_of(markup: str) -> LexborHTMLParser:
    """Return the tree of a page; raises `UnreadableDocument` if it is too large for the memory."""
    try:
        return LexborHTMLParser(without_deep_nesting(with_shadow_trees(without_empty_tags(markup))))
    except SelectolaxError as problem:
        raise UnreadableDocument(
            said("page_too_large", "too large a page for the memory that a document may use: split it")
        ) from problem


def without_deep_nesting(markup: str) -> str:
    """Return markup with line breaks for the tags below level 500, so that their text is kept without the nesting."""
    if markup.count("<") < _MANY:
        return markup
    depth = 0

    def flat(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _NO_LEVEL:
            return tag[0]
        depth = max(0, depth + (-1 if tag[1] else 1))
        return tag[0] if depth < _DEEP else "<br"

    return _TAG.sub(flat, markup)
