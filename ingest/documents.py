"""The records that the pipeline passes on."""

from dataclasses import dataclass, field

SEPARATOR = " › "
"""Stands between the headings of a heading path."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text as the reader found it: a paragraph, a list item, a table, with its place.

    `page` is 1-based and None where the format has no pages; `heading` is the path of headings above it, joined by `SEPARATOR`.
    """

    text: str
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader got out of a file: blocks in reading order, and what it could not read, as lines for the user."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A run of `text[start:end]` of one page and heading."""

    start: int
    end: int
    page: int | None
    heading: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file's extracted text, with the sections that say where each part of it stands.

    Sections don't overlap and come in order; `language` is an ISO 639-1 code or "" where it can't be told.
    """

    text: str
    sections: tuple[Section, ...]
    language: str
    reader: str
    pages: int | None = None
    warnings: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage to embed and to cite: `document.text[start:end]`, its place and its language."""

    start: int
    end: int
    page: int | None
    heading: str
    language: str
