"""What the store gives out and takes in."""

from dataclasses import dataclass
from typing import Literal

from ingest.documents import Counted, Document, PageUnit, Span

State = Literal["waiting", "indexed", "partial", "skipped"]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of a file when it is stored: path as text, sha256 or None if never read, size, modification time."""

    path: str
    sha256: str | None
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document as it is listed: `size` in bytes, `chunks` a count, `reason` why it is partial or skipped.

    A document that waits is known to be there and was not read yet. `reader` is the stamp of what read it.
    """

    id: int
    path: str
    sha256: str | None
    size: int
    mtime_ns: int
    state: State
    reason: str
    language: str
    pages: int | None
    chunks: int
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in its document a passage stands: page (or slide, sheet, chapter, message) and lines (or rows, cells, seconds).

    `label` is what the page calls itself (iv, A-3), "" where that is its number.
    """

    page: int | None = None
    page_unit: PageUnit = PageUnit.PAGE
    span: Span | None = None
    counted: Counted | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkRow:
    """A chunk with its text and its document's path; `header` is the header row of a table that it starts in the middle of."""

    id: int
    document_id: int
    path: str
    start: int
    end: int
    heading: str
    language: str
    place: Place
    header: str
    text: str

    @property
    def page(self) -> int | None:
        """The page that it stands on, None where its format has no pages."""
        return self.place.page


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document with its text and all of its chunks in their order."""

    row: DocumentRow
    document: Document
    chunks: tuple[ChunkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts of a library: `bytes` on disk of the sources, `text_bytes` of their text in UTF-8, `embedded` chunks.

    `waiting` counts documents that are known and were not read yet.
    """

    documents: int
    skipped: int
    partial: int
    waiting: int
    chunks: int
    embedded: int
    bytes: int
    text_bytes: int

    @property
    def coverage(self) -> float:
        """How much of what is known can be searched, from 0 to 1: half by its words once it is read, half by its vectors."""
        read = self.documents / (self.documents + self.waiting) if self.waiting else 1.0
        return read * (1 + (self.embedded / self.chunks if self.chunks else 1.0)) / 2
