"""Reads plain text in any charset."""

from ingest.charsets.decoding import decode
from ingest.documents import Counted, Reading
from ingest.readers.records.chats import message_blocks, whatsapp
from ingest.readers.records.dated_chats import dated_chat
from ingest.readers.shared.lines import one_line_ends, paragraphs


def read(data: bytes) -> Reading:
    """Return a block for each paragraph, or for each message of an exported chat, with its line numbers."""
    text = one_line_ends(decode(data))
    messages = whatsapp(text) or dated_chat(text)
    return Reading(tuple(paragraphs(text) if messages is None else message_blocks(messages)), counted=Counted.LINE)
