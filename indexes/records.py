"""The records that the store takes and returns."""

from dataclasses import dataclass
from typing import Literal

from ingest.documents import Counted, Document, PageUnit, Span

State = Literal["waiting", "indexed", "partial", "skipped"]


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The facts of a file when it is stored: path as text, sha256 (None if it was never read), size, modification time."""

    path: str
    sha256: str | None
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in a list: `size` is in bytes, `chunks` a count, `reason` tells why it is partial or skipped.

    A waiting document was found but not read yet. `reader` is the stamp of the reader that has read it.
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
    """The place of a passage: page (or slide, sheet, chapter, message) and lines (or rows, cells, seconds).

    `label` is the printed label of the page (iv, A-3), "" if it equals the number.
    """

    page: int | None = None
    page_unit: PageUnit = PageUnit.PAGE
    span: Span | None = None
    counted: Counted | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkRow:
    """A chunk with its text and the path of its document. If it starts inside a table, `header` is the table's header row."""

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
        """The page of the chunk, None if its format has no pages."""
        return self.place.page


@dataclass(frozen=True, slots=True)
class WholeDocument:
    """A document with its text and all of its chunks in their order."""

    row: DocumentRow
    document: Document
    chunks: tuple[ChunkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Counts of a library: `bytes` is the size of the files, `text_bytes` that of their text in UTF-8, `embedded` the number of
    chunks with vectors, `waiting` the number of documents that were found but not read yet.
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
        """The searchable share of the library, from 0 to 1: a read document counts half, its vectors count the other half."""
        read = self.documents / (self.documents + self.waiting) if self.waiting else 1.0
        return read * (1 + (self.embedded / self.chunks if self.chunks else 1.0)) / 2
