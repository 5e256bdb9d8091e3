"""Reads mail: the headers, the text of the message, and those attachments that have a reader."""

import email
import re
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import partial

from ingest.charsets.decoding import decode
from ingest.documents import SEPARATOR, Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.mail.headers import header, text_of_header
from ingest.readers.mail.parts import fuller, holds_text, is_document, name_of, out_of_enriched, payload, root_of
from ingest.readers.mail.signed import signed_content
from ingest.readers.records import calendar, vcard
from ingest.readers.shared.attachments import Attachment, read_attachments
from ingest.readers.shared.outline import Outline
from ingest.readers.web import html
from ingest.said import said

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_DEEPEST = 5
"""Levels of messages within messages that are read."""
_NAMED = 10
"""Attachments that a note lists."""
_PARAGRAPHS = re.compile(r"\n\s*?\n")
_FLOWED = re.compile(r"(?<!\n--) \n(?!>)")
"""A soft line break of flowed text (RFC 3676)."""
_MESSAGES = ("message/rfc822", "message/global")
_ENRICHED = ("text/enriched", "text/richtext")
_RECORDS = {"text/calendar": calendar, "text/vcard": vcard, "text/x-vcard": vcard, "text/directory": vcard}
_PKCS7 = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""Exceptions that the standard library raises for messages that aren't well formed."""


@dataclass(slots=True)
class MailText:
    """The text of a message; `attachments` are the names of those without a reader, `unread` as in `Reading`."""

    blocks: list[Block] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    hidden: int = 0


def read(data: bytes) -> Reading:
    """Return a block for the headers and one for each paragraph, with the subject as their heading.

    Raises `UnreadableDocument` if the data isn't a message, or is damaged.
    """
    letter = open_letter(data)
    return Reading(tuple(letter.blocks), tuple(letter.unread), attached(letter.attachments), hidden=letter.hidden)


def open_letter(data: bytes, page: int | None = None) -> MailText:
    """Return the text of a message; `page` is its number in a mailbox. Raises `UnreadableDocument` as `read` does."""
    letter = MailText()
    try:
        message = email.message_from_bytes(data)
        if not message.keys():
            raise UnreadableDocument(said("no_headers", "not a mail message: it has no headers"))
        _Opening(letter, page).open(message)
    except _DAMAGE as problem:
        reason = said("nested", "nested too deeply") if isinstance(problem, RecursionError) else type(problem).__name__
        raise UnreadableDocument(said("damaged_message", "damaged message ({why})", why=reason)) from problem
    return letter


def attached(names: list[str]) -> tuple[str, ...]:
    """Return a note that lists attachments without a reader, nothing if there are none."""
    if not names:
        return ()
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return (f"attachments without a reader: {', '.join(names[:_NAMED])}{more}",)


class _Opening:
    """Reads the parts of a message, and of messages within it, in the order in which they are shown."""

    def __init__(self, letter: MailText, page: int | None) -> None:
        self._letter, self._page = letter, page
        self._subjects: list[str] = []
        self._files: list[tuple[str, Message]] = []

    def open(self, message: Message) -> None:
        if len(self._subjects) >= _DEEPEST:
            self._letter.unread.append(f"messages within messages are read {_DEEPEST} deep, not deeper")
            return
        headers = {name: header(message, name) for name in _SHOWN}
        self._subjects.append(headers["Subject"])
        self._add("\n".join(f"{name}: {text}" for name, text in headers.items() if text))
        files, self._files = self._files, []
        self._part(message)
        self._read_files()
        self._files = files
        self._subjects.pop()

    def _part(self, part: Message) -> None:
        kind = part.get_content_type()
        content = signed_content(payload(part)) if kind in _PKCS7 else b""
        if content:
            self._part(email.message_from_bytes(content))
        elif kind == "multipart/encrypted" or kind in _PKCS7:
            self._letter.unread.append("a part is encrypted: open it in your mail program and save it decrypted")
        elif part.is_multipart():
            self._parts(part, kind, [child for child in part.get_payload() if isinstance(child, Message)])
        elif kind in _RECORDS and part.get_content_disposition() != "attachment":
            self._records(part, kind)
        elif kind.startswith("multipart/"):
            self._text(part, "text/plain")  # without the boundary of its parts it is a single text
        elif _is_inline(part):
            self._text(part, kind)
        else:
            self._name([part])

    def _parts(self, around: Message, kind: str, inner: list[Message]) -> None:
        if kind == "multipart/alternative":
            self._alternatives(inner)
            return
        if kind.startswith("message/") and kind not in _MESSAGES:  # a report of a mail server, or part of a split message
            for part in inner:
                self._report(part)
            return
        root = root_of(around, inner) if kind == "multipart/related" else None
        for part in [root] if root else inner:
            if kind in _MESSAGES:
                self.open(part)
            else:
                self._part(part)
        if root:
            self._name([part for part in inner if part is not root and part.get_content_maintype() != "image"])

    def _report(self, part: Message) -> None:
        """Add all headers of a part of a mail server's report, then its content."""
        self._add("\n".join(f"{name}: {text_of_header(str(value))}" for name, value in part.raw_items()))
        if part.is_multipart() or payload(part).strip():
            self._part(part)

    def _alternatives(self, inner: list[Message]) -> None:
        """Read the plain text, or the HTML if that one lacks much of it, and invitations and cards."""
        plain = [part for part in inner if part.get_content_type() == "text/plain" and payload(part).strip()]
        rich = [part for part in inner if part.get_content_type() != "text/plain" and holds_text(part)]
        for part in fuller(plain[0], rich[-1]) if plain and rich else (plain or rich[-1:])[:1]:
            self._part(part)
        for part in inner:
            if part.get_content_type() in _RECORDS:
                self._records(part, part.get_content_type())
        self._name([part for part in inner if part.get_filename() and part.get_content_type() not in _RECORDS])

    def _records(self, part: Message, kind: str) -> None:
        try:
            text = decode(payload(part), part.get_content_charset())
        except UnreadableDocument as problem:
            self._letter.unread.append(f"an invitation or card: {problem}")
            return
        self._add(*(block.text for block in _RECORDS[kind].blocks(text.replace("\r\n", "\n"))))

    def _text(self, part: Message, kind: str) -> None:
        content, charset = payload(part), part.get_content_charset()
        if not content.strip():
            return
        try:
            if kind != "text/html":  # unknown kinds of text count as plain (RFC 2046, 4.1.4)
                text = decode(content, charset)
                self._add(*_paragraphs(out_of_enriched(text) if kind in _ENRICHED else text, part))
                return
            page = html.parse(html.text_of(content, charset), titled=False)
        except UnreadableDocument as problem:
            self._letter.unread.append(f"the text of a message: {problem}")
            return
        self._letter.hidden += page.hidden
        path = self._path()
        for block in page.blocks:
            heading = SEPARATOR.join(filter(None, (path, block.heading)))
            self._letter.blocks.append(replace(block, page=self._page, heading=heading))

    def _add(self, *texts: str) -> None:
        path = self._path()
        self._letter.blocks += (Block(text, self._page, path) for text in texts)

    def _path(self) -> str:
        outline = Outline()
        for level, subject in enumerate(filter(None, self._subjects)):
            outline.enter(level, subject)
        return outline.path

    def _name(self, parts: list[Message]) -> None:
        self._files += ((name_of(part), part) for part in parts)

    def _read_files(self) -> None:
        """Add the names of a message's attachments, and the text of those that have a reader."""
        if not self._files:
            return
        self._add(f"Attachments: {', '.join(name for name, _ in self._files)}")
        readable = [(name, part) for name, part in self._files if is_document(name)]
        self._letter.attachments += (name for name, _ in self._files if not is_document(name))
        found = read_attachments(Attachment(name, partial(payload, part)) for name, part in readable)
        self._letter.unread += found.unread
        path = self._path()
        for block in found.blocks:
            heading = SEPARATOR.join(filter(None, (path, block.heading)))
            self._letter.blocks.append(replace(block, page=self._page, heading=heading))


def _paragraphs(text: str, part: Message) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(part.get_param("format")).lower() == "flowed":
        is_deleted = str(part.get_param("delsp")).lower() == "yes"  # as in Chinese and Japanese, which have no blanks
        text = _FLOWED.sub("" if is_deleted else " ", text)
    return _PARAGRAPHS.split(text)


def _is_inline(part: Message) -> bool:
    """Return whether a part is text of the message itself, not an attached file."""
    if part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text":
        return False
    return part.get_content_subtype() in ("plain", "html") or not (part.get_filename() or is_document(name_of(part)))
