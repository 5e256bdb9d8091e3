"""Counts what a page numbers by the counters of its style sheet (W3C, CSS Lists 3): sections, clauses, figures."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from ingest.readers.web.html_tree import Steps
from ingest.readers.web.rules import Counts, Declared
from ingest.readers.web.stylesheet import StyleSheet

_NAME = re.compile(r"-?[a-z_][\w-]*", re.IGNORECASE)
_PAIR = re.compile(rf"({_NAME.pattern})(?:\s+(-?\d{{1,6}}))?", re.IGNORECASE)
_STEPS = ("counter-reset", "counter-set", "counter-increment")
_NONE = frozenset(("none", "inherit", "initial", "unset"))
_DEEPEST = 50
_MOST_NAMES = 1_000
"""Counters of different names that are followed; style sheets of long documents have a few dozen."""


@dataclass(slots=True)
class _Counter:
    """A counter; it ends with `scope`, the parent of the element that created it."""

    scope: int
    value: int


class _Counters:
    """The counters at a place of a page, by their names, the outermost first."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[_Counter]] = {}
        self._created: defaultdict[int, set[str]] = defaultdict(set)
        """The names of the counters that end with a scope."""

    def count(self, declared: Declared, scope: int) -> None:
        """Create, set and increment what an element or its generated text declares."""
        for step in _STEPS:
            for name, number in _pairs(declared.get(step, ""), 1 if step == "counter-increment" else 0):
                if name in self._stacks or len(self._stacks) < _MOST_NAMES:
                    self._step(step, name, number, scope)

    def _step(self, step: str, name: str, number: int, scope: int) -> None:
        stack = self._stacks.setdefault(name, [])
        if step == "counter-reset" and stack and stack[-1].scope == scope:
            stack.pop()
        if (step == "counter-reset" or not stack) and len(stack) < _DEEPEST:
            stack.append(_Counter(scope, 0))
            self._created[scope].add(name)
        stack[-1].value = stack[-1].value + number if step == "counter-increment" else number

    def named(self, content: str) -> Counts:
        """Return the values of the counters whose names stand in a value of `content`."""
        stacks = {name: self._stacks.get(name, ()) for name in _NAME.findall(content.lower())}
        return {name: tuple(one.value for one in stack) for name, stack in stacks.items() if stack}

    def leave(self, scope: int) -> None:
        """End the counters of a scope."""
        for name in self._created.pop(scope, ()):
            stack = self._stacks[name]
            while stack and stack[-1].scope == scope:
                stack.pop()


def counts_of(page: LexborHTMLParser, sheet: StyleSheet) -> dict[tuple[int, str], Counts]:
    """Return the counters that each generated text shows, by the id of its element and its place."""
    found = dict[tuple[int, str], Counts]()
    if page.root is None or not sheet.counts:
        return found
    counters, path = _Counters(), [0]
    for node, entering in Steps(page.root):
        if not node.is_element_node:
            continue
        if entering:
            counters.count(sheet.of(node), path[-1])
            path.append(node.mem_id)
        place = "before" if entering else "after"
        beside = sheet.beside(node, place)
        if beside:
            counters.count(beside, node.mem_id)
        if "counter" in beside.get("content", ""):
            found[node.mem_id, place] = counters.named(beside["content"])
        if not entering:
            counters.leave(path.pop())
    return found


def _pairs(value: str, default: int) -> Iterator[tuple[str, int]]:
    """Yield the names and numbers in a value such as `section 3 figure`."""
    for name, number in _PAIR.findall(value):
        if name not in _NONE:
            yield name, int(number) if number else default
