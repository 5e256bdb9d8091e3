"""Counts what a page numbers by the counters of its style sheet (W3C, CSS Lists 3): sections, clauses, figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from ingest.readers.web.html_tree import Steps
from ingest.readers.web.rules import Counts, Declared
from ingest.readers.web.stylesheet import StyleSheet

_PAIR = re.compile(r"(-?[a-z_][\w-]*)(?:\s+(-?\d{1,6}))?", re.IGNORECASE)
_STEPS = ("counter-reset", "counter-set", "counter-increment")
_NONE = frozenset(("none", "inherit", "initial", "unset"))
_DEEPEST = 50


@dataclass(slots=True)
class _Counter:
    """A counter; it ends with `scope`, the parent of the element that created it."""

    scope: int
    value: int


def counts_of(page: LexborHTMLParser, sheet: StyleSheet) -> dict[tuple[int, str], Counts]:
    """Return the counters at each generated text that shows some, by the id of its element and its place."""
    found = dict[tuple[int, str], Counts]()
    if page.root is None or not sheet.counts:
        return found
    counters, path = dict[str, list[_Counter]](), [0]
    for node, entering in Steps(page.root):
        if not node.is_element_node:
            continue
        if entering:
            _count(sheet.of(node), counters, path[-1])
            path.append(node.mem_id)
        place = "before" if entering else "after"
        beside = sheet.beside(node, place)
        if beside:
            _count(beside, counters, node.mem_id)
        if "counter" in beside.get("content", ""):
            found[node.mem_id, place] = {name: tuple(one.value for one in stack) for name, stack in counters.items() if stack}
        if not entering:
            _leave(counters, path.pop())
    return found


def _count(declared: Declared, counters: dict[str, list[_Counter]], scope: int) -> None:
    for step in _STEPS:
        for name, number in _pairs(declared.get(step, ""), 1 if step == "counter-increment" else 0):
            stack = counters.setdefault(name, [])
            if step == "counter-reset" and stack and stack[-1].scope == scope:
                stack.pop()
            if (step == "counter-reset" or not stack) and len(stack) < _DEEPEST:
                stack.append(_Counter(scope, 0))
            stack[-1].value = stack[-1].value + number if step == "counter-increment" else number


def _pairs(value: str, default: int) -> Iterator[tuple[str, int]]:
    """Yield the names and numbers in a value such as `section 3 figure`."""
    for name, number in _PAIR.findall(value):
        if name not in _NONE:
            yield name, int(number) if number else default


def _leave(counters: dict[str, list[_Counter]], scope: int) -> None:
    for stack in counters.values():
        while stack and stack[-1].scope == scope:
            stack.pop()
