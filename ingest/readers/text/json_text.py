"""Reads JSON: strings and numbers as lines under the path of their keys, chats as messages."""

from ingest.charsets.decoding import decode
from ingest.documents import Counted, Reading
from ingest.readers.shared.lines import one_line_ends, paragraphs
from ingest.readers.text import json_lines
from ingest.readers.text.json_chat import chat_blocks
from ingest.readers.text.json_values import blocks, parse


def read(data: bytes) -> Reading:
    """Return a block for each object or list with values in it; a file that isn't valid JSON is read as plain text.

    Raises `UnreadableDocument` if the values are nested too deeply.
    """
    text = one_line_ends(decode(data))
    try:
        value = parse(text)
        return Reading(tuple(chat_blocks(value)) or tuple(blocks(value)))
    except ValueError as problem:
        if json_lines.is_likely(text):
            return json_lines.read_text(text)
        note = f"not valid JSON ({str(problem)[:100]}): read as plain text"
        return Reading(tuple(paragraphs(text)), notes=(note,) if text.strip() else (), counted=Counted.LINE)
