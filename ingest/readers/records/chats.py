"""Reads exported chats (Telegram, WhatsApp, SMS): each message is one line with its time and sender."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ingest.documents import Block, Span

_TIMES = (
    "readable_date", "date", "timestamp", "time", "sent_at", "created_at", "created_date", "createddatetime",
    "originalarrivaltime", "origin_server_ts", "ts", "timestamp_ms",
)  # fmt: skip
_SENDERS = (
    "displayname", "from", "sender", "author", "contact_name", "sender_name", "creator", "user", "actor", "address", "username",
)  # fmt: skip
TEXTS = ("text", "body", "content", "message")
_FILES = ("file_name", "file", "media_type")
"""Names of the fields of a message in exports of messengers and in SMS backups, in lower case, the preferred first."""
FIELDS = frozenset((*_TIMES, *_SENDERS)) - {"address"}
"""Names of the fields that tell when and by whom a message was sent, and nothing else."""
_SENT = "2"
"""The `type` of an SMS that was sent from the phone, in backups of Android."""
_SECONDS = range(10**9, 10**10)
_MILLISECONDS = range(10**12, 10**13)
"""Numbers that are times since 1970: those from 2001 to 2286."""
_BEFORE_CLOCK = re.compile(r"(?<=\d)T(?=\d)")
_LONGEST_NUMBER = 20
"""Number of digits from which on a number can't be a time; Python refuses to convert numbers of more than 4,300 digits."""
_DATE = (
    r"\d{1,4}(?:[./-] ?|[년年] ?)\d{1,2}(?:[./-] ?|[월月] ?)\d{1,4}[.일日]?[,،]?"
    r"(?: (?:à|um|at|a las|às|alle|om|klo|kl\.?|saat|lúc|в|o))?"
)
_HALF = r"[上下中]午|凌晨|早上|晚上|오전|오후|午[前後]"
"""Words for a.m., p.m. and parts of the day, which Chinese, Korean and Japanese write before the time."""
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f\u00a0]?(?:[AaPp]\.?[ \u202f\u00a0]?[Mm]\.?|[صم]\b))?"
_TIME = rf"{_DATE} (?:(?:{_HALF}) ?)?{_CLOCK}"
"""A date with a time as WhatsApp writes it, in the formats of many languages."""
_WHATSAPP = re.compile(rf"\u200e?\[?({_TIME})\]?(?: -|,)? ([^:\n]{{1,80}}?) ?: (.*)")
_NOTE = re.compile(rf"(?:\[({_TIME})\]|({_TIME}) -) (.*)")
"""A line that WhatsApp itself wrote, such as who joined the chat."""
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")
_LIKELY, _LOOKED_AT = 3, 50
"""Lines in the form of a message among the first of a text, from which it is a chat."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message with its time and sender; `line` is the number of its first line, 0 if lines aren't counted."""

    time: str
    sender: str
    text: str
    line: int = 0

    @property
    def said(self) -> str:
        """The message in one line."""
        head = f"{self.time} {self.sender}".strip()
        text = " ".join(self.text.split())
        return f"{head}: {text}" if head else text


def message_of(fields: Mapping[str, str]) -> Message | None:
    """Return the message in some fields by their names, None if there is no text, time or sender among them."""
    text = next((fields[name] for name in TEXTS if fields.get(name, "").strip()), "")
    text = text or next((f"[{fields[name]}]" for name in _FILES if fields.get(name)), "")
    time = next((fields[name] for name in _TIMES if fields.get(name)), "")
    sender = next((fields[name] for name in _SENDERS if fields.get(name) and fields[name] != "null"), "")
    if not (text and time and sender):
        return None
    is_own = fields.get("type") == _SENT and "body" in fields
    return Message(_readable(time), f"to {sender}" if is_own else sender, text)


def _readable(time: str) -> str:
    """Return a time as in ISO 8601, with a blank for the T; seconds or milliseconds since 1970 are given in UTC."""
    digits = time.partition(".")[0]
    if digits.isdecimal() and len(digits) < _LONGEST_NUMBER and (int(digits) in _SECONDS or int(digits) in _MILLISECONDS):
        seconds = int(digits) if int(digits) in _SECONDS else int(digits) // 1000
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")
    return _BEFORE_CLOCK.sub(" ", time, count=1)


def message_blocks(messages: Iterable[Message], heading: str = "") -> Iterator[Block]:
    """Yield a block for each message that isn't empty."""
    for message in messages:
        if message.text.strip():
            span = Span(message.line, message.line + message.text.count("\n")) if message.line else None
            yield Block(message.said, heading=heading, span=span)


def whatsapp(text: str) -> list[Message] | None:
    """Return the messages of a chat that WhatsApp exported, None if the text isn't one."""
    lines = _MARKS.sub("", text).split("\n")
    if not _is_whatsapp([line for line in lines if line.strip()][:_LOOKED_AT]):
        return None
    found = list[tuple[Message, list[str]]]()
    for number, line in enumerate(lines, 1):
        if start := _WHATSAPP.match(line):
            found.append((Message(start[1], start[2].strip(), start[3], number), []))
        elif note := _NOTE.match(line):
            found.append((Message(note[1] or note[2], "", note[3], number), []))
        elif found and line.strip():
            found[-1][1].append(line)
    return with_lines(found)


def _is_whatsapp(first: Sequence[str]) -> bool:
    """Return whether the first lines of a text, none of them blank, are those of a chat, which may begin with a notice."""
    said = sum(map(bool, map(_WHATSAPP.match, first)))
    noted = sum(bool(_NOTE.match(line)) and not _WHATSAPP.match(line) for line in first)
    begins = bool(first) and bool(_WHATSAPP.match(first[0]) or _NOTE.match(first[0]))
    return begins and said > 0 and said + noted >= min(_LIKELY, len(first))


def with_lines(found: Iterable[tuple[Message, Sequence[str]]]) -> list[Message]:
    """Return messages of one line with the lines that follow each."""
    return [replace(message, text="\n".join((message.text, *more))) for message, more in found]
