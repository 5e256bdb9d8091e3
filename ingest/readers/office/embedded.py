"""Reads the files that are embedded in office documents, such as the workbook behind a table in a text or on a slide."""

import posixpath
from collections.abc import Iterator
from functools import partial

from ingest.documents import SEPARATOR, Block
from ingest.errors import UnreadableDocument
from ingest.readers.office.ooxml import Package
from ingest.readers.shared.attachments import Attached, Attachment, read_attachments
from ingest.said import said


def embedded_in(package: Package, *parts: str) -> Attached:
    """Return the blocks of the files that parts embed, each under its name, and lines about those that aren't read."""
    names = dict.fromkeys(name for part in parts for name in package.related(part, "package"))
    return read_attachments(_attachment(package, name) for name in names) if names else Attached()


def inserted(package: Package, name: str) -> Iterator[Block]:
    """Yield the blocks of a file that a document shows as a part of its own text, and note it as unread if it isn't read."""
    attachment = _attachment(package, name)
    found = read_attachments([attachment])
    package.unread.extend(found.unread)
    for block in found.blocks:
        heading = block.heading.removeprefix(attachment.name).removeprefix(SEPARATOR)
        yield Block(block.text, heading=heading, header=block.header)


def objects(package: Package, *parts: str) -> tuple[str, ...]:
    """Return a note with the number of objects of other programs, which aren't read; nothing if there are none."""
    count = len({name for part in parts for name in package.related(part, "oleObject")})
    return (f"{count} embedded objects of other programs left out",) if count else ()


def _attachment(package: Package, name: str) -> Attachment:
    return Attachment(posixpath.basename(name), partial(_data, package, name))


def _data(package: Package, name: str) -> bytes:
    if data := package.bytes(name):
        return data
    raise UnreadableDocument(said("embedded_missing", "it is missing from the file"))
