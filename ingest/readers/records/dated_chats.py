"""Reads chats that LINE and KakaoTalk exported, whose messages have a time only and whose dates stand in lines of their own."""

import re

from ingest.readers.records.chats import Message, with_lines

_HALF = r"[上下]午|午[前後]|오전|오후"
_CLOCK = rf"(?:(?:{_HALF}) ?)?\d{{1,2}}:\d\d(?: ?[AP]M)?"
_FORMS = (
    (
        re.compile(r"(\d{4}[/.]\d{1,2}[/.]\d{1,2}) ?(?:[(（]\w{1,3}[)）]|\w{1,12})?|\w{3}, (\d{1,2}/\d{1,2}/\d{4})"),
        re.compile(rf"(?P<time>{_CLOCK})\t(?P<sender>[^\t]{{1,80}})\t(?P<text>.*)"),
    ),
    (
        re.compile(r"-{5,} (?:(\d{4}년 \d{1,2}월 \d{1,2}일)(?: .요일)?|\w{6,9}, (\w{3,9} \d{1,2}, \d{4})) -{5,}"),
        re.compile(rf"\[(?P<sender>[^\]]{{1,80}})\] \[(?P<time>{_CLOCK})\] (?P<text>.*)"),
    ),
)
"""The lines with a date and those with a message: of LINE, and of KakaoTalk on computers."""
_LOOKED_AT = 50
"""Lines among which a date and a message after it are expected."""


def dated_chat(text: str) -> list[Message] | None:
    """Return the messages of a chat, with the lines before the first date as one without a sender; None if it isn't one."""
    lines = text.split("\n")
    for date_line, message_line in _FORMS:
        first = next((at for at, line in enumerate(lines[:_LOOKED_AT]) if date_line.fullmatch(line.strip())), None)
        if first is not None and any(map(message_line.fullmatch, lines[first + 1 : first + 4])):
            return _messages(lines, first, date_line, message_line)
    return None


def _messages(lines: list[str], first: int, date_line: re.Pattern[str], message_line: re.Pattern[str]) -> list[Message]:
    found, date = [(Message("", "", "\n".join(lines[:first]), 1), list[str]())], ""
    for number, line in enumerate(lines[first:], first + 1):
        if start := date_line.fullmatch(line.strip()):
            date = start[1] or start[2]
        elif said := message_line.fullmatch(line):
            found.append((Message(f"{date} {said['time']}", said["sender"], said["text"], number), []))
        elif line.strip():
            found[-1][1].append(line)
    return with_lines(found)
