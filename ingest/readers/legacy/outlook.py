"""Reads MSG, the messages that Outlook saves, by python-oxmsg: headers, text and attachments."""

import io
import re
from functools import partial

from oxmsg import Message
from oxmsg.attachment import Attachment as Attached

from ingest.documents import SEPARATOR, Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.shared.attachments import Attachment, read_attachments
from ingest.readers.web import html
from ingest.said import said

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARAGRAPHS = re.compile(r"\n\s*?\n")
_HEADERS = ("To", "Cc")


def read(data: bytes) -> Reading:
    """Return a block for the headers and for each paragraph, and the blocks of those attachments that have a reader.

    Raises `UnreadableDocument` if the file isn't an OLE file.
    """
    if not data.startswith(_OLE):
        raise UnreadableDocument(said("not_outlook", "not a message of Outlook in spite of its name"))
    message = Message.load(io.BytesIO(data))
    subject = message.subject or ""
    blocks = [Block("\n".join(_heads(message, subject)), heading=subject)]
    hidden = 0
    if (message.body or "").strip():
        blocks += (Block(part, heading=subject) for part in _PARAGRAPHS.split((message.body or "").replace("\r\n", "\n")))
    elif message.html_body:
        page = html.parse(message.html_body, titled=False)
        hidden = page.hidden
        blocks += (Block(one.text, heading=_under(subject, one.heading), header=one.header) for one in page.blocks)
    names = [one.file_name or "unnamed" for one in message.attachments]
    blocks += [Block(f"Attachments: {', '.join(names)}", heading=subject)] if names else []
    found = read_attachments(Attachment(one.file_name or "unnamed", partial(_bytes, one)) for one in message.attachments)
    blocks += (Block(one.text, heading=_under(subject, one.heading), header=one.header) for one in found.blocks)
    return Reading(tuple(blocks), notes=found.unread, hidden=hidden)


def _heads(message: Message, subject: str) -> list[str]:
    heads = {"From": message.sender or "", **{name: message.message_headers.get(name, "") for name in _HEADERS}}
    if not heads["To"]:
        heads["To"] = ", ".join(f"{one.name} <{one.email_address}>" for one in message.recipients)
    heads |= {"Date": str(message.sent_date or ""), "Subject": subject}
    return [f"{name}: {' '.join(text.split())}" for name, text in heads.items() if text]


def _under(subject: str, heading: str) -> str:
    return SEPARATOR.join(filter(None, (subject, heading)))


def _bytes(attachment: Attached) -> bytes:
    return attachment.file_bytes or b""
