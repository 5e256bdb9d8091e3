"""Reads the tables of a page, and tells tables of data from those that only lay out a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from ingest.readers.shared.headers import joined_header
from ingest.readers.web.html_tree import Steps

_LAYS_OUT = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "pre", "table"))
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr",
    )
)
_MOST_COLUMNS = 200
"""Columns up to which merged cells fill each of their columns."""
_ENOUGH = 5_000
"""Steps of a walk through a table, after which a table with rows of several cells counts as data."""
_REPEATED = 100
"""Characters up to which a cell is repeated in each row that it spans."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a line of text for each row; `header` is the line of its header row, or ""."""

    caption: str
    rows: tuple[str, ...]
    header: str


@dataclass(slots=True)
class _Cell:
    text: str
    heads: bool
    columns: int
    rows: int


def is_table(node: LexborNode) -> bool:
    """Return whether a `table` element holds data: header cells, or rows of several cells without headings and tables."""
    if (node.attributes.get("role") or "") in ("presentation", "none"):
        return False
    widest = width = 0
    for steps, (inner, entering) in enumerate(Steps(node)):
        if steps > _ENOUGH and widest > 1:
            break
        tag = inner.tag
        if not entering or inner.mem_id == node.mem_id:
            continue
        if tag == "th":
            return True
        if tag in _LAYS_OUT:
            return False
        width = 0 if tag == "tr" else width + (tag == "td")
        widest = max(widest, width)
    return widest > 1


def table_of(node: LexborNode) -> Table:
    """Return the rows of a `table` element; a table within a cell is text of the cell."""
    found = _Rows()
    found.walk(node)
    rows = [row for row in found.rows if row]
    spread = list(_spread(rows))
    lines = [" | ".join(row).rstrip(" |") for row in spread]
    first = lines[0] if rows and _is_header(rows) else ""
    if len(rows) > 2 and all(cell.heads for row in rows[:2] for cell in row) and not all(cell.heads for cell in rows[2]):
        first = joined_header(*({at: text for at, text in enumerate(row) if text} for row in spread[:2]))
    return Table(found.caption, tuple(line for line in lines if line.strip(" |")), first)


def _is_header(rows: list[list[_Cell]]) -> bool:
    """Whether the first row is the header: it is, unless the header cells are in the first column."""
    if len(rows) < 2:
        return False
    beside = any(row and row[0].heads and not all(cell.heads for cell in row) for row in rows[:2])
    return all(cell.heads for cell in rows[0]) or not beside


class _Rows:
    """Gathers the cells of a table; the text of a table within a cell is text of the cell."""

    def __init__(self) -> None:
        self.caption = ""
        self.rows: list[list[_Cell]] = []
        self._parts: list[str] = []
        self._tables = 0

    def walk(self, table: LexborNode) -> None:
        for node, entering in Steps(table):
            tag = node.tag or ""
            if tag == "-text":
                self._parts.append(node.text_content or "")
            elif tag not in _INLINE:
                self._parts.append(" ")
                self._boundary(node, tag, entering)

    def _boundary(self, node: LexborNode, tag: str, entering: bool) -> None:
        if tag == "table":
            self._tables += 1 if entering else -1
        elif self._tables > 1:
            return
        elif entering and tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th", "caption"):
            text, self._parts = " ".join("".join(self._parts).split()), []
            if not entering:
                self._end(node, tag, text)

    def _end(self, node: LexborNode, tag: str, text: str) -> None:
        if tag == "caption":
            self.caption = text
        elif self.rows:
            self.rows[-1].append(_cell(node, text))


def _cell(node: LexborNode, text: str) -> _Cell:
    attributes = node.attributes
    columns, rows = (_number(attributes.get(name)) for name in ("colspan", "rowspan"))
    return _Cell(text, node.tag == "th", columns, rows)


def _number(value: str | None) -> int:
    digits = (value or "").strip()
    return max(1, int(digits)) if len(digits) < 6 and digits.isascii() and digits.isdigit() else 1


def _spread(rows: list[list[_Cell]]) -> Iterator[list[str]]:
    """Yield the texts of each row by column; a cell that spans rows is repeated in each, one that spans columns isn't."""
    below: dict[int, tuple[int, str]] = {}
    for row in rows:
        texts: list[str] = []
        for cell in row:
            texts += _from_above(below, len(texts))
            for column in range(min(cell.columns, max(1, _MOST_COLUMNS - len(texts)))):
                text = "" if column else cell.text
                if cell.rows > 1 and len(texts) < _MOST_COLUMNS:
                    below[len(texts)] = (cell.rows - 1, text if len(text) <= _REPEATED else "")
                texts.append(text)
        yield [*texts, *_from_above(below, len(texts))]


def _from_above(below: dict[int, tuple[int, str]], column: int) -> list[str]:
    texts = []
    while column in below:
        left, text = below.pop(column)
        if left > 1:
            below[column] = (left - 1, text)
        texts.append(text)
        column += 1
    return texts
