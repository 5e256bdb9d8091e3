"""Parses the rules of style sheets by tinycss2: nested rules, at-rules as on a desktop, and cascade layers."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, FunctionBlock

from ingest.readers.shared.numerals import numeral
from ingest.readers.web.media import holds

_FOLLOWED = frozenset(
    re.findall(
        r"[\w-]+",
        """display content-visibility opacity clip clip-path transform left top right bottom text-indent margin-left margin-top
    overflow height width max-height max-width color background background-color background-image font-size visibility
    transition transition-property animation animation-name list-style list-style-type vertical-align font font-family content
    float direction unicode-bidi margin margin-right padding padding-left padding-right counter-reset counter-increment
    counter-set""",
    )
)
"""The properties that decide whether text is visible, what stands before and after it, and how it is placed."""
_LONGEST_SELECTOR = 300
"""Characters of the selectors of nested rules and scopes; longer ones aren't followed."""
FORMS = {
    "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
    "decimal": "1",
}  # fmt: skip
"""The forms of `numeral` for the list styles of CSS; other styles are written in digits."""
_VALUE = 200
"""Characters of a value that are kept."""
_NESTED = ("media", "supports", "layer")
_DEEPEST = 10

Declared = dict[str, str]
Counts = Mapping[str, tuple[int, ...]]
"""The values of the counters at a place by their names, the outermost first."""
Layer = tuple[float, ...]
"""The place of a cascade layer: that of each layer around it and its own, then infinity, since what is in none comes last."""
UNLAYERED: Layer = (inf,)


@dataclass(frozen=True, slots=True)
class Rule:
    """The selectors of a rule, its other and its `important` declarations, and its layer.

    Rules of later layers take precedence, and those in no layer over all; important ones the other way round.
    """

    selectors: str
    plain: Declared
    important: Declared
    layer: Layer


class _Layers:
    """The places of the cascade layers of a sheet, in the order in which it names them first."""

    def __init__(self) -> None:
        self._places: dict[tuple[Layer, str], int] = {}

    def enter(self, around: Layer, name: str) -> Layer:
        """Return the layer with a name, such as `base.text`, in another one; without a name it is a new one each time."""
        for part in name.split(".") if name else ("",):
            key = (around, part or f" {len(self._places)}")
            around = (*around[:-1], self._places.setdefault(key, len(self._places)), inf)
        return around


def rules_of(css: str) -> Iterator[Rule]:
    """Yield the rules of a style sheet that apply on a desktop."""
    yield from _rules(tinycss2.parse_stylesheet(css, True, True), UNLAYERED, 0, _Layers())


def inline(css: str) -> tuple[Declared, Declared]:
    """Return the declarations of a style attribute in lower case: those without and those with `!important`."""
    return declared(tinycss2.parse_blocks_contents(css[: _VALUE * 10], skip_comments=True, skip_whitespace=True))


def _rules(nodes: Iterable[Any], layer: Layer, depth: int, layers: _Layers, within: str = "") -> Iterator[Rule]:
    """Yield the rules of a sheet; `within` is the selector of the enclosing rule (W3C, CSS Nesting), "" outside of rules."""
    for node in nodes if depth < _DEEPEST else ():
        if node.type == "qualified-rule":
            selectors = _nested(tinycss2.serialize(node.prelude).strip(), within)
            if len(selectors) <= _LONGEST_SELECTOR:
                yield from _contents(tinycss2.parse_blocks_contents(node.content, True, True), layer, depth, layers, selectors)
            elif not within:
                yield Rule(selectors, *declared(tinycss2.parse_blocks_contents(node.content, True, True)), layer)
        elif node.type == "at-rule" and node.content is None and node.lower_at_keyword == "layer":
            for name in tinycss2.serialize(node.prelude).split(","):
                layers.enter(layer, name.strip())
        elif node.type == "at-rule" and node.content is not None and _applies(node):
            yield from _within(node, layer, depth, layers, within)


def _within(rule: AtRule, layer: Layer, depth: int, layers: _Layers, within: str) -> Iterator[Rule]:
    """Yield the rules in an at-rule that applies."""
    if rule.lower_at_keyword == "layer":
        layer = layers.enter(layer, tinycss2.serialize(rule.prelude).strip())
    root = _nested(_scope(rule), within) if rule.lower_at_keyword == "scope" else within
    if len(root) > _LONGEST_SELECTOR:  # each level of scopes may repeat the outer one many times
        return
    if within:
        yield from _contents(tinycss2.parse_blocks_contents(rule.content, True, True), layer, depth, layers, root)
    else:
        yield from _rules(tinycss2.parse_rule_list(rule.content, True, True), layer, depth + 1, layers, root)


def _contents(nodes: list[Any], layer: Layer, depth: int, layers: _Layers, selectors: str) -> Iterator[Rule]:
    """Yield the rule of a block's own declarations, and the rules nested in the block."""
    plain, important = declared(nodes)
    if plain or important:
        yield Rule(selectors, plain, important, layer)
    yield from _rules((node for node in nodes if node.type != "declaration"), layer, depth + 1, layers, selectors)


def _nested(selectors: str, within: str) -> str:
    """Return the selectors of a nested rule with the outer rule for `&`, or before selectors without `&`."""
    if not within:
        return selectors
    outer = f":is({within})" if "," in within else within
    inner = (one.replace(":scope", "&") for one in listed(selectors))
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


def declared(nodes: list[Any]) -> tuple[Declared, Declared]:
    """Return the declarations of a block that are followed: those without and those with `!important`."""
    plain, important = Declared(), Declared()
    for node in nodes:
        if node.type == "declaration" and node.lower_name in _FOLLOWED:
            value = tinycss2.serialize(node.value)[:_VALUE].strip()
            value = value if node.lower_name == "content" else value.lower()
            (important if node.important else plain)[node.lower_name] = value
    return plain, important


def listed(selectors: str) -> list[str]:
    """Return the selectors of a comma-separated list; commas in brackets don't separate."""
    found, depth, start = list[str](), 0, 0
    for at, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth <= 0:
            found.append(selectors[start:at].strip())
            start = at + 1
    return [*found, selectors[start:].strip()]


def words_of(content: str, attributes: Mapping[str, str | None], counts: Counts) -> Iterator[str]:
    """Yield the strings in a value of `content`, and the attributes and counters that it names.

    What follows a slash is the form for screen readers (W3C, CSS Generated Content).
    """
    for token in tinycss2.parse_component_value_list(content, skip_comments=True):
        if token == "/":
            return
        if token.type == "string":
            yield token.value
        elif token.type == "function" and token.lower_name == "attr":
            yield attributes.get(tinycss2.serialize(token.arguments).strip()) or ""
        elif token.type == "function" and token.lower_name in ("counter", "counters"):
            yield _numbers(token, counts)


def _numbers(function: FunctionBlock, counts: Counts) -> str:
    """Return the number of `counter(name, style)`, or those of `counters(name, "between", style)`."""
    words = [token.value for token in function.arguments if token.type in ("ident", "string")]
    values = counts.get(words[0].lower(), ()) if words else ()
    between = words[1] if function.lower_name == "counters" and len(words) > 1 else ""
    form = FORMS.get(words[-1].lower(), "1")
    return between.join(numeral(value, form) for value in (values if function.lower_name == "counters" else values[-1:]))
