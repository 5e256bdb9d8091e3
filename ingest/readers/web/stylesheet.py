"""Applies the style sheets of a page as a browser does: tinycss2 parses the rules, lexbor finds the elements of selectors."""

import re
from collections.abc import Callable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingest.readers.web.css import old_ways
from ingest.readers.web.media import holds
from ingest.readers.web.rules import Declared, Rule, inline, listed, rules_of
from ingest.readers.web.selectors import Selectors

_CHANGING = re.compile(
    r":(?:hover|focus|active|target|visited|before|after|first-l|placeholder|selection|marker|backdrop|-)", re.I
)
"""Pseudo-classes that depend on the visitor, and pseudo-elements."""
_GENERATED = re.compile(r"(?P<selector>.*?)::?(?P<place>before|after)", re.DOTALL | re.IGNORECASE)
"""The selector of text that a style sheet puts before or after the content of elements."""
_ESCAPED = re.compile(r"\\.")
_NEGATED = re.compile(r":(?:is|not|where|has)\(")
_MOST_CSS = 600_000
"""Characters of style sheets that are read, in about three seconds; the sheets of frameworks have half as many."""
_MOST_STEPS = 60_000_000
"""Most selectors times elements, each 10 to 20 ns; selectors beyond it aren't applied."""
_LONGEST_SELECTOR = 300
"""Characters of a selector; longer ones aren't applied."""
_SHOWN_WHEN_FOUND = "until-found"
"""The value of `hidden` for text that a browser searches and then shows, as it does with closed `details`."""
_SHEETS = 'style, link[rel~="stylesheet" i]'
_SHADOWS = "div[shadowrootmode]"
"""Selects the shadow trees of a page, whose style sheets hold within them alone."""
_MOST_SHADED = 500_000
"""Elements of shadow trees, counted once for each tree that they are in, whose own style sheets are kept to them."""

Linked = Callable[[str], str | None]
"""Returns the content of a style sheet by the address that a page links to, None if it isn't available."""


class StyleSheet:
    """The declarations of a page's rules for its elements; `paints` if rules that aren't applied may set a background."""

    def __init__(self, page: LexborHTMLParser, linked: Linked = lambda _: None) -> None:
        self._shadows = _within_shadows(page)
        found = [
            (self._tree(node), _sheet(node, linked)) for node in page.css(_SHEETS) if holds(node.attributes.get("media") or "")
        ]
        self.paints = None in (css for _, css in found)
        self._plain: dict[int, Declared] = {}
        self._important: dict[int, Declared] = {}
        self._generated: dict[tuple[int, str], Declared] = {}
        self._css_left = _MOST_CSS
        self._selectors = Selectors(page)
        for tree in dict.fromkeys(tree for tree, css in found if css):
            self._read(page, "\n".join(css for own, css in found if own == tree and css), tree)

    def _read(self, page: LexborHTMLParser, css: str, tree: int) -> None:
        """Apply the style sheets of the page (0) or of a shadow tree."""
        self.paints |= len(css) > self._css_left
        self._apply(page, list(rules_of(css[: self._css_left])), tree)
        self._css_left = max(0, self._css_left - len(css))

    def _tree(self, node: LexborNode) -> int:
        """Return the shadow tree that an element is in, 0 for the page itself."""
        return self._shadows.get(node.mem_id, 0)

    def of(self, node: LexborNode) -> Declared:
        """Return the declarations of an element from its attributes, rules and `style`, by the priorities of browsers."""
        attributes, key = node.attributes, node.mem_id
        found = dict(old_ways(attributes)) if attributes else {}
        if "hidden" in attributes and attributes["hidden"] != _SHOWN_WHEN_FOUND:
            found["display"] = "none"
        found |= self._plain.get(key, {})
        plain, important = inline(attributes.get("style") or "") if "style" in attributes else ({}, {})
        return found | plain | self._important.get(key, {}) | important

    def beside(self, node: LexborNode, place: str) -> Declared:
        """Return the declarations for the generated text `before` or `after` the content of an element, {} if it has none."""
        return self._generated.get((node.mem_id, place), {})

    @property
    def counts(self) -> bool:
        """Whether a generated text shows a counter."""
        return any("counter" in declared.get("content", "") for declared in self._generated.values())

    @property
    def generates(self) -> bool:
        """Whether there is any generated text."""
        return bool(self._generated)

    def _apply(self, page: LexborHTMLParser, rules: list[Rule], tree: int) -> None:
        each = ((rule, selector) for rule in rules for selector in listed(rule.selectors))
        order = list(islice(each, _MOST_STEPS // max(1, len(page.css("*")))))
        self.paints |= next(each, None) is not None
        important = list[tuple[Rule, list[LexborNode]]]()
        for rule, selector in sorted(order, key=lambda one: (one[0].layer, _weight(one[1]))):
            if found := _GENERATED.fullmatch(selector):
                self._generate(rule, found["selector"] or "*", found["place"].lower(), tree)
                continue
            nodes = self._selected(rule, selector, tree)
            for node in nodes:
                self._plain.setdefault(node.mem_id, {}).update(rule.plain)
            if rule.important:
                important.append((rule, nodes))
        for rule, nodes in sorted(important, key=lambda one: [-place for place in one[0].layer]):
            for node in nodes:
                self._important.setdefault(node.mem_id, {}).update(rule.important)

    def _generate(self, rule: Rule, selector: str, place: str, tree: int) -> None:
        """Note the declarations of a rule for generated text; rules for all elements only reset what others set."""
        if selector != "*":
            for node in self._selected(rule, selector, tree):
                self._generated.setdefault((node.mem_id, place), {}).update(rule.plain | rule.important)

    def _selected(self, rule: Rule, selector: str, tree: int) -> list[LexborNode]:
        try:
            found = self._selectors.select(selector) if _can_match(selector) else None
            if found is not None:
                return [node for node in found if self._tree(node) == tree] if self._shadows else found
        except SelectolaxError:
            pass  # lexbor doesn't know the selector, which then selects nothing
        self.paints |= any(name.startswith("background") for name in (*rule.plain, *rule.important))
        return []


def _within_shadows(page: LexborHTMLParser) -> dict[int, int]:
    """Return the shadow tree of each element that is in one, the innermost, by the ids of both."""
    found, left = dict[int, int](), _MOST_SHADED
    for root in page.css(_SHADOWS):
        inner = root.css("*") if left > 0 else []
        found |= dict.fromkeys((node.mem_id for node in inner), root.mem_id)
        left -= len(inner)
    return found


def _can_match(selector: str) -> bool:
    return len(selector) <= _LONGEST_SELECTOR and not _CHANGING.search(_ESCAPED.sub("", selector))


def _sheet(node: LexborNode, linked: Linked) -> str | None:
    return node.text() if node.tag == "style" else linked(node.attributes.get("href") or "")


def _weight(selector: str) -> tuple[int, int, int]:
    """Return the specificity of a selector: the number of ids, of classes, attributes and pseudo-classes, and of elements."""
    plain = _NEGATED.sub("(", _ESCAPED.sub("x", selector))
    classes = len(re.findall(r"\.[\w-]|\[|(?<!:):(?!:)[\w-]", plain))
    return plain.count("#"), classes, len(re.findall(r"(?:^|[\s>+~(])[a-zA-Z]", plain))
