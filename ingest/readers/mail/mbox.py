"""Reads mailboxes (mbox): each message is a page, and a damaged message is left out."""

import re
from collections.abc import Iterator

from ingest.documents import Block, PageUnit, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.mail.mail import attached, open_letter
from ingest.readers.shared.attachments import one_budget
from ingest.readers.shared.summary import unread_lines

_DAYS = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTHS = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_POSTMARK = re.compile(rb"^From (?:[^\n]{0,300} )?" + _DAYS + rb",? +(?:\d+ )?" + _MONTHS + rb"\b[^\n]*\n", re.MULTILINE)
"""The line before each message, which has a date, unlike a sentence that begins with "From"."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(data: bytes) -> Reading:
    """Return the blocks of each message, with its number in the mailbox as their page.

    Raises `UnreadableDocument` if no message can be read.
    """
    with one_budget():
        return _mailbox(data)


def _mailbox(data: bytes) -> Reading:
    blocks, unread, attachments, hidden, number = list[Block](), list[str](), list[str](), 0, 0
    for number, message in enumerate(_messages(data), 1):
        try:
            letter = open_letter(_QUOTED.sub(rb"\1", message), number)
        except UnreadableDocument as problem:
            unread.append(f"message {number}: {problem}")
            continue
        blocks += letter.blocks
        unread += (f"message {number}: {line}" for line in letter.unread)
        attachments += letter.attachments
        hidden += letter.hidden
    return Reading(
        tuple(blocks),
        unread_lines(blocks, unread, "message"),
        attached(attachments),
        pages=number,
        page_unit=PageUnit.MESSAGE,
        hidden=hidden,
    )


def _messages(data: bytes) -> Iterator[bytes]:
    first = _POSTMARK.search(data)
    if first is None:
        yield data  # the file is a single message with the suffix of a mailbox
        return
    begin = first.end()
    for mark in _POSTMARK.finditer(data, begin):
        yield data[begin : mark.start()]
        begin = mark.end()
    yield data[begin:]
