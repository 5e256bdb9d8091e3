"""Reads subtitles (SRT and WebVTT): passages of some sentences with their seconds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

import regex

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.errors import UnreadableDocument
from ingest.language.punctuation import SENTENCE_END, ends_without_blank
from ingest.language.scripts import UNSPACED
from ingest.readers.shared.lines import one_line_ends
from ingest.said import said

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?![\d:])")
_SPEAKER = re.compile(r"<v(?:\.[\w.-]+)?\s+([^<>\n]{1,80})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|<[\d:.]{1,20}>|\{\\[^{}\n]{0,200}\}")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_PAUSE, _PASSAGE, _LONGEST = 5, 300, 600
"""Seconds of silence after which a passage ends, characters from which it ends with a sentence, and from which it ends
anyway."""
_SENTENCE_ENDED = regex.compile(rf"[{SENTENCE_END}…]$")
_UNSPACED = regex.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class _Cue:
    first: int
    last: int
    text: str


def read(data: bytes) -> Reading:
    """Return a block for each passage; styles and comments are left out and counted.

    Raises `UnreadableDocument` if no line has a timing.
    """
    parts = re.split(r"\n[ \t]*\n", one_line_ends(decode(data)))
    cues = [cue for part in parts if (cue := _cue(part))]
    if not cues and any(map(str.strip, parts)):
        raise UnreadableDocument(
            said("not_subtitles", "no subtitles in spite of its name: not one line says from when to when")
        )
    hidden = sum(len(part) for part in parts if _COMMENT.match(part.lstrip()))
    return Reading(tuple(_passages(cues)), counted=Counted.SECOND, hidden=hidden)


def _cue(part: str) -> _Cue | None:
    lines = part.split("\n")
    for at, line in enumerate(lines[:5]):
        if found := _TIMING.match(line):
            said = _SPEAKER.sub(lambda voice: f"{voice[1].strip()}: ", "\n".join(lines[at + 1 :]))
            text = " ".join(unescape(_TAG.sub("", said)).split())
            first, last = _seconds(*found.groups()[:3]), _seconds(*found.groups()[3:])
            return _Cue(first, max(first, last), text) if text else None
    return None


def _seconds(hours: str | None, minutes: str, seconds: str) -> int:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)


def _passages(cues: list[_Cue]) -> Iterator[Block]:
    text, first, last = "", 0, 0
    for cue in cues:
        full = len(text) >= _LONGEST or (len(text) >= _PASSAGE and _SENTENCE_ENDED.search(text))
        if text and (full or cue.first > last + _PAUSE):
            yield Block(text, span=Span(first, last))
            text = ""
        if not text:
            first, last = cue.first, cue.last
        text = _joined(text, cue.text)
        last = max(last, cue.last)
    if text:
        yield Block(text, span=Span(first, last))


def _joined(text: str, more: str) -> str:
    """Return both texts, with a blank between them in scripts that use blanks; a line that is shown again isn't repeated."""
    if more == text or text.endswith(f" {more}"):
        return text
    unspaced = not text or (_UNSPACED.match(text[-1]) and _UNSPACED.match(more[0]))
    return text + more if unspaced or text[-1] in "、，" or ends_without_blank(text[-1]) else f"{text} {more}"
