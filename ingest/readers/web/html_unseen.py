"""Takes out of a page's tree what its reader doesn't see."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.css import Attributes, ComputedStyle, StyleSheet, gone, look_of
from ingest.readers.web.html_tree import Steps

_UNSHOWN = frozenset(
    re.findall(
        r"[\w-]+",
        """annotation annotation-xml audio canvas datalist defs desc embed iframe metadata noembed noframes noscript object
    script style template video""",
    )
)
_UNCOUNTED = frozenset(("rp", "rt", "title"))
"""Left out all the same: readings would stand in the middle of the words they are set above; a tooltip is no text."""

_WHOLE = ("html", "body")
"""Pages that hide themselves are shown by their script once they are loaded."""


def remove_unseen(page: LexborHTMLParser) -> int:
    """Remove scripts and hidden text from a page's tree; return how many characters, blanks apart, these and comments had."""
    hidden, doomed = _unseen(page)
    for node in reversed(doomed):
        node.decompose()
    return hidden


def _unseen(page: LexborHTMLParser) -> tuple[int, list[LexborNode]]:
    if page.root is None:
        return 0, []
    sheet, hidden, doomed = _sheet_of(page), 0, list[LexborNode]()
    looks = [ComputedStyle(ground=None) if sheet.paints else ComputedStyle()]
    steps = Steps(page.root.parent or page.root)
    for node, entering in steps:
        if node.is_element_node:
            if not entering:
                looks.pop()
                continue
            look = _look(node, sheet, looks[-1])
            looks.append(look or looks[-1])
            if look is None:
                steps.skip()
                doomed.append(node)
                hidden += _size(node)
        elif node.is_comment_node:
            hidden += _letters(node.comment_content or "")
        elif node.is_text_node and not looks[-1].seen:
            doomed.append(node)
            hidden += _letters(node.text_content or "")
    return hidden, doomed


def _sheet_of(page: LexborHTMLParser) -> StyleSheet:
    sheet = StyleSheet(paints=page.css_first('link[rel~="stylesheet" i]') is not None)
    for style in page.css("style"):
        sheet.add(style.text())
    return sheet


def _look(node: LexborNode, sheet: StyleSheet, around: ComputedStyle) -> ComputedStyle | None:
    """Return how text in an element looks, or None where it isn't shown at all."""
    tag = node.tag or ""
    if tag in _UNSHOWN or tag in _UNCOUNTED:
        return None
    attributes = node.attributes
    declared = sheet.of(tag, attributes) if attributes or sheet.rules else {}
    if tag in _WHOLE:
        return replace(look_of(tag, declared, around), tiny=False, veiled=False)
    if _is_off(tag, attributes):
        return None
    return None if gone(declared) else look_of(tag, declared, around)


def _is_off(tag: str, attributes: Attributes) -> bool:
    if "hidden" in attributes or "popover" in attributes or attributes.get("aria-hidden") == "true":
        return True
    return tag == "dialog" and "open" not in attributes


def _size(node: LexborNode) -> int:
    if node.tag in _UNCOUNTED:
        return 0
    return _letters(node.text()) + sum(_letters(part.text()) for part in node.template_fragments())


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
