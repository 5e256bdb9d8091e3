"""Running headers, footers and page numbers: lines that stand at the edge of most pages."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

_EDGE = 3
"""Lines at the top and at the bottom of a page among which they are looked for."""
_FEWEST_PAGES = 3
_SHARE = 0.4
"""Of the pages: left and right pages of a book may have their own."""
_NUMBER = re.compile(r"\d+")

_Key = tuple[str, int | None]
"""A line, or the line around a number and how far that number is from the page's."""


def without_running_lines(pages: Sequence[str]) -> tuple[list[str], int]:
    """Return the pages without them, and how many lines were left out.

    What is the same everywhere stays where it stands first, since it may say what the document is; numbers that count the
    pages go, and so does the line around them.
    """
    lines = [page.split("\n") for page in pages]
    running = _running(lines)
    seen: set[_Key] = set()
    kept = [[line for _, line in _kept(number, page, running, seen)] for number, page in enumerate(lines)]
    return ["\n".join(page) for page in kept], sum(map(len, lines)) - sum(map(len, kept))


def _running(pages: Sequence[Sequence[str]]) -> set[_Key]:
    counts: Counter[_Key] = Counter()
    for number, page in enumerate(pages):
        counts.update({key for at in _edge(page) for key in _keys(page[at], number)})
    enough = max(_FEWEST_PAGES, math.ceil(_SHARE * sum(any(page) for page in pages)))
    return {key for key, count in counts.items() if count >= enough}


def _kept(number: int, page: Sequence[str], running: set[_Key], seen: set[_Key]) -> Iterator[tuple[int, str]]:
    edge = set(_edge(page))
    for at, line in enumerate(page):
        found = [key for key in _keys(line, number) if key in running] if at in edge else []
        if not found or (all(distance is None for _, distance in found) and not seen.issuperset(found)):
            yield at, line
        seen.update(found)


def _edge(page: Sequence[str]) -> list[int]:
    return sorted({*range(min(_EDGE, len(page))), *range(max(0, len(page) - _EDGE), len(page))})


def _keys(line: str, number: int) -> Iterator[_Key]:
    if not line:
        return
    yield line, None
    for found in _NUMBER.finditer(line):
        if len(found[0]) < 6:
            yield f"{line[: found.start()]}#{line[found.end() :]}", int(found[0]) - number
