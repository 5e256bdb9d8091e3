"""Subtitles become passages with their seconds."""

from ingest.documents import Block, Span
from tests.ingest.readers.reading import read, texts


def test_subtitles_become_passages_with_their_seconds() -> None:
    web = """WEBVTT

NOTE hidden remark

STYLE
::cue {}

intro
00:00:01.000 --> 00:00:04.000 align:start
<v Maren>Hello <i>there</i> &amp; welcome.

00:05.000 --> 00:07.500
{\\an8}The key <00:00:06.000>hangs
by the door.

01:00:20.000 --> 01:00:21.000
Bye.
"""
    reading = read(".vtt", web)
    assert reading.blocks == (
        Block("Maren: Hello there & welcome. The key hangs by the door.", span=Span(1, 7)),
        Block("Bye.", span=Span(3620, 3621)),
    )
    assert reading.hidden > len("hidden remark")
    japanese = "1\r\n00:00:01,000 --> 00:00:02,000\r\n会員は鍵を\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\n返します。\r\n"
    assert texts(read(".srt", japanese.encode("shift-jis"))) == ["会員は鍵を返します。"]
    long = "".join(
        f"{n}\n00:{n // 60:02}:{n % 60:02},000 --> 00:{n // 60:02}:{n % 60:02},900\nSentence number {n}.\n\n"
        for n in range(300)
    )
    assert max(map(len, texts(read(".srt", long)))) < 700
