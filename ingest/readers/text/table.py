"""Reads tables in text files, with commas, semicolons, tabs or bars between the cells."""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Literal

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.errors import UnreadableDocument
from ingest.readers.shared.headers import is_name, is_second_header, joined_header
from ingest.readers.shared.lines import one_line_ends
from ingest.said import said

_DELIMITERS = (",", ";", "\t", "|")
_SHOWN = 60
"""Rows by which the delimiter is determined."""
_LONGEST_HEADER = 1_000
"""Characters of a header; a longer one would leave no room for rows in a chunk."""
_TITLES = 5
"""Rows with a single cell that may precede the header."""
_ROWS = 1_000
"""Rows of a block."""
_LINES = re.compile("[^\n]*\n|[^\n]+")
_SAYS = re.compile("sep=(.)\n")
"""The first line of a file that names its delimiter for spreadsheet programs."""

Row = tuple[int, list[str]]
"""A row's number, 1-based, and its cells."""


def read(data: bytes) -> Reading:
    """Return blocks of rows with their header; raises `UnreadableDocument` if the csv module can't parse the file."""
    text = one_line_ends(decode(data))
    named = _SAYS.match(text)
    body = text[named.end() :] if named else text
    csv.field_size_limit(max(csv.field_size_limit(), len(body) + 1))  # the limit holds for the whole process: never less
    try:
        delimiter = named[1] if named else _delimiter(body)
        unclosed = _is_unclosed(body, delimiter)
        rows = enumerate(_records(body, delimiter, csv.QUOTE_NONE if unclosed else csv.QUOTE_MINIMAL), 2 if named else 1)
        notes = ("a quotation mark is never closed: quotation marks were read as text",) if unclosed else ()
        return Reading(tuple(_blocks(rows)), notes=notes, counted=Counted.ROW)
    except csv.Error as problem:
        raise UnreadableDocument(said("damaged_table", "damaged table ({why})", why=str(problem))) from problem


def _records(text: str, delimiter: str, quoting: Literal[0, 3]) -> Iterator[list[str]]:
    return csv.reader((line[0] for line in _LINES.finditer(text)), delimiter=delimiter, quoting=quoting)


def _is_unclosed(text: str, delimiter: str) -> bool:
    """Whether the last row has a quoted cell without an end."""
    if text.count('"') % 2 == 0:
        return False
    last = deque(_records(text, delimiter, csv.QUOTE_MINIMAL), maxlen=1)
    return bool(last) and any("\n" in cell.rstrip("\n") for cell in last[0])


def _delimiter(text: str) -> str:
    """Return the delimiter by which most of the first rows have the same number of cells."""

    def agreement(delimiter: str) -> tuple[int, int]:
        lines = text[: _SHOWN * 2_000].split("\n")
        rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), _SHOWN) if row]
        width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (1, 0)
        return (count if width > 1 else 0), width

    return max(_DELIMITERS, key=agreement)


def _blocks(rows: Iterator[Row]) -> Iterator[Block]:
    head = list(islice(rows, _TITLES + 2))
    number, header = _header(head)
    for run in _runs(chain(head, rows), number):
        text = "\n".join(_line(cells) for _, cells in run)
        yield Block(text, span=Span(run[0][0], run[-1][0]), header=header if run[0][0] >= number else "")


def _runs(rows: Iterable[Row], header: int) -> Iterator[list[Row]]:
    """Yield runs of rows: a run ends before an empty row, before the header and after 1,000 rows."""
    run: list[Row] = []
    for row in rows:
        empty = not any(map(str.strip, row[1]))
        if run and (empty or len(run) >= _ROWS or row[0] == header):
            yield run
            run = []
        if not empty:
            run.append(row)
    if run:
        yield run


def _header(head: list[Row]) -> tuple[int, str]:
    """Return number and text of the first row of two cells or more; its text is "" if a cell is a number other than a year.

    The number is 0 if there is no such row. If the next row names the columns that are empty in the first, the text joins both.
    """
    for at, (number, cells) in enumerate(head[:-1]):
        filled = [cell.strip() for cell in cells if cell.strip()]
        if len(filled) > 1:
            text = _names(cells, [row for _, row in head[at + 1 : at + 3]]) if all(map(is_name, filled)) else ""
            return number, text if len(text) <= _LONGEST_HEADER else ""
    return 0, ""


def _names(cells: list[str], rest: list[list[str]]) -> str:
    upper, *following = (dict(enumerate(map(str.strip, row))) for row in (cells, *rest))
    if len(following) == 2 and is_second_header(upper, *following):
        return joined_header({column: text for column, text in upper.items() if text}, following[0])
    return _line(cells)


def _line(cells: list[str]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in cells).rstrip(" |")
