"""Reads BibTeX by bibtexparser: a block for each entry, with LaTeX's letters in Unicode."""

import logging
from collections.abc import Iterator, Mapping

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Block as Parsed
from bibtexparser.model import Entry, String

from ingest.charsets.decoding import decode
from ingest.documents import Block, Reading
from ingest.readers.records.latex import unicode_of
from ingest.readers.shared.lines import one_line_ends

_UNSAID = frozenset(("file", "timestamp", "owner", "date-added", "date-modified", "bdsk-file-1"))
"""Fields that reference managers use internally."""
_NAMED = 5
"""Damaged entries that are listed."""
_ENCLOSED = {"{": "}", '"': '"'}
_LONGEST = 20_000
"""Characters of a value that is longer than its source, since abbreviations that refer to each other can grow exponentially."""


def read(data: bytes) -> Reading:
    """Return a block for each entry, with a line `field: value` for each field; a damaged entry is read as text and noted."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(one_line_ends(decode(data)), parse_stack=())
    strings = dict[str, str]()
    for name, string in library.strings_dict.items():
        strings[name.lower()] = _value(str(string.value), strings)
    blocks = tuple(block for parsed in library.blocks for block in _blocks(parsed, strings))
    lost = [f"the entry at line {(block.start_line or 0) + 1} is damaged: read as text" for block in library.failed_blocks]
    more = [f"{len(lost) - _NAMED} more entries are damaged"] if len(lost) > _NAMED else []
    return Reading(blocks, notes=(*lost[:_NAMED], *more))


def _blocks(parsed: Parsed, strings: Mapping[str, str]) -> Iterator[Block]:
    if isinstance(parsed, Entry):
        said = (field for field in parsed.fields if field.key.lower() not in _UNSAID)
        fields = ((field.key, unicode_of(_value(str(field.value), strings))) for field in said)
        lines = "\n".join(f"{name}: {value}" for name, value in fields if value)
        yield Block(f"{parsed.entry_type}: {parsed.key}\n{lines}")
    elif isinstance(parsed, String):
        yield Block(f"{parsed.key}: {unicode_of(strings.get(parsed.key.lower(), str(parsed.value)))}")
    else:
        yield Block(unicode_of(parsed.raw or ""))


def _value(source: str, strings: Mapping[str, str]) -> str:
    """Return the value of a field: the pieces that `#` joins, with abbreviations replaced by their strings."""
    said, most = "", max(_LONGEST, len(source))
    for piece in map(str.strip, _pieces(source)):
        is_enclosed = len(piece) > 1 and _ENCLOSED.get(piece[0]) == piece[-1]
        said += piece[1:-1] if is_enclosed else strings.get(piece.lower(), piece)
        if len(said) > most:
            return said[:most]
    return said


def _pieces(source: str) -> Iterator[str]:
    """Yield the pieces of a value between `#`, except within braces and quotation marks."""
    start = depth = 0
    quoted = False
    for at, sign in enumerate(source):
        depth += (sign == "{") - (sign == "}")
        if sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted:
            yield source[start:at]
            start = at + 1
    yield source[start:]
