"""Takes out of a page's tree what its reader doesn't see."""

import re
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.css import ComputedStyle, faint, gone, look_of
from ingest.readers.web.html_tree import Steps
from ingest.readers.web.stylesheet import Declared, StyleSheet

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
"""Elements of the whole page: a page that hides them shows them by a script once it is loaded."""
_DECORATION = 30
"""Letters of an icon's name or of an arrow."""
_MOST = 0.5
"""Share of a page's letters from which an element that is transparent until a script runs is the page itself."""


@dataclass(slots=True)
class Unseen:
    """Counts letters, blanks apart: all that was left out, and of it what styles and attributes hide rather than the format."""

    letters: int = 0
    hidden: int = 0
    doomed: list[LexborNode] = field(default_factory=list)

    def __add__(self, other: "Unseen") -> "Unseen":
        return Unseen(self.letters + other.letters, self.hidden + other.hidden)


def remove_unseen(page: LexborHTMLParser, sheet: StyleSheet) -> Unseen:
    """Remove scripts and hidden text from a page's tree; return how much these and comments held."""
    if page.root is None:
        return Unseen()
    unseen = _Search(page, sheet).unseen(page.root.parent or page.root)
    for node in reversed(unseen.doomed):
        node.decompose()
    return unseen


class _Search:
    """Looks for what isn't seen. What a script is going to show is seen: it fades in once the page is loaded or scrolled."""

    def __init__(self, page: LexborHTMLParser, sheet: StyleSheet) -> None:
        self._sheet = sheet
        scripts = page.css("script")
        self._scripts = "\n".join(script.text() for script in scripts)
        self._is_scripted = bool(scripts)
        self._size = _letters(page.body.text()) if page.body and scripts else 0

    def unseen(self, root: LexborNode) -> Unseen:
        found = Unseen()
        looks = [ComputedStyle(ground=None) if self._sheet.paints else ComputedStyle()]
        steps = Steps(root)
        for node, entering in steps:
            if node.is_element_node and not entering:
                looks.pop()
            elif node.is_element_node:
                look = self._look(node, looks[-1])
                looks.append(look or looks[-1])
                if look is None:
                    steps.skip()
                    _doom(node, found)
            elif node.is_comment_node:
                found.letters += _letters(node.comment_content or "")
            elif node.is_text_node and not looks[-1].seen:
                found.doomed.append(node)
                found.letters += _letters(node.text_content or "")
                found.hidden += _letters(node.text_content or "")
        return found

    def _look(self, node: LexborNode, around: ComputedStyle) -> ComputedStyle | None:
        """Return how text in an element looks, or None where it isn't shown at all."""
        tag = node.tag or ""
        if tag in _UNSHOWN or tag in _UNCOUNTED:
            return None
        declared = self._sheet.of(node)
        if tag in _WHOLE:
            return replace(look_of(tag, declared, around), tiny=False, veiled=False)
        if _is_off(node) or gone(declared):
            return None
        veiled = faint(declared) or declared.get("visibility") == "hidden"
        if veiled and self._fades_in(node, declared):
            return replace(look_of(tag, declared, around), veiled=False)
        return None if faint(declared) else look_of(tag, declared, around)

    def _fades_in(self, node: LexborNode, declared: Declared) -> bool:
        """Whether a veiled element is one that the page unveils: by a transition, or by a script that names it or has to."""
        if "transition" in declared or "animation" in declared:
            return True
        if not self._is_scripted:
            return False
        attributes = node.attributes
        names = [attributes.get("id") or "", *(attributes.get("class") or "").split()]
        if any(len(name) > 2 and name in self._scripts for name in names):
            return True
        return _letters(node.text()) > _MOST * self._size


def _doom(node: LexborNode, found: Unseen) -> None:
    found.doomed.append(node)
    if node.tag in _UNCOUNTED:
        return
    size = _letters(node.text()) + sum(_letters(part.text()) for part in node.template_fragments())
    found.letters += size
    if node.tag not in _UNSHOWN:
        found.hidden += size


def _is_off(node: LexborNode) -> bool:
    attributes = node.attributes
    if "popover" in attributes or (attributes.get("aria-hidden") == "true" and _is_decoration(node)):
        return True
    return node.tag == "dialog" and "open" not in attributes


def _is_decoration(node: LexborNode) -> bool:
    """Whether what screen readers pass over is an icon or an equation said twice; a page behind an open dialog is neither."""
    return _letters(node.text()) < _DECORATION or (node.parent is not None and node.parent.css_first("math") is not None)


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
