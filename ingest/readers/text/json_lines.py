"""Reads JSON Lines: a record in each line."""

from collections.abc import Iterator

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.errors import UnreadableDocument
from ingest.readers.shared.lines import one_line_ends
from ingest.readers.text.json_values import blocks, labelled, parse
from ingest.said import said

_NAMED = 5
"""Damaged lines that are listed."""


def read(data: bytes) -> Reading:
    """Return a block of one line for each record, and list lines that aren't valid JSON as unread.

    Raises `UnreadableDocument` if no line is valid.
    """
    return read_text(one_line_ends(decode(data)))


def read_text(text: str) -> Reading:
    """Return the same as `read`, from decoded text with line feeds as line ends."""
    found, damaged = list[Block](), list[int]()
    for number, line in enumerate(text.split("\n"), 1):
        try:
            record = " ".join(_record(line).split()) if line.strip() else ""
        except (ValueError, UnreadableDocument):
            damaged.append(number)
            continue
        if record:
            found.append(Block(record, span=Span(number, number)))
    if damaged and not found:
        raise UnreadableDocument(said("no_json_line", "not one of its lines is valid JSON"))
    return Reading(tuple(found), unread=tuple(_unread(damaged)), counted=Counted.LINE)


def is_likely(text: str) -> bool:
    """Return whether the first two lines of a text are JSON objects."""
    lines = [line for line in text[:100_000].split("\n") if line.strip()][:2]
    try:
        return len(lines) == 2 and all(line.lstrip().startswith("{") and parse(line) is not None for line in lines)
    except (ValueError, UnreadableDocument):
        return False


def _record(line: str) -> str:
    return " | ".join(
        labelled(block.heading, "; ".join(part for part in block.text.split("\n") if part.strip()))
        for block in blocks(parse(line))
    )


def _unread(damaged: list[int]) -> Iterator[str]:
    for number in damaged[:_NAMED]:
        yield f"line {number}: not valid JSON"
    if len(damaged) > _NAMED:
        yield f"{len(damaged) - _NAMED} more lines: not valid JSON"
