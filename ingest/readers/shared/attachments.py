"""Reads the files within a file by the readers of their formats, under one budget for all of them at any depth."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from ingest.documents import SEPARATOR, Block, in_short
from ingest.errors import UnreadableDocument
from ingest.files.names import suffix_of
from ingest.readers import is_read, reader_for, without_compression
from ingest.said import said

_DEEPEST = 2
"""Levels of attachments that are read: those of the file, and those of its attachments."""
_MOST_FILES = 100
_MOST_BYTES = 50_000_000
_SECONDS = 12.0
"""Processor time for all attachments, out of the 30 seconds of the reading process, so that the file itself is still read."""
_LONGEST_NAME = 120
"""Characters of a file name in a heading."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within a file; `data` returns its bytes and may raise `UnreadableDocument`."""

    name: str
    data: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Attached:
    """The blocks of attachments, each under the name of its file as a heading, and a line for each unread attachment."""

    blocks: tuple[Block, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class _Budget:
    """The files, bytes and time that are left for all attachments of the outermost file; `ends` is in processor seconds."""

    files: int = _MOST_FILES
    size: int = _MOST_BYTES
    depth: int = 0
    ends: float = field(default_factory=lambda: time.process_time() + _SECONDS)


_budget: ContextVar[_Budget | None] = ContextVar("budget", default=None)


def read_attachments(attachments: Iterable[Attachment]) -> Attached:
    """Return the blocks of the attachments of a file, and a line with the reason for each that isn't read."""
    blocks: list[Block] = []
    unread: list[str] = []
    with _one_deeper() as budget:
        for attachment in attachments:
            name = shown_name(attachment.name)
            if budget.files <= 0:
                more = "attachment {name} and those after it: not read: more than {most} files"
                unread.append(said("attachments_many", more, name=name, most=_MOST_FILES))
                break
            budget.files -= 1
            try:
                found, problems = _read(attachment, name, budget)
            except UnreadableDocument as problem:
                unread.append(said("attachment_unread", "attachment {name}: not read: {why}", name=name, why=problem.line))
            else:
                blocks += found
                unread += (
                    [said("attachment_partly", "attachment {name}: {what}", name=name, what=in_short(problems))]
                    if problems
                    else []
                )
    return Attached(tuple(blocks), tuple(unread))


@contextmanager
def one_budget() -> Iterator[None]:
    """Let all attachments that are read in this context share one budget, for files with many messages."""
    token = _budget.set(_budget.get() or _Budget())
    try:
        yield
    finally:
        _budget.reset(token)


def shown_name(name: str) -> str:
    """Return the last part of a file's path in one line of at most 120 characters, for a heading; "unnamed" if it is empty."""
    last = " ".join(name.replace("\\", "/").rsplit("/", 1)[-1].split()) or "unnamed"
    return last if len(last) <= _LONGEST_NAME else last[:_LONGEST_NAME] + "…"


@contextmanager
def _one_deeper() -> Iterator[_Budget]:
    budget = _budget.get() or _Budget()
    token = _budget.set(budget)
    budget.depth += 1
    try:
        yield budget
    finally:
        budget.depth -= 1
        _budget.reset(token)


def _read(attachment: Attachment, name: str, budget: _Budget) -> tuple[list[Block], tuple[str, ...]]:
    suffix = suffix_of(PurePosixPath(name))
    if not is_read(suffix):
        nothing = said("no_reader", "no reader for a file without a suffix")
        raise UnreadableDocument(said("no_reader_for", "no reader for {suffix}", suffix=suffix) if suffix else nothing)
    if budget.depth > _DEEPEST:
        raise UnreadableDocument(said("file_too_deep", "it lies in a file within a file within a file"))
    if time.process_time() > budget.ends:
        raise UnreadableDocument(said("files_before_slow", "the files before it took too long"))
    data = attachment.data()
    suffix, data = without_compression(suffix, data)
    budget.size -= len(data)
    if budget.size < 0:
        raise UnreadableDocument(
            said("attachments_large", "the attachments come to more than {most} MB", most=_MOST_BYTES // 1_000_000)
        )
    try:
        reading = reader_for(suffix)(data)
    except UnreadableDocument:
        raise
    except Exception as problem:  # a parser may raise anything on a hostile file; it costs this attachment alone
        raise UnreadableDocument(said("reader_failed", "its reader failed ({why})", why=type(problem).__name__)) from problem
    # Pages and lines of the attachment aren't those of the outer file, so the heading alone gives the place.
    blocks = [_under(name, block) for block in reading.blocks]
    scans = (f"{len(reading.scans)} pages are pictures of text",) if reading.scans else ()
    return blocks, (*reading.unread, *scans)


def _under(name: str, block: Block) -> Block:
    heading = SEPARATOR.join(part for part in (name, block.heading) if part)
    return replace(block, page=None, heading=heading, span=None)
