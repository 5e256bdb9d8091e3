"""Where a line may be broken, by the line breaking classes of Unicode (UAX #14).

Textual and Rich break lines at white space only. Chinese and Japanese have none, so that each of their sentences was taken for
one word, which began a line of its own and was then cut anywhere, even before a full stop; and French has white space inside
its quotation marks and before its question marks, where a line must not end.
"""

from collections.abc import Iterator

import regex
from rich import _wrap as rich_wrap
from textual import _wrap as textual_wrap

_SPACE = r"[\s--\p{lb=GL}]"
"""White space except no-break spaces."""
_WIDE = r"[\p{lb=ID}[[\p{lb=CJ}\p{lb=NS}\p{lb=CL}\p{lb=EX}]&&[\p{ea=W}\p{ea=F}]]]"
"""Ideographs, kana and their punctuation, which need no white space between them. Korean has white space, and breaks there."""
_BEGINS_NO_LINE = (
    r"[\p{lb=CL}\p{lb=CP}\p{lb=EX}\p{lb=IS}\p{lb=SY}\p{lb=NS}\p{lb=CJ}\p{lb=GL}\p{lb=WJ}\p{lb=ZW}\p{lb=BA}\p{lb=HY}\p{lb=CM}"
    r"\p{lb=ZWJ}\p{lb=IN}\p{lb=PO}\p{lb=QU}\p{lb=EM}\s]"
)
_ENDS_NO_LINE = r"[\p{lb=OP}\p{lb=QU}\p{lb=GL}\p{lb=WJ}\p{lb=ZWJ}\p{lb=PR}\s]"
_BREAK = regex.compile(  # (?=\S) comes first: else a run of white space is read again from each of its characters
    rf"(?V1)(?=\S)(?<=\S{_SPACE}+)(?![\p{{lb=CL}}\p{{lb=CP}}\p{{lb=EX}}[:;][\p{{lb=QU}}&&\p{{Pf}}]])"
    rf"(?<!(?:\p{{lb=OP}}|[\p{{lb=QU}}&&\p{{Pi}}]){_SPACE}+)"
    rf"|(?<={_WIDE})(?!{_BEGINS_NO_LINE})(?=.)"
    rf"|(?<!^|{_ENDS_NO_LINE})(?=[\p{{lb=ID}}[\p{{lb=OP}}&&[\p{{ea=W}}\p{{ea=F}}]]])",
    regex.DOTALL,
)


def pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the parts of a text that can't be broken, each with the white space after it, as start, end and part."""
    start = 0
    for found in _BREAK.finditer(text):
        if found.start() > start:
            yield start, found.start(), text[start : found.start()]
            start = found.start()
    if start < len(text):
        yield start, len(text), text[start:]


def break_lines_by_unicode() -> None:
    """Let all texts of this process be broken into lines where Unicode allows it.

    Neither library has a setting for it: both split a text into words by a function, which is replaced.
    """
    rich_wrap.words = pieces
    textual_wrap.chunks = pieces
