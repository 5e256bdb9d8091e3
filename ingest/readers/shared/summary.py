"""Shortens the list of unread parts of a document with very many parts."""

from collections.abc import Sequence

from ingest.documents import Block
from ingest.errors import UnreadableDocument

_NAMED = 20
"""Unread parts that are listed."""


def unread_lines(blocks: Sequence[Block], problems: Sequence[str], part: str) -> tuple[str, ...]:
    """Return the first 20 problems and a line with the number of the others; `part` names a part, such as "chapter".

    Raises `UnreadableDocument` with the first problem if no block has text.
    """
    if problems and not any(block.text.strip() for block in blocks):
        raise UnreadableDocument(f"no {part} of it can be read ({problems[0]})")
    more = len(problems) - _NAMED
    return tuple(problems) if more <= 0 else (*problems[:_NAMED], f"and {more:,} more like these")
