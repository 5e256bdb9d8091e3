"""Reads the chats in JSON exports of Telegram and others: messages with sender and time."""

import re
from collections.abc import Iterator
from html import unescape

from ingest.documents import Block
from ingest.readers.records.chats import Message, message_blocks, message_of
from ingest.readers.shared.links import leads_to
from ingest.readers.text.json_values import Value, blocks, said

_SLACK_LINK = re.compile(r"<(?P<kind>[@#!]?)(?P<target>[^<>|\s]{1,2000})(?:\|(?P<label>[^<>]{0,500}))?>")
"""A link, or the name of a person, channel or group, in a message of Slack."""
_SHARE = 0.6
"""Share of messages among the members of a list, from which it is a chat."""


def chat_blocks(value: Value) -> Iterator[Block]:
    """Yield the blocks of the chats in a value, and of the other fields of each chat; nothing if there is no chat."""
    for chat in map(_in_utf8, _chats(value)):
        members = dict(chat).get("messages") if isinstance(chat, tuple) else chat
        if isinstance(members, list) and _is_chat(members):
            rest = (
                tuple((key, member) for key, member in chat if key not in ("messages", "id")) if isinstance(chat, tuple) else ()
            )
            yield from blocks(rest)
            name = said(dict(rest).get("name")) or ""
            yield from _said_by_all(members, name)


def _chats(value: Value) -> list[Value]:
    """Return the members of the list `chats` in a value, or the value itself, which may be a chat."""
    if not isinstance(value, tuple):
        return [value]
    chats = dict(value).get("chats")
    listed = dict(chats).get("list") if isinstance(chats, tuple) else chats
    return listed if isinstance(listed, list) else [value]


def _is_chat(members: list[Value]) -> bool:
    messages = sum(_message(member) is not None for member in members)
    return messages > 0 and messages >= _SHARE * len(members)


def _said_by_all(members: list[Value], name: str) -> Iterator[Block]:
    for member in members:
        message = _message(member)
        if message is not None:
            yield from message_blocks([message], name)
        elif isinstance(member, tuple) and dict(member).get("type") != "service":
            yield from blocks(member)


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
        fields = dict(value)
        words = _flat(next((fields[key] for key in ("text", "real_name", "name", "username") if key in fields), None))
        return words + leads_to(words, _flat(fields.get("href")))
    if isinstance(value, list):
        return "".join(map(_flat, value))
    return value if isinstance(value, str) else ""
