"""Plain text in any charset."""

import re

from ingest.charsets import decode
from ingest.documents import Block, Reading

_PARAGRAPHS = re.compile(r"\n\s*\n")


def read(data: bytes) -> Reading:
    """Return a block for each paragraph."""
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    return Reading(tuple(Block(part) for part in _PARAGRAPHS.split(text)))
