"""Applies the style sheets of a page as a browser does: tinycss2 parses the rules, lexbor finds the elements of selectors."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError
from tinycss2.ast import AtRule

from ingest.readers.web.css import old_ways
from ingest.readers.web.media import holds

_FOLLOWED = frozenset(
    re.findall(
        r"[\w-]+",
        """display content-visibility opacity clip clip-path transform left top right bottom text-indent margin-left margin-top
    overflow height width max-height max-width color background background-color background-image font-size visibility
    transition transition-property animation animation-name list-style list-style-type vertical-align font font-family content
    float direction unicode-bidi margin margin-right padding padding-left padding-right""",
    )
)
"""The properties that decide whether text is visible, what stands before and after it, and how it is placed."""
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
_MOST_MATCHES = 5_000_000
"""Most elements that selectors find, in about two seconds; selectors beyond it aren't applied."""
_LONGEST_SELECTOR = 300
"""Characters of a selector; longer ones aren't applied."""
_VALUE = 200
"""Characters of a value that are kept."""
_SHOWN_WHEN_FOUND = "until-found"
"""The value of `hidden` for text that a browser searches and then shows, as it does with closed `details`."""
_SHEETS = 'style, link[rel~="stylesheet" i]'
_NESTED = ("media", "supports", "layer")
_DEEPEST = 10

Declared = dict[str, str]
Linked = Callable[[str], str | None]
"""Returns the content of a style sheet by the address that a page links to, None if it isn't available."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """The selectors of a rule, its `important` and its other declarations; rules in a layer have lower priority."""

    selectors: str
    plain: Declared
    important: Declared
    layered: bool


class StyleSheet:
    """The declarations of a page's rules for its elements; `paints` if rules that aren't applied may set a background."""

    def __init__(self, page: LexborHTMLParser, linked: Linked = lambda _: None) -> None:
        found = [_sheet(node, linked) for node in page.css(_SHEETS) if holds(node.attributes.get("media") or "")]
        css = "\n".join(filter(None, found))
        self.paints = len(css) > _MOST_CSS or None in found
        self._plain: dict[int, Declared] = {}
        self._important: dict[int, Declared] = {}
        self._generated: dict[tuple[int, str], Declared] = {}
        self._matches_left = _MOST_MATCHES
        if css:
            self._apply(page, list(_rules(tinycss2.parse_stylesheet(css[:_MOST_CSS], True, True), False, 0)))

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
    def generates(self) -> bool:
        """Whether there is any generated text."""
        return bool(self._generated)

    def _apply(self, page: LexborHTMLParser, rules: list[_Rule]) -> None:
        each = ((rule, selector) for rule in rules for selector in _listed(rule.selectors))
        order = list(islice(each, _MOST_STEPS // max(1, len(page.css("*")))))
        self.paints |= next(each, None) is not None
        for rule, selector in sorted(order, key=lambda one: (not one[0].layered, _weight(one[1]))):
            if found := _GENERATED.fullmatch(selector):
                self._generate(page, rule, found["selector"] or "*", found["place"].lower())
                continue
            for node in self._selected(page, rule, selector):
                self._plain.setdefault(node.mem_id, {}).update(rule.plain)
                self._important.setdefault(node.mem_id, {}).update(rule.important)

    def _generate(self, page: LexborHTMLParser, rule: _Rule, selector: str, place: str) -> None:
        """Note the declarations of a rule for generated text; rules for all elements only reset what others set."""
        if selector != "*":
            for node in self._selected(page, rule, selector):
                self._generated.setdefault((node.mem_id, place), {}).update(rule.plain | rule.important)

    def _selected(self, page: LexborHTMLParser, rule: _Rule, selector: str) -> list[LexborNode]:
        try:
            if self._matches_left > 0 and _can_match(selector):
                found = page.css(selector)
                self._matches_left -= len(found)
                return found
        except SelectolaxError:
            pass  # lexbor doesn't know the selector, which then selects nothing
        self.paints |= any(name.startswith("background") for name in (*rule.plain, *rule.important))
        return []


def _can_match(selector: str) -> bool:
    return len(selector) <= _LONGEST_SELECTOR and not _CHANGING.search(_ESCAPED.sub("", selector))


def _sheet(node: LexborNode, linked: Linked) -> str | None:
    return node.text() if node.tag == "style" else linked(node.attributes.get("href") or "")


def inline(css: str) -> tuple[Declared, Declared]:
    """Return the declarations of a style attribute in lower case: those without and those with `!important`."""
    return _declared(tinycss2.parse_blocks_contents(css[: _VALUE * 10], skip_comments=True, skip_whitespace=True))


def words_of(content: str, node: LexborNode) -> Iterator[str]:
    """Yield the strings in a value of `content`, and the attributes of an element that it names.

    What follows a slash is the form for screen readers (W3C, CSS Generated Content).
    """
    for token in tinycss2.parse_component_value_list(content, skip_comments=True):
        if token == "/":
            return
        if token.type == "string":
            yield token.value
        elif token.type == "function" and token.lower_name == "attr":
            yield node.attributes.get(tinycss2.serialize(token.arguments).strip()) or ""


def _rules(nodes: Iterable[Any], layered: bool, depth: int, within: str = "") -> Iterator[_Rule]:
    """Yield the rules of a sheet; `within` is the selector of the enclosing rule (W3C, CSS Nesting), "" outside of rules."""
    for node in nodes if depth < _DEEPEST else ():
        if node.type == "qualified-rule":
            selectors = _nested(tinycss2.serialize(node.prelude).strip(), within)
            if len(selectors) <= _LONGEST_SELECTOR:
                yield from _contents(tinycss2.parse_blocks_contents(node.content, True, True), layered, depth, selectors)
            elif not within:
                yield _Rule(selectors, *_declared(tinycss2.parse_blocks_contents(node.content, True, True)), layered)
        elif node.type == "at-rule" and node.content is not None and _applies(node):
            inner_layered = layered or node.lower_at_keyword == "layer"
            root = _nested(_scope(node), within) if node.lower_at_keyword == "scope" else within
            if len(root) > _LONGEST_SELECTOR:  # each level of scopes may repeat the outer one many times
                continue
            if within:
                yield from _contents(tinycss2.parse_blocks_contents(node.content, True, True), inner_layered, depth, root)
            else:
                yield from _rules(tinycss2.parse_rule_list(node.content, True, True), inner_layered, depth + 1, root)


def _contents(nodes: list[Any], layered: bool, depth: int, selectors: str) -> Iterator[_Rule]:
    """Yield the rule of a block's own declarations, and the rules nested in the block."""
    plain, important = _declared(nodes)
    if plain or important:
        yield _Rule(selectors, plain, important, layered)
    yield from _rules((node for node in nodes if node.type != "declaration"), layered, depth + 1, selectors)


def _nested(selectors: str, within: str) -> str:
    """Return the selectors of a nested rule with the outer rule for `&`, or before selectors without `&`."""
    if not within:
        return selectors
    outer = f":is({within})" if "," in within else within
    inner = (one.replace(":scope", "&") for one in _listed(selectors))
    return ", ".join(one.replace("&", outer) if "&" in one else f"{outer} {one}" for one in inner)


def _applies(rule: AtRule) -> bool:
    """Return whether the rules in an at-rule apply on a desktop; `@supports` is true unless it begins with `not`.

    Containers are assumed to be as large as the window.
    """
    prelude = tinycss2.serialize(rule.prelude).strip()
    match rule.lower_at_keyword:
        case "media":
            return holds(prelude)
        case "container":
            return "(" in prelude and holds(prelude[prelude.index("(") :])
        case "scope":
            return bool(_scope(rule))
    return rule.lower_at_keyword in _NESTED and not prelude.lower().startswith("not ")


def _scope(rule: AtRule) -> str:
    """Return the selectors of the roots of a scope, "" if it names none."""
    block = next((token for token in rule.prelude if token.type == "() block"), None)
    return tinycss2.serialize(block.content).strip() if block else ""


def _declared(nodes: list[Any]) -> tuple[Declared, Declared]:
    plain, important = Declared(), Declared()
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _FOLLOWED:
            value = tinycss2.serialize(node.value)[:_VALUE].strip()
            value = value if node.lower_name == "content" else value.lower()
            (important if node.important else plain)[node.lower_name] = value
    return plain, important


def _listed(selectors: str) -> list[str]:
    """Return the selectors of a comma-separated list; commas in brackets don't separate."""
    found, depth, start = list[str](), 0, 0
    for at, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth <= 0:
            found.append(selectors[start:at].strip())
            start = at + 1
    return [*found, selectors[start:].strip()]


def _weight(selector: str) -> tuple[int, int, int]:
    """Return the specificity of a selector: the number of ids, of classes, attributes and pseudo-classes, and of elements."""
    plain = _NEGATED.sub("(", _ESCAPED.sub("x", selector))
    classes = len(re.findall(r"\.[\w-]|\[|(?<!:):(?!:)[\w-]", plain))
    return plain.count("#"), classes, len(re.findall(r"(?:^|[\s>+~(])[a-zA-Z]", plain))
