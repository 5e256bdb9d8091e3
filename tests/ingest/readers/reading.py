"""Reads text with the reader of a format."""

from ingest.documents import Reading
from ingest.readers import reader_for


def read(suffix: str, text: str | bytes) -> Reading:
    return reader_for(suffix)(text.encode() if isinstance(text, str) else text)


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks]


def lines_agree(reading: Reading, source: str) -> bool:
    """Return whether each line of each block is at its span in the source; a line of text may be several of the source."""
    lines = source.split("\n")
    return all(
        word in (lines[block.span.first - 1 + at] if "\n" in block.text else source.split("\n", block.span.first - 1)[-1])
        for block in reading.blocks
        if block.span
        for at, line in enumerate(block.text.split("\n"))
        for word in line.replace("|", " ").split()[:1]
    )
