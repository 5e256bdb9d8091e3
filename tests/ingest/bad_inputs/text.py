"""Damaged and extreme text, subtitles and code: binary data, no lines, empty lines only."""

import gzip
import zlib

from tests.ingest.bad_inputs.case import PROBE, SECRET, BadInput, Outcome, either, fine, refused

NO_TEXT = "no text|empty"
BINARY = "binary|charset|not text: it is"
_ZALGO = "Z" + "".join(map(chr, range(0x300, 0x370))) * 100
_SURROGATES = "\ud83d\ude00".encode("utf-8", "surrogatepass")
PLAIN = (
    refused("txt/nothing.txt", b"", f"{NO_TEXT}|{BINARY}"),
    refused("txt/mark alone.txt", b"\xef\xbb\xbf", NO_TEXT),
    refused("txt/mark of UTF-16 alone.txt", b"\xff\xfe", NO_TEXT),
    refused("txt/blanks.txt", b" \t\r\n\x0b\x0c" * 900, NO_TEXT),
    refused("txt/nul bytes.txt", bytes(50_000), f"{NO_TEXT}|{BINARY}"),
    refused("txt/invisible signs.txt", "\u200e\u2060\ufeff\u00ad" * 500, NO_TEXT),
    fine("txt/nul bytes in between.txt", "\0".join([PROBE] * 9)),
    refused("txt/a picture.txt", b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 40), BINARY),
    refused("txt/packed.txt", lambda: gzip.compress(PROBE.encode() * 90), BINARY),
    refused("txt/packed, 16 MiB.log", lambda: gzip.compress(bytes(1 << 24)), BINARY),
    refused("txt/a program.txt", b"\x7fELF\x02\x01\x01" + bytes(n * 7919 % 251 for n in range(4_000)), BINARY),
    refused("txt/all bytes.txt", bytes(range(256)) * 40, BINARY),
    refused("txt/a database.txt", b"SQLite format 3\0" + bytes(n * 31 % 256 for n in range(4_000)), BINARY),
    fine("txt/line ends of old.txt", f"One.\r{PROBE}\rTwo.\r\rThree."),
    fine("txt/5 MB in a line.txt", lambda: PROBE + " words and words" * 330_000, longest=6_000_000),
    fine("txt/5 MB in a word.txt", lambda: f"{PROBE} {'w' * 5_000_000}", longest=6_000_000),
    fine("txt/3 million empty lines.txt", lambda: PROBE + "\n" * 3_000_000 + "end", PROBE, "end", longest=100),
    fine("txt/a million lines.txt", lambda: f"{PROBE}\n" + "a\n" * 1_000_000, longest=3_000_000),
    fine(
        "txt/bait for expressions.txt",
        lambda: f"{PROBE}\n" + "a" * 50_000 + "!\n" + "-\n" * 20_000 + " \n" * 50_000 + "(" * 50_000,
    ),
    fine(
        "txt/blanks without end.txt",
        lambda: PROBE + " " * 2_000_000 + "\n \n" + "\t" * 2_000_000 + "end",
        PROBE,
        "end",
        longest=100,
    ),
    fine("txt/Thai without blanks.txt", "ปั๊มคลองหนักสามสิบเอ็ดกิโลกรัม" * 2_000, "ปั๊มคลองหนัก"),
    fine("txt/marks upon marks.txt", f"{PROBE} {_ZALGO}"),
    # CESU-8 isn't UTF-8; a reader may join the surrogates or drop them, but the text around them is readable.
    either("txt/pairs of old.txt", PROBE.encode() * 9 + _SURROGATES, Outcome.TEXT | Outcome.PARTIAL, "damaged"),
    fine("txt/cut within a sign.txt", f"{PROBE} Größe, 鍵".encode()[:-1], PROBE, "Größe"),
    fine("txt/slash in two bytes.txt", PROBE.encode() * 5 + b" ..\xc0\xaf..\xc0\xaf", lacks=("../",)),
    fine("txt/signs that aren't.txt", f"{PROBE} \ufffe\uffff\ufdd0\U0010ffff"),
    fine("txt/control signs.txt", PROBE + "".join(map(chr, range(32))) + "\x7f" + "".join(map(chr, range(0x80, 0xA0)))),
    fine("txt/separators of lines.txt", f"One\u2028{PROBE}\u2029Two\x85Three\x0bFour\x0cFive"),
)
_CUE = f"1\n00:00:01,000 --> 00:00:04,000\n{PROBE}\n\n"
SUBTITLES = (
    fine("srt/times beyond all.srt", f"{_CUE}2\n99:99:99,999 --> 00:00:00,000\nThe second.\n", PROBE, "The second."),
    # The timing isn't valid; the words below it are readable, but their time isn't known.
    either(
        "srt/times broken.srt", f"{_CUE}2\n00:00 -> x\nThe second.\n\n{_CUE}", Outcome.TEXT | Outcome.PARTIAL, "2|time|cue|line"
    ),
    fine("srt/backwards.srt", f"{_CUE}1\n00:00:00,000 --> 00:00:01,000\nEarlier.\n", PROBE, "Earlier."),
    refused("srt/times alone.srt", "1\n00:00:01,000 --> 00:00:02,000\n\n" * 900, f"{NO_TEXT}|no subtitles"),
    either(
        "srt/no times.srt", f"{PROBE}\n\nNo times at all.", Outcome(7), "time|subtitle|cue"
    ),  # it may be read as plain text, or refused as no subtitles
    fine(
        "srt/styles and escapes.srt",
        _CUE.replace(PROBE, f"<i>{{\\an8}}{PROBE}</i><font color=red>\x1b[31m</font>"),
        PROBE,
        lacks=("<i>", "an8"),
    ),
    fine("srt/mark and old line ends.srt", b"\xef\xbb\xbf" + _CUE.replace("\n", "\r\n").encode()),
    fine("srt/20,000 cues.srt", lambda: _CUE * 20_000),
    fine(
        "vtt/notes and styles.vtt",
        f"WEBVTT\n\nNOTE {SECRET}\n\nSTYLE\n::cue {{ color: red }}\n\n00:01.000 --> 00:04.000\n{PROBE}\n",
        lacks=("color",),
    ),
    either(
        "vtt/no mark.vtt", f"00:01.000 --> 00:04.000\n{PROBE}\n", Outcome.TEXT | Outcome.ERROR, "WEBVTT|not|damaged"
    ),  # players differ
    refused("vtt/mark alone.vtt", "WEBVTT\n\n", f"{NO_TEXT}|no subtitles"),
)
CODE = (
    fine("code/charset that lies.py", f"# -*- coding: ascii -*-\n# Größe\nx = '{PROBE}'\n", PROBE, "Größe"),
    fine("code/charset that isn't.py", f"# -*- coding: no-such -*-\nx = '{PROBE}'\n"),
    fine("code/Latin.py", f"# -*- coding: latin-1 -*-\n# Größe\nx = '{PROBE}'\n".encode("latin-1"), PROBE, "Größe"),
    fine("code/1 MB in a line.js", lambda: f"var a='{PROBE}';" + "f(a);" * 200_000, longest=2_000_000),
    fine("code/direction turned.py", f"# {PROBE}\nadmin = '\u202e \u2066# x'\n"),
    refused(
        "code/compiled.py", b"\xa7\r\r\n" + bytes(12) + b"\xe3\x00\x01" + bytes(n * 7919 % 251 for n in range(2_000)), BINARY
    ),
    fine("code/1,500 deep.py", lambda: f"# {PROBE}\n" + "\n".join(f"{' ' * n}if x:" for n in range(1_500)), longest=3_000_000),
)
CASES: tuple[BadInput, ...] = PLAIN + SUBTITLES + CODE
