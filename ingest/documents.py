"""The records that the pipeline passes on."""

from dataclasses import KW_ONLY, dataclass
from enum import StrEnum

_MOST_LINES = 5
SEPARATOR = " › "
"""Stands between the headings of a heading path."""


class PageUnit(StrEnum):
    """What a format's pages are: the parts that a chunk never crosses."""

    PAGE = "page"
    SLIDE = "slide"
    SHEET = "sheet"
    CHAPTER = "chapter"
    MESSAGE = "message"


class Counted(StrEnum):
    """What a format counts within a page, or within the whole document where it has no pages."""

    LINE = "line"
    ROW = "row"
    CELL = "cell"
    SECOND = "second"

    @property
    def one_a_line(self) -> bool:
        """Whether each line of a block's text is one of them, so that a part of the block can be counted off."""
        return self in (Counted.LINE, Counted.ROW)


def in_short(lines: tuple[str, ...]) -> str:
    """Return some lines for the user as one, the first few of them where there are many."""
    more = f"; and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    return "; ".join(lines[:_MOST_LINES]) + more


@dataclass(frozen=True, slots=True)
class Span:
    """From the `first` to the `last` of what a format counts, both inclusive; lines, rows and cells are 1-based."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text as the reader found it: a paragraph, a list item, a table, with its place.

    `page` is 1-based and None where the format has no pages; `heading` is the path of headings above it, joined by `SEPARATOR`.
    `span` is where it stands in what its reading counts; for lines and rows each line of `text` is one of them, without blank
    lines in between. `header` is the header row of a table whose later rows may be read without it. `leads`
    marks contents, lists of figures and indexes of terms: they are part of the text, but aren't searched nor quoted.
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
    """What a reader got out of a file.

    Blocks come in reading order. `unread` names what could not be read, in lines for the user: such a document is partial.
    `notes` says what else is worth knowing. `hidden` counts the characters that a person looking at the document doesn't see
    and that were left out. `scans` are the pages that are pictures of text. `labels` are what the pages from the first on call
    themselves (iv, A-3), "" where that is their number.
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
    """A run of `text[start:end]` of one page and heading; one that `leads` to other pages makes no chunks."""

    start: int
    end: int
    page: int | None
    heading: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of `text[start:end]` that has a span, or a table's header, of its own."""

    start: int
    end: int
    span: Span | None
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file's extracted text, with the sections and marks that say where each part of it stands.

    Sections don't overlap and come in order, and so do marks; `language` is an ISO 639-1 code or "" where it can't be told.
    `labels` are what its pages call themselves, as in its reading.
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
        """What could not be read, in one line; "" for a whole document."""
        return in_short(self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A passage to embed and to cite: `document.text[start:end]`, its place and its language.

    `header` is the header row of the table that the chunk starts in the middle of, else "".
    """

    start: int
    end: int
    page: int | None
    heading: str
    language: str
    span: Span | None = None
    header: str = ""
