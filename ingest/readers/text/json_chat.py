"""Reads the chats in JSON exports of Telegram and others: messages with sender and time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from ingest.documents import Block
from ingest.readers.records.chats import FIELDS, TEXTS, Message, message_blocks, message_of
from ingest.readers.shared.links import leads_to
from ingest.readers.text.json_values import Value, blocks
from ingest.readers.web import html

_SLACK_LINK = re.compile(r"<(?P<kind>[@#!]?)(?P<target>[^<>|\s]{1,2000})(?:\|(?P<label>[^<>]{0,500}))?>")
"""A link, or the name of a person, channel or group, in a message of Slack."""
_LISTS = ("messages", "value", "messagelist")
"""Names of the list of a chat's messages, in lower case."""
_NAMES = ("name", "displayName", "title")
_TECHNICAL = re.compile(
    r"text_entities|blocks|user_profile|bot_profile|reactions|edited|properties|thumbnail|etag|(?:sub|file|mime|msg)type"
    r"|(?:url|is|has|original|display|permalink|thumb)(?:_|[A-Z]).*|(?:.*_)?(?:ids?|type|team|ts|unixtime|hash|color|at|ms|emoji|mode)"
    r"|.*(?:I[dD]s?|Type|Hash|Color|Version|At|Emoji)"
)
"""Names of fields that people don't see or that repeat the text."""
_WORDY = re.compile(r"[^\W\d_]{2}")
_OF_MESSAGES = FIELDS | {*TEXTS, "address", "file_name", "file", "media_type", "id", "type"}
"""Names of the fields of a message in a list without a chat around it, in lower case; records have others."""
_EMPTY: tuple[Value, ...] = ("", None, (), [])
_WORDS = ("text", "real_name", "nickname", "displayname", "display_name", "name", "username", "user", "body", "content")
"""Fields of an object that hold its text or its name, the preferred first."""
_SHARE = 0.6
"""Share of messages among the members of a list, from which it is a chat."""


def chat_blocks(value: Value) -> Iterator[Block]:
    """Yield the blocks of the chats in a value, and of the other fields of each chat; nothing if there is no chat."""
    for chat in map(_in_utf8, _chats(value)):
        key, members = _listed(chat)
        if members is not None:
            rest = tuple(pair for pair in chat if pair[0] not in (key, "id")) if isinstance(chat, tuple) else ()
            yield from blocks(rest)
            yield from _said_by_all(members, _flat(next((dict(rest)[name] for name in _NAMES if name in dict(rest)), None)))


def _listed(chat: Value) -> tuple[str, list[Value] | None]:
    """Return the list of a chat's messages with its key; None if there is none."""
    pairs = chat if isinstance(chat, tuple) else (("", chat),)
    lists = ((key, list_) for key, list_ in pairs if isinstance(list_, list) and (not key or key.casefold() in _LISTS))
    return next(((key, list_) for key, list_ in lists if _is_chat(list_, titled=bool(key))), ("", None))


def _chats(value: Value) -> list[Value]:
    """Return the members of the list of chats in a value, or the value itself, which may be a chat."""
    if not isinstance(value, tuple):
        return [value]
    chats = dict(value).get("chats") or dict(value).get("conversations")
    listed = dict(chats).get("list") if isinstance(chats, tuple) else chats
    return listed if isinstance(listed, list) else [value]


def _is_chat(members: list[Value], *, titled: bool) -> bool:
    """Return whether most members of a list are messages; those of a list that isn't `titled` hold nothing else."""
    messages = sum(_message(member) is not None for member in members)
    return messages > 0 and messages >= _SHARE * len(members) and (titled or not any(map(_holds_more, members)))


def _holds_more(member: Value) -> bool:
    """Return whether a message without a chat around it has a value in a field that messages don't have, as records do."""
    pairs = member if isinstance(member, tuple) else ()
    fields = dict(pairs)
    if "ts" in fields and (fields.get("type") == "message" or "user_profile" in fields):
        return False  # exports of Slack have no chat around their messages
    return any(value not in _EMPTY and key.casefold() not in _OF_MESSAGES for key, value in pairs)


def _said_by_all(members: list[Value], name: str) -> Iterator[Block]:
    for member in members:
        message = _message(member)
        if message is not None and isinstance(member, tuple):
            yield from message_blocks([replace(message, text=" ".join((message.text, *_more(member, message.text))))], name)
        elif isinstance(member, tuple) and dict(member).get("type") != "service":
            yield from blocks(member)


def _more(member: tuple[tuple[str, Value], ...], text: str) -> Iterator[str]:
    """Yield what people see of a message beside its text: files, links, polls, quoted messages, a subject."""
    shown = next((key for key, value in member if key.casefold() in TEXTS and _flat(value).strip()), "")
    for block in blocks(_seen(tuple((key, value) for key, value in member if key != shown and key.casefold() not in FIELDS))):
        for line in block.text.split("\n"):
            value = line.partition(": ")[2] or line
            if (_WORDY.search(value) or "phone" in line) and value not in text:
                yield f"[{line}]"


def _seen(value: Value) -> Value:
    """Return a value without the technical fields of its objects, and without truth values."""
    if isinstance(value, tuple):
        return tuple((key, _seen(member)) for key, member in value if not _TECHNICAL.fullmatch(key))
    if isinstance(value, list):
        return list(map(_seen, value))
    return value if isinstance(value, str) else None


def _message(member: Value) -> Message | None:
    if not isinstance(member, tuple):
        return None
    fields = {key.casefold(): _flat(value) for key, value in member}
    if isinstance(profile := dict(member).get("user_profile"), tuple):
        fields["from"] = _flat(profile) or fields.get("user", "")
    if fields.get("type") == "message" and "ts" in fields:
        fields["text"] = _out_of_slack(fields.get("text", ""))
    return message_of(fields)


def _out_of_slack(text: str) -> str:
    """Return a message of Slack with its links, names of channels and signs as they are shown."""
    return unescape(_SLACK_LINK.sub(_shown_link, text))


def _shown_link(found: re.Match[str]) -> str:
    kind, target, label = found.group("kind", "target", "label")
    if kind:
        return f"{'' if kind == '!' else kind}{label or target}"
    return f"{label}{leads_to(label, target)}" if label else target


def _in_utf8(chat: Value) -> Value:
    """Return a chat of Messenger or Instagram with its letters: their exports write each byte of UTF-8 as a character."""
    messages = dict(chat).get("messages") if isinstance(chat, tuple) else None
    is_theirs = isinstance(messages, list) and any("timestamp_ms" in dict(one) for one in messages if isinstance(one, tuple))
    return _as_utf8(chat) if is_theirs else chat


def _as_utf8(value: Value) -> Value:
    if isinstance(value, tuple):
        return tuple((key, _as_utf8(member)) for key, member in value)
    if isinstance(value, list):
        return list(map(_as_utf8, value))
    try:
        return value.encode("latin-1").decode() if isinstance(value, str) else value
    except UnicodeError:
        return value


def _flat(value: Value) -> str:
    """Return the text of a field: a string, the joined pieces of a list, or the text or name of an object."""
    if isinstance(value, tuple):
        fields = {key.casefold(): member for key, member in value}
        words = _flat(next((fields[key] for key in _WORDS if key in fields), None))
        words = html.words_of(words) if fields.get("contenttype") == "html" else words
        return words + leads_to(words, _flat(fields.get("href")))
    if isinstance(value, list):
        return "".join(map(_flat, value))
    return value if isinstance(value, str) else ""
