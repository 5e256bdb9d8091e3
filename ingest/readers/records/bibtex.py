"""BibTeX by bibtexparser: an entry a block, with the letters that LaTeX spells as Unicode."""

import logging
from collections.abc import Iterator

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block as Parsed
from bibtexparser.model import Entry, String

from ingest.charsets.decoding import decode
from ingest.documents import Block, Reading
from ingest.readers.records.latex import unicode_of
from ingest.readers.shared.lines import one_line_ends

_UNSAID = frozenset(("file", "timestamp", "owner", "date-added", "date-modified", "bdsk-file-1"))
"""Fields in which programs keep their own affairs."""
_NAMED = 5
"""Damaged entries that are named one by one."""


def read(data: bytes) -> Reading:
    """Return a block for each entry, `field: value` a line; an entry that can't be parsed is read as it stands and named."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(one_line_ends(decode(data)))
    blocks = tuple(block for parsed in library.blocks for block in _blocks(parsed))
    lost = [f"the entry at line {(block.start_line or 0) + 1} is damaged: read as text" for block in library.failed_blocks]
    more = [f"{len(lost) - _NAMED} more entries are damaged"] if len(lost) > _NAMED else []
    return Reading(blocks, notes=(*lost[:_NAMED], *more))


def _blocks(parsed: Parsed) -> Iterator[Block]:
    if isinstance(parsed, Entry):
        fields = ((field.key, unicode_of(str(field.value))) for field in parsed.fields if field.key.lower() not in _UNSAID)
        lines = "\n".join(f"{name}: {value}" for name, value in fields if value)
        yield Block(f"{parsed.entry_type}: {parsed.key}\n{lines}")
    elif isinstance(parsed, String):
        yield Block(f"{parsed.key}: {unicode_of(str(parsed.value))}")
    else:
        yield Block(unicode_of(parsed.raw or ""))
