"""Reads the sources of LaTeX, with its letters and accents in Unicode, so that they are found as they are printed."""

from ingest.charsets.decoding import decode
from ingest.documents import Counted, Reading
from ingest.readers.records.latex import with_letters
from ingest.readers.shared.lines import one_line_ends, paragraphs


def read(data: bytes) -> Reading:
    """Return a block for each paragraph, with its line numbers."""
    return Reading(tuple(paragraphs(with_letters(one_line_ends(decode(data))))), counted=Counted.LINE)
