"""Writes into a page's tree what a browser shows without text: list numbers, superscripts, equations, addresses of links."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.shared.links import leads_to
from ingest.readers.shared.numerals import numeral
from ingest.readers.web.html_equations import write_equation
from ingest.readers.web.html_forms import write_forms
from ingest.readers.web.html_generated import write_generated
from ingest.readers.web.html_letters import write_letters
from ingest.readers.web.html_tree import Steps
from ingest.readers.web.rules import FORMS
from ingest.readers.web.stylesheet import StyleSheet

_MOST = 50_000
"""Most elements of a kind that are written; pages with more hold generated data."""
_NUMBERED = re.compile(r"\s*\(?(?:\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]\s")
"""A number that is part of the text of a list item."""
_UNNUMBERED = ("none", "disc", "circle", "square")
_BESIDE = frozenset(("nav", "footer", "header", "aside"))
"""Elements whose links mostly lead to other pages of the site, and whose lists are menus."""
_SITE = ('link[rel~="canonical" i]', 'meta[property="og:url" i]', "base[href]")
_HOST = re.compile(r"https?://(?:www\.)?([^/?#\s]+)", re.IGNORECASE)


def write_out(page: LexborHTMLParser, sheet: StyleSheet) -> None:
    """Change the tree so that its text nodes contain all that a reader sees."""
    _write_equations(page)
    write_forms(page)
    _write_numbers(page, sheet)
    write_generated(page, sheet)
    write_letters(page, sheet)
    _write_links(page)


def _write_equations(page: LexborHTMLParser) -> None:
    for node in page.css("math")[:_MOST]:
        write_equation(node, node)


def _write_links(page: LexborHTMLParser) -> None:
    own = _own_host(page)
    for node in page.css("a[href]")[:_MOST]:
        target = node.attributes.get("href") or ""
        host = _HOST.match(target)
        if host and (host[1].casefold() == own or _is_beside(node)):
            continue
        if address := leads_to(node.text(), target.strip()):
            node.insert_after(address)


def _own_host(page: LexborHTMLParser) -> str:
    """Return the host of the address that a page names as its own, in lower case; "" if it names none."""
    for selector in _SITE:
        found = page.css_first(selector)
        named = found.attributes.get("href") or found.attributes.get("content") or "" if found else ""
        if host := _HOST.match(named):
            return host[1].casefold()
    return ""


def _is_beside(node: LexborNode) -> bool:
    above = node.parent
    while above is not None:
        if above.tag in _BESIDE:
            return True
        above = above.parent
    return False


def _write_numbers(page: LexborHTMLParser, sheet: StyleSheet) -> None:
    for node in page.css("ol")[:_MOST]:
        form = _form(node, sheet)
        if form and not _is_beside(node):
            for item, number in _numbers(node):
                if (text := _first_text(item)) and not _NUMBERED.match(text.text_content or ""):
                    text.replace_with(f"{numeral(number, form)}. {(text.text_content or '').lstrip()}")


def _form(node: LexborNode, sheet: StyleSheet) -> str:
    """Return the form of a list's numbers, as `numeral` takes it; "" if the list has bullets or no markers."""
    declared = sheet.of(node)
    words = f"{declared.get('list-style', '')} {declared.get('list-style-type', '')}".split()
    if any(word in _UNNUMBERED for word in words):
        return ""
    given = node.attributes.get("type") or ""
    return next((FORMS[word] for word in words if word in FORMS), given if given in ("1", "a", "A", "i", "I") else "1")


def _numbers(node: LexborNode) -> Iterator[tuple[LexborNode, int]]:
    items = [child for child in node.iter() if child.tag == "li"]
    backwards = "reversed" in node.attributes
    number = _integer(node.attributes.get("start"), len(items) if backwards else 1)
    for item in items:
        number = _integer(item.attributes.get("value"), number)
        yield item, number
        number += -1 if backwards else 1


def _integer(value: str | None, default: int) -> int:
    text = (value or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 8 else default


def _first_text(item: LexborNode) -> LexborNode | None:
    """Return the first text node of an item, None if a list or table within the item comes before any text."""
    for node, _ in Steps(item):
        if node.tag in ("ol", "ul", "table"):
            return None
        if node.is_text_node and (node.text_content or "").strip():
            return node
    return None
