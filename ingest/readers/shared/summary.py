"""Sums up what couldn't be read of a document with very many parts."""

from collections.abc import Sequence

from ingest.documents import Block
from ingest.errors import UnreadableDocument

_NAMED = 20
"""Parts that are named one by one as unread."""


def unread_lines(blocks: Sequence[Block], problems: Sequence[str], part: str) -> tuple[str, ...]:
    """Return the first lines, and how many more there are; raises `UnreadableDocument` if problems are all there is.

    `part` is what a document has many of: "chapter", "message".
    """
    if problems and not any(block.text.strip() for block in blocks):
        raise UnreadableDocument(f"no {part} of it can be read ({problems[0]})")
    more = len(problems) - _NAMED
    return tuple(problems) if more <= 0 else (*problems[:_NAMED], f"and {more:,} more like these")
