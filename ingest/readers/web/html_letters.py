"""Writes superscripts, subscripts and characters of symbol fonts in a page's tree as Unicode characters."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.shared.raised import lowered, raised
from ingest.readers.shared.symbol_fonts import is_symbol_font, shown
from ingest.readers.web.html_tree import Steps
from ingest.readers.web.rules import Declared
from ingest.readers.web.stylesheet import StyleSheet

_MOST = 50_000
"""Most elements of a kind that are looked at; pages with more hold generated data."""
_LONGEST_RAISED = 40
"""Characters of a superscript or subscript; longer text is mostly ordinary text in small type."""
_TAGS = {"sup": "super", "sub": "sub"}
_STYLED = "span, font, i, b, em, strong, small, big, a, p, td, li"
"""Elements whose styles are looked at."""
_NOTE_MARKS = 'a[epub\\:type~="noteref"], a[role~="doc-noteref"]'
"""Links to footnotes, whose numbers books raise."""
_INLINE = frozenset(("span", "font", "i", "b", "em", "strong", "small", "big", "a"))
_SIZED_FONT = re.compile(r"(?:^|\s)[\d.]+[a-z%]*(?:\s*/\s*\S+)?\s+(.+)")
"""The `font` of CSS: size and line height come before the families."""
_PLACES = {"super": "super", "text-top": "super", "sub": "sub", "text-bottom": "sub"}


def write_letters(page: LexborHTMLParser, sheet: StyleSheet) -> None:
    """Replace the text of elements in symbol fonts, and of superscripts and subscripts."""
    placed = list[tuple[LexborNode, str]]()
    for node in page.css(_STYLED)[:_MOST]:
        declared = sheet.of(node)
        if is_symbol_font(font := _font(node, declared)):
            _write_signs(node, font, sheet)
        place = _PLACES.get(declared.get("vertical-align", ""))
        if place and node.tag in _INLINE and not _holds_or_is_in_raised(node):
            placed.append((node, place))
    placed += ((node, "super") for node in page.css(_NOTE_MARKS)[:_MOST] if _is_bare_number(node))
    placed += ((node, _TAGS[node.tag or ""]) for node in page.css("sup, sub")[:_MOST])
    for node, place in reversed(placed):  # inner elements come after outer ones
        text = node.text()
        if text.strip() and len(text) <= _LONGEST_RAISED:
            node.replace_with(raised(text, _before(node)) if place == "super" else lowered(text))


def _is_bare_number(node: LexborNode) -> bool:
    return node.text().strip().isdecimal() and not _holds_or_is_in_raised(node)


def _font(node: LexborNode, declared: Declared) -> str:
    """Return the first font that an element asks for, "" if it asks for none."""
    sized = _SIZED_FONT.search(declared.get("font", ""))
    families = declared.get("font-family") or (sized[1] if sized else node.attributes.get("face")) or ""
    return families.split(",")[0].strip(" \"'")


def _write_signs(node: LexborNode, font: str, sheet: StyleSheet) -> None:
    texts, steps = list[LexborNode](), Steps(node)
    for inner, entering in steps:
        if inner.is_text_node:
            texts.append(inner)
        elif entering and inner.mem_id != node.mem_id and _font(inner, sheet.of(inner)):
            steps.skip()  # it has a font of its own
    for text in texts:
        text.replace_with(shown(text.text_content or "", font))


def _holds_or_is_in_raised(node: LexborNode) -> bool:
    above = node.parent
    inside = above is not None and (above.tag in _TAGS or (above.parent is not None and above.parent.tag in _TAGS))
    return inside or node.css_first("sup, sub") is not None


def _before(node: LexborNode) -> str:
    beside = node.prev
    if beside is None:
        return ""
    return (beside.text_content if beside.is_text_node else beside.text()) or ""
