"""Finds the elements that a selector selects, in time that grows with the page even where lexbor tries all ways to match."""

import re
import time
from collections.abc import Callable
from math import comb

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.readers.web.html_tree import Steps

_COSTLY = 300_000_000
"""Steps from which lexbor isn't asked, each up to 2 ns: 200 nested boxes have 13 billion for `b * * * div`, 7 seconds."""
_MOST_MATCHES = 5_000_000
"""Most elements that selectors and their compounds find, in two to five seconds; selectors beyond it aren't applied."""
_MOST_SECONDS = 8.0
"""Processor time in seconds, after which no more selectors are applied; those of real pages take up to two."""
_SPACES = re.compile(r"\s*([>+~])\s*|\s+")
_DEEP, _WIDE = re.compile(r"(?<![\s>+~,(])\s+(?![\s>+~,)])"), re.compile(r"~(?!=)|:nth-")
"""What makes lexbor try each ancestor, and each sibling, of an element."""
_PLAIN = re.compile(r"[\w\s.#*>+~-]+")
"""A selector of names, classes and ids."""

_Step = Callable[[LexborNode], LexborNode | None]


class Selectors:
    """Selects the elements of a page, until `matches` elements are found or `seconds` of processor time are over."""

    def __init__(self, page: LexborHTMLParser, matches: int = _MOST_MATCHES, seconds: float = _MOST_SECONDS) -> None:
        self._page = page
        self._extent: tuple[int, int, int] | None = None
        self._matches_left, self._until = matches, time.process_time() + seconds

    def select(self, selector: str) -> list[LexborNode] | None:
        """Return the elements that a selector selects, None if it takes too long; raises `SelectolaxError` if it isn't one."""
        if self._is_over:
            return None
        if not self._is_costly(selector):
            return self._found(selector)
        return self._step_by_step(selector) if _PLAIN.fullmatch(selector) else None

    @property
    def _is_over(self) -> bool:
        return self._matches_left <= 0 or time.process_time() >= self._until

    def _found(self, selector: str) -> list[LexborNode]:
        found = self._page.css(selector)
        self._matches_left -= len(found)
        return found

    def _is_costly(self, selector: str) -> bool:
        deep, wide = len(_DEEP.findall(selector)) + selector.count(":has("), len(_WIDE.findall(selector))
        if deep < 2 and not wide:
            return False
        self._extent = self._extent or _extent(self._page)
        elements, depth, siblings = self._extent
        return elements * comb(depth, min(deep, depth // 2)) * comb(siblings, min(wide, siblings // 2)) > _COSTLY

    def _step_by_step(self, selector: str) -> list[LexborNode] | None:
        """Return what a selector selects, compound by compound from the left, with one pass through the page for each.

        None if it takes too long.
        """
        compounds = _SPACES.split(selector.strip())
        found = self._found(compounds[0])
        for combinator, compound in zip(compounds[1::2], compounds[2::2], strict=True):
            if self._is_over:
                return None
            held = {node.mem_id for node in found}
            beside = _next_to if combinator in ("+", "~") else _above
            is_near = combinator in (">", "+")
            known = dict[int, bool]()
            found = [node for node in self._found(compound) if _reaches(node, beside, held, known, near=is_near)]
        return found


def _above(node: LexborNode) -> LexborNode | None:
    return node.parent


def _next_to(node: LexborNode) -> LexborNode | None:
    """Return the element before an element in the same parent."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before


def _reaches(node: LexborNode, step: _Step, held: set[int], known: dict[int, bool], *, near: bool) -> bool:
    """Return whether one step, or any number of them, leads from an element to one of `held`; `known` holds earlier results."""
    passed, at = list[int](), step(node)
    while at is not None and not near and at.mem_id not in held and at.mem_id not in known:
        passed.append(at.mem_id)
        at = step(at)
    leads = at is not None and (at.mem_id in held or known.get(at.mem_id, False))
    known.update(dict.fromkeys(passed, leads))
    return leads


def _extent(page: LexborHTMLParser) -> tuple[int, int, int]:
    """Return how many elements a page has, how deep they are nested, and how many there are at most in one of them."""
    elements, depth, most, counts = 0, 0, 0, [0]
    for node, entering in Steps(page.root) if page.root else ():
        if node.is_element_node and entering:
            elements += 1
            counts[-1] += 1
            counts.append(0)
            depth = max(depth, len(counts))
        elif node.is_element_node:
            most = max(most, counts.pop())
    return elements, depth, max(most, counts[0])
