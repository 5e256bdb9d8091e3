"""Reads messages of Apple Mail: a line with the length of the message, the message, and a property list about it."""

import re

from ingest.documents import Reading
from ingest.errors import UnreadableDocument
from ingest.readers.mail import mail
from ingest.said import said

_LENGTH = re.compile(rb"\s*(\d{1,10})\s*\n")


def read(data: bytes) -> Reading:
    """Return the blocks of the message; raises `UnreadableDocument` if it isn't one, or is damaged."""
    length = _LENGTH.match(data)
    if length is None:
        raise UnreadableDocument(said("not_apple_mail", "not a message of Apple Mail: its length is missing"))
    return mail.read(data[length.end() : length.end() + int(length[1])])
