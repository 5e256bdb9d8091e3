"""Plain text in any charset."""

from ingest.charsets.decoding import decode
from ingest.documents import Counted, Reading
from ingest.readers.shared.lines import one_line_ends, paragraphs


def read(data: bytes) -> Reading:
    """Return a block for each paragraph, with its lines."""
    return Reading(tuple(paragraphs(one_line_ends(decode(data)))), counted=Counted.LINE)
