"""Writes into a page's tree what a style sheet shows beyond its text: added signs and words, gaps, and turned letters."""

import re
import unicodedata
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.css import faint, gone
from ingest.readers.web.html_counters import counts_of
from ingest.readers.web.rules import Counts, Declared, words_of
from ingest.readers.web.stylesheet import StyleSheet

_MOST = 50_000
"""Most elements that are looked at; pages with more hold generated data."""
_LONGEST = 60
"""Characters of generated text; longer text is mostly data for scripts."""
_ICONS = re.compile(r"icon|awesome|glyph|symbol|material|dashicons|fontello|typicons", re.IGNORECASE)
"""Fonts whose letters are drawn as pictures."""
_BOXES = frozenset(
    ("inline-block", "inline-flex", "inline-grid", "inline-table", "block", "flex", "grid", "table", "table-cell")
)
"""Values of `display` with which an element is a box of its own."""
_CONTAINERS = frozenset(("flex", "inline-flex", "grid", "inline-grid"))
"""Values of `display` with which each child is a box of its own."""
_SIDES = ("margin", "margin-left", "margin-right", "padding", "padding-left", "padding-right")
_SPACE = re.compile(r"(?<![\w.-])(?:[1-9]|0?\.\d)")
"""A positive length."""
_INLINE = "span, a, b, i, em, strong, small, big, label, button, time, data, code, mark, font, u, s, abbr, cite, q"


def write_generated(page: LexborHTMLParser, sheet: StyleSheet) -> None:
    """Change the tree so that its text nodes hold generated text, blanks between boxes, and turned text in its order."""
    for node in page.css(_INLINE)[:_MOST]:
        _write_place(node, sheet.of(node), sheet)
    for node in page.css('bdo[dir="rtl" i]')[:_MOST]:
        _turn(node)
    counts = counts_of(page, sheet)
    for node in page.css("*")[:_MOST] if sheet.generates else ():
        for place in ("before", "after"):
            text = _generated(sheet.beside(node, place), node, counts.get((node.mem_id, place), {}))
            if text.strip() and not _says(node, place, text):
                _put(node, place, text)


def _write_place(node: LexborNode, declared: Declared, sheet: StyleSheet) -> None:
    if _is_box(node, declared, sheet):
        _set_apart(node, str.isalnum)
    elif any(_SPACE.search(declared.get(side, "")) for side in _SIDES):
        _set_apart(node, str.isdecimal)  # a part of a word may be marked with a margin
    if declared.get("direction") == "rtl" and declared.get("unicode-bidi", "").endswith("bidi-override"):
        _turn(node)


def _is_box(node: LexborNode, declared: Declared, sheet: StyleSheet) -> bool:
    if declared.get("display") in _BOXES or declared.get("float") in ("left", "right"):
        return True
    return node.parent is not None and sheet.of(node.parent).get("display") in _CONTAINERS


def _set_apart(node: LexborNode, joins: Callable[[str], bool]) -> None:
    """Put blanks between an element and the text beside it if `joins` holds for the signs at the border of both.

    Letters that are boxes of their own stay a word.
    """
    text = node.text()
    if len(text.strip()) < 2 or text != text.strip():
        return
    before, after = _text(node.prev), _text(node.next)
    if len(before) > 1 and joins(before[-1]) and joins(text[0]):
        node.insert_before(" ")
    if len(after) > 1 and joins(after[0]) and joins(text[-1]):
        node.insert_after(" ")


def _text(node: LexborNode | None) -> str:
    return "" if node is None else (node.text_content or "") if node.is_text_node else node.text()


def _turn(node: LexborNode) -> None:
    """Reverse text whose letters a page stores backwards, as some do with addresses of mail."""
    text = node.text()
    if text.strip() and not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text):
        node.replace_with(text[::-1])


def _generated(declared: Declared, node: LexborNode, counts: Counts) -> str:
    """Return the text of `content`: its strings, attributes and counters; "" if it is hidden or a picture of an icon font."""
    content = declared.get("content", "")
    if not content or gone(declared) or faint(declared) or declared.get("visibility") == "hidden":
        return ""
    if _ICONS.search(declared.get("font-family", "") + declared.get("font", "")):
        return ""
    text = "".join(words_of(content, node.attributes, counts))
    return text if len(text) <= _LONGEST and all(char.isprintable() for char in text) else ""


def _says(node: LexborNode, place: str, text: str) -> bool:
    """Whether the content of an element begins or ends with a text already, as where a style serves readers of old pages."""
    said = node.text().strip()
    return said.startswith(text.strip()) if place == "before" else said.endswith(text.strip())


def _put(node: LexborNode, place: str, text: str) -> None:
    inner = node.first_child if place == "before" else node.last_child
    if inner is None:
        node.insert_child(text)
    elif place == "before":
        inner.insert_before(text)
    else:
        inner.insert_after(text)
