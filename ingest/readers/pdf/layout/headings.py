"""Finds the headings of a document: by its outline, else by its tags, else by type size, weight and numbers of lines."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.language.document_words import BEHIND_PART, PART
from ingest.readers.pdf.layout.lines import Line

_FEWEST_ENTRIES = 3
"""Entries of an outline; fewer are bookmarks that a program added, not headings."""
_LARGER = 1.12
"""Least type size of a heading, as a share of the body's; TeX's \\large is 1.2, and word processors use 12 and 14 points."""
_LONGEST = 120
"""Characters of a heading's line."""
_MOST_LINES = 3
"""Lines of a heading."""
_DEEPEST = 4
"""Levels that are told apart by size or number."""
_NUMBERED = re.compile(
    rf"(?:(?:{PART}|§)\s*)?(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}|[IVX]{{1,5}}|[A-Z])[.:){BEHIND_PART}]?\s+\S",
    re.IGNORECASE,
)
_PROSE_ENDS = (".", ",", ";", "。", "，", "、", "؛", "،")
_MOST_LINES_SHARE, _MOST_LETTERS_SHARE = 0.4, 0.2
"""Shares of a document's lines and letters that are headings at most; in statutes they are 0.25 and 0.1.

If there are more, size and weight, or tags, have another meaning in the document."""


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of a document's outline: level from 0 on, page from 1 on, and its height in points from the lower edge."""

    title: str
    level: int
    page: int
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on `count` lines of a page from line `at` on; `count` is 0 if its words aren't on the page."""

    at: int
    count: int
    level: int
    title: str


def headings_of(pages: Sequence[Sequence[Line]], outline: Sequence[OutlineEntry]) -> list[list[Heading]]:
    """Return the headings of each page, from top to bottom."""
    if len(outline) >= _FEWEST_ENTRIES:
        return _from_outline(pages, outline)
    tagged = [list(_tagged(page)) for page in pages]
    if any(tagged) and not _are_too_many(pages, tagged):
        return [
            [_joined(page, place, page[place[0]].level) for place in found] for page, found in zip(pages, tagged, strict=True)
        ]
    return _from_type(pages)


def _tagged(page: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield (at, count) of the headings that a page's tags mark; consecutive lines of one level and size are one heading."""
    runs: list[list[int]] = []
    for at, line in enumerate(page):
        goes_on = bool(runs) and runs[-1][-1] == at - 1 and len(runs[-1]) < _MOST_LINES and _alike(page[at - 1], line)
        if line.level and len(line.text) <= _LONGEST:
            runs[-1:] = [[*runs[-1], at]] if goes_on else [*runs[-1:], [at]]
    yield from ((run[0], len(run)) for run in runs)


def _alike(before: Line, line: Line) -> bool:
    return before.level == line.level and abs(before.point - line.point) < 0.5 and not _NUMBERED.match(line.text)


def _from_outline(pages: Sequence[Sequence[Line]], outline: Sequence[OutlineEntry]) -> list[list[Heading]]:
    found: list[list[Heading]] = [[] for _ in pages]
    for entry in outline:
        if 1 <= entry.page <= len(pages) and entry.title.strip():
            headings = found[entry.page - 1]
            heading = _placed(entry, pages[entry.page - 1], headings[-1].at + headings[-1].count if headings else 0)
            headings.append(heading)
    return [sorted(headings, key=lambda heading: heading.at) for headings in found]


def _placed(entry: OutlineEntry, lines: Sequence[Line], first: int) -> Heading:
    """Return the heading with an entry's words on its page, nearest to its height; else the first line below its height."""
    title = _bare(entry.title)
    matches = [match for at in range(len(lines)) if (match := _match(lines, at, title))]
    if matches:
        at, count = min(matches, key=lambda match: _distance(lines[match[0]], entry, match[0], first))
        return Heading(at, count, entry.level, entry.title)
    at = next((at for at, line in enumerate(lines) if entry.top is not None and -line.base <= entry.top), first)
    return Heading(at, 0, entry.level, entry.title)


def _match(lines: Sequence[Line], at: int, title: str) -> tuple[int, int] | None:
    """Return (at, count) if the lines from `at` on are a title, with or without its number, else None."""
    said = ""
    for count in range(1, _MOST_LINES + 1):
        if at + count > len(lines):
            return None
        said += _bare(lines[at + count - 1].text)
        if said.endswith(title) or title.endswith(said):
            shorter, longer = sorted((len(said), len(title)))
            if said and longer - shorter <= _NUMBER_LETTERS and 2 * shorter >= longer:
                return at, count
        if len(said) > len(title) + _NUMBER_LETTERS:
            return None
    return None


_NUMBER_LETTERS = 12
"""Letters and digits by which a title in the outline and its line may differ, as by "Chapter 12.3.4"."""


def _distance(line: Line, entry: OutlineEntry, at: int, first: int) -> tuple[bool, float]:
    return at < first, abs(-line.base - entry.top) if entry.top is not None and line.point else float(at)


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _from_type(pages: Sequence[Sequence[Line]]) -> list[list[Heading]]:
    body = body_size(pages)
    if not body:
        return [[] for _ in pages]
    found = [list(_standing_out(page, body)) for page in pages]
    if _are_too_many(pages, found):
        return [[] for _ in pages]
    sizes = {round(page[at].point) for page, places in zip(pages, found, strict=True) for at, _ in places}
    levels = {size: min(level, _DEEPEST) for level, size in enumerate(sorted(sizes, reverse=True))}
    return [[_heading(page, place, levels) for place in places] for page, places in zip(pages, found, strict=True)]


def _are_too_many(pages: Sequence[Sequence[Line]], found: Sequence[Sequence[tuple[int, int]]]) -> bool:
    chosen = [
        page[at].text
        for page, places in zip(pages, found, strict=True)
        for first, n in places
        for at in range(first, first + n)
    ]
    every = [line.text for page in pages for line in page]
    if len(chosen) <= _MOST_LINES:
        return False
    return len(chosen) > _MOST_LINES_SHARE * len(every) or len("".join(chosen)) > _MOST_LETTERS_SHARE * len("".join(every))


def body_size(pages: Iterable[Sequence[Line]]) -> float:
    """Return the type size of most of a document's characters in points, 0 if no sizes are known."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.point] += len(line.text) if line.point else 0
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _standing_out(page: Sequence[Line], body: float) -> Iterator[tuple[int, int]]:
    """Yield (at, count) of the lines of a page that look like headings; consecutive lines of one size are one heading."""
    chosen = [at for at, line in enumerate(page) if _looks_like_heading(line, body)]
    runs: list[list[int]] = []
    for before, at in pairwise([-2, *chosen]):
        same = at == before + 1 and abs(page[at].point - page[before].point) < 0.5 and not _NUMBERED.match(page[at].text)
        if runs and same and len(runs[-1]) < _MOST_LINES:
            runs[-1].append(at)
        else:
            runs.append([at])
    yield from ((run[0], len(run)) for run in runs)


def _looks_like_heading(line: Line, body: float) -> bool:
    text = line.text.strip()
    if not 2 <= len(text) <= _LONGEST or text.endswith(_PROSE_ENDS) or sum(map(str.isalpha, text)) < max(2, len(text) // 3):
        return False
    if line.point >= _LARGER * body:
        return True
    return line.bold and line.point >= 0.95 * body and bool(_NUMBERED.match(text))


def _heading(page: Sequence[Line], place: tuple[int, int], levels: Mapping[int, int]) -> Heading:
    found = _joined(page, place, levels[round(page[place[0]].point)])
    numbered = _NUMBERED.match(found.title)
    if numbered and "." in numbered["number"]:
        return replace(found, level=max(found.level, min(numbered["number"].count("."), _DEEPEST)))
    return found


def _joined(page: Sequence[Line], place: tuple[int, int], level: int) -> Heading:
    at, count = place
    return Heading(at, count, level, " ".join(line.text.strip() for line in page[at : at + count]))
