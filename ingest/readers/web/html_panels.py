"""Finds the hidden parts of a page that a visitor opens: panels of tabs, answers below questions, folded sections."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CONTROLS = "[aria-controls], [data-bs-target], [data-target], [data-bs-toggle][href], [data-toggle][href], [role=tab][href]"
_TARGETS = ("aria-controls", "data-bs-target", "data-target", "href")
"""The attributes by which a button names what it opens."""
_MOST = 5_000
_PANEL = re.compile(
    r"tab-?pane|panel-collapse|collapse|(?:accordion|faq)[\w-]*(?:panel|body|content|collapse|answer)", re.IGNORECASE
)
"""Classes of panels in frameworks."""
_ASIDE = re.compile(
    r"nav|menu|search|modal|cookie|consent|dropdown|popup|overlay|login|drawer|sidebar|offcanvas|tooltip", re.IGNORECASE
)
"""Names of parts that a visitor opens beside the text of a page."""
_ROLES = frozenset(("menu", "menubar", "dialog", "alertdialog", "listbox", "navigation", "search", "tooltip", "combobox"))


class Panels:
    """The panels of a page."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._opened = {
            name.removeprefix("#")
            for button in page.css(_CONTROLS)[:_MOST]
            for attribute in _TARGETS
            for name in (button.attributes.get(attribute) or "").split()
        }

    def opens(self, node: LexborNode) -> bool:
        """Return whether a visitor opens a hidden element, and it is part of the text, not a menu or a dialog."""
        attributes = node.attributes
        name, kinds, role = (attributes.get(key) or "" for key in ("id", "class", "role"))
        is_panel = role == "tabpanel" or name in self._opened or any(map(_PANEL.fullmatch, kinds.split()))
        is_aside = role in _ROLES or node.tag in ("nav", "dialog") or bool(_ASIDE.search(f"{name} {kinds}"))
        return is_panel and not is_aside and node.css_first("nav") is None
