"""Removes the text from a page's tree that a browser doesn't show."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.css import ComputedStyle, faint, gone, look_of
from ingest.readers.web.html_panels import Panels
from ingest.readers.web.html_tree import FRAMES, Steps, tree_of
from ingest.readers.web.rules import Declared
from ingest.readers.web.stylesheet import StyleSheet

_UNSHOWN = frozenset(
    re.findall(
        r"[\w-]+",
        """annotation annotation-xml audio canvas datalist defs desc embed iframe metadata noembed noframes noscript object
    script style template video""",
    )
)
_UNCOUNTED = frozenset(("rp", "rt", "title"))
"""Elements that are removed without being counted: readings (ruby text), which would split the words below them, and titles."""
_WHOLE = ("html", "body")
"""Elements of the whole page; if a page hides them, a script shows them once the page is loaded."""
_DECORATION = 30
"""Letters below which `aria-hidden` text is the name of an icon or the like."""
_PAGE_NUMBER = 12
"""Letters up to which the text of an element that marks the beginning of a printed page is the page's number."""
_MOST = 0.5
"""Share of a page's letters from which a hidden element of a page with scripts counts as the page itself, shown by a script."""
_TRANSITIONS = ("transition", "transition-property", "animation", "animation-name")
_SCROLLED = frozenset(
    ("data-aos", "data-sal", "data-sr-id", "data-w-id", "data-framer-appear-id", "data-scroll", "data-animate", "data-reveal")
)
_SCROLLED_CLASS = re.compile(
    r"wow|reveal|scroll-?reveal|load-hidden|elementor-invisible|et-waypoint|animate__animated|animated"
)
"""Marks by which AOS, Sal, ScrollReveal, Webflow, Framer, Locomotive, WOW, Elementor, Divi and animate.css find elements."""
_FADES = re.compile(
    r"(?:(?:js|is|will|on|anim|animate)[-_])*fade(?:[-_]?in)?(?:[-_]?(?:up|down|left|right|on|scroll))*", re.IGNORECASE
)
"""Classes of elements that fade in."""


@dataclass(slots=True)
class Unseen:
    """What is left out of a page, in characters without white space.

    `letters` counts all of it, with comments and scripts, `hidden` what styles and attributes hide. `doomed` are the nodes.
    """

    letters: int = 0
    hidden: int = 0
    doomed: list[LexborNode] = field(default_factory=list)

    def __add__(self, other: "Unseen") -> "Unseen":
        return Unseen(self.letters + other.letters, self.hidden + other.hidden)


def remove_unseen(page: LexborHTMLParser, sheet: StyleSheet) -> Unseen:
    """Remove scripts and hidden text from a page's tree, and return how much these and the comments hold.

    Frames that are visible stay, for `show_frames`.
    """
    if page.root is None:
        return Unseen()
    unseen = _Search(page, sheet).unseen(page.root.parent or page.root)
    for node in reversed(unseen.doomed):
        node.decompose()
    return unseen


class _Search:
    """Searches for hidden text; text that fades in by a script or a transition once the page is loaded counts as visible."""

    def __init__(self, page: LexborHTMLParser, sheet: StyleSheet) -> None:
        self._sheet = sheet
        scripts = page.css("script")
        self._scripts = "\n".join(script.text() for script in scripts)
        self._is_scripted = bool(scripts)
        self._size = _letters(page.body.text()) if page.body and scripts else 0
        self._with_equations = _around_equations(page)
        self._panels = Panels(page)

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
        """Return how the text in an element looks, None if the element isn't shown."""
        tag = node.tag or ""
        is_frame = tag == "iframe" and "srcdoc" in node.attributes
        if tag in _UNCOUNTED or (tag in _UNSHOWN and not is_frame):
            return None
        declared = self._sheet.of(node)
        if tag in _WHOLE:
            return replace(look_of(tag, declared, around), tiny=False, veiled=False)
        if self._is_off(node) or gone(declared):
            return around if _is_said_aloud(node, declared) or self._panels.opens(node) else None
        veiled = faint(declared) or declared.get("visibility") == "hidden"
        if veiled and self._fades_in(node, declared):
            return replace(look_of(tag, declared, around), veiled=False)
        look = None if faint(declared) else look_of(tag, declared, around)
        return None if is_frame and look and look.veiled else look

    def _is_off(self, node: LexborNode) -> bool:
        attributes = node.attributes
        if (
            "popover" in attributes
            or (_marks_page(attributes) and _letters(node.text()) <= _PAGE_NUMBER)
            or (attributes.get("aria-hidden") == "true" and self._is_decoration(node))
        ):
            return True
        return node.tag == "dialog" and "open" not in attributes

    def _is_decoration(self, node: LexborNode) -> bool:
        """Whether an element with `aria-hidden` is an icon or the second form of an equation, not the page behind a dialog."""
        above = node.parent
        return _letters(node.text()) < _DECORATION or (above is not None and above.mem_id in self._with_equations)

    def _fades_in(self, node: LexborNode, declared: Declared) -> bool:
        """Whether a page shows a hidden element later: by a transition, or by a script.

        It is by a script if a class names the fading (in pages saved without their scripts), if a script contains the element's
        id or a class of it, if the element is marked for a library that shows what is scrolled into sight, or if it holds most
        of the page.
        """
        if not declared.keys().isdisjoint(_TRANSITIONS):
            return True
        attributes = node.attributes
        names = [attributes.get("id") or "", *(attributes.get("class") or "").split()]
        if any(map(_FADES.fullmatch, names)):
            return True
        if not self._is_scripted:
            return False
        if any(len(name) > 2 and name in self._scripts for name in names):
            return True
        if not attributes.keys().isdisjoint(_SCROLLED) or any(map(_SCROLLED_CLASS.fullmatch, names)):
            return True
        return _letters(node.text()) > _MOST * self._size


def _marks_page(attributes: Mapping[str, str | None]) -> bool:
    """Return whether an element marks where a page of the printed book begins; its number isn't part of the sentence."""
    kinds = f"{attributes.get('epub:type') or ''} {attributes.get('role') or ''}".split()
    return "pagebreak" in kinds or "doc-pagebreak" in kinds


def _is_said_aloud(node: LexborNode, declared: Declared) -> bool:
    """Whether a hidden element is the form for screen readers of what is shown beside it, as $12.99 of $, 12 and 99."""
    own = _signs(node.text())
    attributes = node.attributes
    if attributes.get("aria-hidden") == "true" or declared.get("display") == "none" or "hidden" in attributes:
        return False
    if not own or len(own) >= _DECORATION:
        return False
    beside = (one for one in (node.next, node.prev) if one is not None and one.is_element_node)
    return any(one.attributes.get("aria-hidden") == "true" and _signs(one.text()) == own for one in beside)


def _signs(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _doom(node: LexborNode, found: Unseen) -> None:
    found.doomed.append(node)
    if node.tag in _UNCOUNTED:
        return
    size = _letters(node.text()) + sum(_letters(part.text()) for part in node.template_fragments())
    framed = sum(map(_letters_of_frame, node.css(FRAMES)))
    found.letters += size + framed
    found.hidden += framed if node.tag in _UNSHOWN else size + framed


def _letters_of_frame(frame: LexborNode) -> int:
    page = tree_of(frame.attributes["srcdoc"] or "")
    page.strip_tags(["script", "style", "template"])
    return _letters(page.body.text()) if page.body else 0


def _around_equations(page: LexborHTMLParser) -> set[int]:
    """Return the equations of a page and the elements that contain one, by their ids; one pass serves all of them."""
    found = set[int]()
    for equation in page.css("math"):
        node: LexborNode | None = equation
        while node is not None and node.mem_id not in found:
            found.add(node.mem_id)
            node = node.parent
    return found


def _letters(text: str) -> int:
    return sum(map(len, text.split()))
