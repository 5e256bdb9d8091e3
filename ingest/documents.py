"""The records of the ingestion pipeline."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

from ingest.said import said

_MOST_LINES = 5
SEPARATOR = " › "
"""Joins the headings of a heading path."""


class PageUnit(StrEnum):
    """The kind of a format's pages; a chunk never crosses a page."""

    PAGE = "page"
    SLIDE = "slide"
    SHEET = "sheet"
    CHAPTER = "chapter"
    MESSAGE = "message"


class Counted(StrEnum):
    """What a format counts within a page, or within the document if it has no pages.

    Pages are counted where a passage goes on over the end of a page.
    """

    LINE = "line"
    ROW = "row"
    CELL = "cell"
    SECOND = "second"
    PAGE = "page"

    @property
    def one_a_line(self) -> bool:
        """Whether each line of a block's text is one unit, so that the units of a part of a block can be counted."""
        return self in (Counted.LINE, Counted.ROW)


def in_short(lines: tuple[str, ...]) -> str:
    """Join lines for the user into one line, only the first few if there are many."""
    joined = lines[0] if lines else ""
    for line in lines[1:_MOST_LINES]:
        joined = said("joined", "{first}; {next}", first=joined, next=line)
    more = len(lines) - _MOST_LINES
    return said("joined_more", "{first}; and {count} more", first=joined, count=more) if more > 0 else joined


@dataclass(frozen=True, slots=True)
class Span:
    """The `first` and `last` unit that a format counts, both inclusive; lines, rows and cells are 1-based."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that a reader has found, such as a paragraph, a list item or a table, with its place.

    `page` is 1-based, None if the format has no pages. `heading` is the path of headings above it, joined by `SEPARATOR`.
    `span` is its place in the unit that its reading counts; for lines and rows each line of `text` is one unit, without empty
    lines in between. `header` is the header row of a table whose later rows may be read without it. `leads` marks contents,
    lists of figures and indexes of terms: they are part of the text, but are neither searched nor quoted.
    """

    text: str
    page: int | None = None
    heading: str = ""
    _: KW_ONLY
    span: Span | None = None
    header: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a file.

    Blocks are in reading order. `unread` are lines for the user about what could not be read; such a document is partial.
    `notes` are other lines for the user. `hidden` is the number of characters left out because a person looking at the
    document doesn't see them. `scans` are the pages that are pictures of text. `labels` are the labels of the pages from the
    first on (iv, A-3), "" if the label is the page number.
    """

    blocks: tuple[Block, ...]
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    _: KW_ONLY
    pages: int | None = None
    page_unit: PageUnit = PageUnit.PAGE
    counted: Counted | None = None
    hidden: int = 0
    scans: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The part `text[start:end]` with one page and one heading; one that `leads`, as in `Block`, has no chunks."""

    start: int
    end: int
    page: int | None
    heading: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """The part `text[start:end]` with its span or with the header of its table."""

    start: int
    end: int
    span: Span | None
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of a file, with sections and marks that give the place of each part.

    Sections are in order and don't overlap; the same holds for marks. `language` is an ISO 639-1 code, "" if it isn't known.
    `labels` are page labels as in `Reading`.
    """

    text: str
    sections: tuple[Section, ...]
    language: str
    reader: str
    pages: int | None = None
    page_unit: PageUnit = PageUnit.PAGE
    counted: Counted | None = None
    marks: tuple[Mark, ...] = ()
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    scans: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """All lines for the user."""
        return self.unread + self.notes

    @property
    def reason(self) -> str:
        """What could not be read, in one line; "" for a complete document."""
        return in_short(self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A passage to embed and to cite, `document.text[start:end]`, with its place and its language.

    `header` is the header row of the table if the chunk starts in the middle of one, else "".
    """

    start: int
    end: int
    page: int | None
    heading: str
    language: str
    span: Span | None = None
    header: str = ""
