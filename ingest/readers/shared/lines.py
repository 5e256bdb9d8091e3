"""Cuts text into paragraphs that keep their line numbers."""

import re
from collections.abc import Iterator

from ingest.documents import Block, Span

_GAPS = re.compile(
    "((?:\\A|\\n)(?:[\x00-\x09\x0b-\x20\x7f-\xa0\u00ad\u1680\u2000-\u200a\u2028-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff]*\\n)+)"
)
"""One or more lines without a visible character; a single character class, so that matching needs no backtracking."""


def one_line_ends(text: str) -> str:
    """Return the text with line feeds as its only line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def paragraphs(text: str, first: int = 1, heading: str = "") -> Iterator[Block]:
    """Yield a block for each run of lines that aren't blank, with its line numbers; the first line of the text is `first`."""
    at = first
    for number, part in enumerate(_GAPS.split(text)):
        written = "" if number % 2 else part.rstrip("\n")  # the parts with odd numbers are the gaps
        if written.strip():
            yield Block(written, heading=heading, span=Span(at, at + written.count("\n")))
        at += part.count("\n")
