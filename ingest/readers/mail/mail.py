"""Mail: who wrote to whom, when and about what, what the message says, and its attachments where a reader is there."""

import email
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import partial
from pathlib import PurePosixPath

from ingest.charsets.decoding import decode
from ingest.documents import SEPARATOR, Block, Reading
from ingest.errors import UnreadableDocument
from ingest.files.names import suffix_of
from ingest.readers import READERS
from ingest.readers.mail.headers import header, text_of_header
from ingest.readers.records import calendar, vcard
from ingest.readers.shared.attachments import Attachment, read_attachments, shown_name
from ingest.readers.shared.compressed import split_suffix
from ingest.readers.shared.outline import Outline
from ingest.readers.web import html

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_DEEPEST = 5
"""Messages within messages that are read."""
_NAMED = 10
"""Attachments that a note names one by one."""
_PARAGRAPHS = re.compile(r"\n\s*?\n")
_FLOWED = re.compile(r"(?<!\n--) \n(?!>)")
_TEXTS = ("text/plain", "text/html")
_RECORDS = {"text/calendar": calendar, "text/vcard": vcard, "text/x-vcard": vcard, "text/directory": vcard}
_STUB = 0.6
"""Share of the words of a message's HTML below which its plain form leaves things out."""
_WORD = re.compile(r"\w+")
_SEALED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"))
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library raises on messages that aren't well formed."""


@dataclass(slots=True)
class MailText:
    """What a message says, and the names of what is attached to it and isn't read."""

    blocks: list[Block] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    hidden: int = 0


def read(data: bytes) -> Reading:
    """Return a block for the headers and one for each paragraph, under the message's subject."""
    letter = open_letter(data)
    return Reading(tuple(letter.blocks), tuple(letter.unread), attached(letter.attachments), hidden=letter.hidden)


def open_letter(data: bytes, page: int | None = None) -> MailText:
    """Return what a message says, on the `page` of a mailbox; raises `UnreadableDocument` if it is none or damaged."""
    letter = MailText()
    try:
        message = email.message_from_bytes(data)
        if not message.keys():
            raise UnreadableDocument("not a mail message: it has no headers")
        _Opening(letter, page).open(message)
    except _DAMAGE as problem:
        reason = "nested too deeply" if isinstance(problem, RecursionError) else type(problem).__name__
        raise UnreadableDocument(f"damaged message ({reason})") from problem
    return letter


def attached(names: list[str]) -> tuple[str, ...]:
    """Return the note that names attachments, if there are any."""
    if not names:
        return ()
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return (f"attachments without a reader: {', '.join(names[:_NAMED])}{more}",)


class _Opening:
    """Goes through the parts of a message in the order in which a reader sees them."""

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
        if kind in _SEALED:
            self._letter.unread.append("a part is encrypted: open it in your mail program and save it decrypted")
        elif part.is_multipart():
            self._parts(kind, [child for child in part.get_payload() if isinstance(child, Message)])
        elif kind in _TEXTS and part.get_content_disposition() != "attachment":
            self._text(part, kind)
        elif kind in _RECORDS and part.get_content_disposition() != "attachment":
            self._records(part, kind)
        elif kind.startswith("multipart/"):
            self._text(part, "text/plain")  # the boundary of its parts is missing or never comes
        else:
            self._name([part])

    def _parts(self, kind: str, inner: list[Message]) -> None:
        if kind == "multipart/alternative":
            self._alternatives(inner)
            return
        own = inner[:1] if kind == "multipart/related" else inner
        for part in own:
            if kind == "message/rfc822":
                self.open(part)
            else:
                self._part(part)
        self._name([part for part in inner[len(own) :] if part.get_content_maintype() != "image"])

    def _alternatives(self, inner: list[Message]) -> None:
        """Read one of several forms of a text, the plain one unless it leaves things out, and an invitation beside it."""
        plain = [part for part in inner if part.get_content_type() == "text/plain" and _payload(part).strip()]
        rich = [part for part in inner if part.get_content_type() != "text/plain" and _holds_text(part)]
        stub = bool(plain and rich) and _says_more(_words_of(rich[-1]), _words_of(plain[0]))
        for part in (rich[-1:] if stub else plain or rich[-1:])[:1]:
            self._part(part)
        for part in inner:
            if part.get_content_type() in _RECORDS:
                self._records(part, part.get_content_type())
        self._name([part for part in inner if part.get_filename() and part.get_content_type() not in _RECORDS])

    def _records(self, part: Message, kind: str) -> None:
        try:
            text = decode(_payload(part), part.get_content_charset())
        except UnreadableDocument as problem:
            self._letter.unread.append(f"an invitation or card: {problem}")
            return
        self._add(*(block.text for block in _RECORDS[kind].blocks(text.replace("\r\n", "\n"))))

    def _text(self, part: Message, kind: str) -> None:
        content, charset = _payload(part), part.get_content_charset()
        if not content.strip():
            return
        try:
            if kind == "text/plain":
                flowed = str(part.get_param("format")).lower() == "flowed"
                self._add(*_paragraphs(decode(content, charset), flowed))
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
        for part in parts:
            name = shown_name(text_of_header(part.get_filename() or "") or part.get_content_type())
            self._files.append((name, part))

    def _read_files(self) -> None:
        """Say the names of a message's attachments, and what those say for which a reader is there."""
        if not self._files:
            return
        self._add(f"Attachments: {', '.join(name for name, _ in self._files)}")
        readable = [(name, part) for name, part in self._files if _is_document(suffix_of(PurePosixPath(name)))]
        self._letter.attachments += (name for name, part in self._files if (name, part) not in readable)
        found = read_attachments(Attachment(name, partial(_payload, part)) for name, part in readable)
        self._letter.unread += found.unread
        path = self._path()
        for block in found.blocks:
            heading = SEPARATOR.join(filter(None, (path, block.heading)))
            self._letter.blocks.append(replace(block, page=self._page, heading=heading))


def _paragraphs(text: str, flowed: bool) -> list[str]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if flowed:
        text = _FLOWED.sub(" ", text)
    return _PARAGRAPHS.split(text)


def _is_document(suffix: str) -> bool:
    """Return whether an attachment is read: programs aren't, which no one sends to have them searched."""
    return READERS.get(split_suffix(suffix)[0], "code") != "code"


def _says_more(rich: Counter[str], plain: Counter[str]) -> bool:
    """Return whether the words of one form are more than those of the other, and hardly found in it."""
    return rich.total() > plain.total() and (rich & plain).total() < _STUB * rich.total()


def _words_of(part: Message) -> Counter[str]:
    """Return the words that a form of a message shows."""
    for inner in part.walk():
        kind, charset = inner.get_content_type(), inner.get_content_charset()
        try:
            if kind == "text/html":
                page = html.parse(html.text_of(_payload(inner), charset), titled=False)
                return Counter(word for block in page.blocks for word in _WORD.findall(block.text.casefold()))
            if kind == "text/plain":
                return Counter(_WORD.findall(decode(_payload(inner), charset).casefold()))
        except UnreadableDocument:
            return Counter()
    return Counter()


def _holds_text(part: Message) -> bool:
    return part.is_multipart() or part.get_content_type() == "text/html"


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
