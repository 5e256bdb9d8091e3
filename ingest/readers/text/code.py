"""Reads source code and configuration files as text, under the names of the definitions that enclose it."""

import re
from collections.abc import Iterator

from ingest.charsets.decoding import decode
from ingest.documents import SEPARATOR, Block, Counted, Reading, Span
from ingest.readers.shared.lines import one_line_ends, paragraphs

_DECLARED = re.compile(rb"^[^\n]{0,200}coding[:=][ \t]*([-\w.]+)|^[^\n]{0,200}\n[^\n]{0,200}coding[:=][ \t]*([-\w.]+)")
_DEFINITION = re.compile(
    r"(?:(?:export|default|public|private|protected|internal|static|abstract|final|sealed|open|async|override|pub(?:\([a-z]+\))?"
    r"|unsafe|const|partial|data|local) ){0,6}"
    r"(?:def|class|function|func|fun|fn|interface|struct|enum|trait|impl|module|namespace|object|protocol|extension|sub)\*? +"
    r"(?:\([^()\n]{1,80}\) *)?([\w.$]{1,80}(?:::[\w.$~]{1,80})*)"
)
_BEFORE = ("@", "#", "//", "/*", "*", "--", ";", '"""', "'''", "%")
"""First characters of decorators and comments, which belong to the definition after them."""
_CLOSERS = ("}", ")", "]", "end")
_TAB = " " * 4


def read(data: bytes) -> Reading:
    """Return a block for each definition and each run of other lines, with the enclosing definitions as its heading."""
    found = _DECLARED.match(data)
    declared = (found[1] or found[2]).decode("ascii", "replace") if found else None
    return Reading(tuple(_blocks(one_line_ends(decode(data, declared)))), counted=Counted.LINE)


def _blocks(text: str) -> Iterator[Block]:
    around: list[tuple[int, str]] = []
    for block in paragraphs(text):
        for piece in _pieces(block):
            lines = piece.text.split("\n")
            _leave(around, lines[0])
            _enter(around, lines)
            yield Block(piece.text, heading=SEPARATOR.join(name for _, name in around), span=piece.span)


def _pieces(block: Block) -> Iterator[Block]:
    """Yield the lines of a block, cut before each definition with its decorators and comments."""
    first = block.span.first if block.span else 1
    held: list[str] = []
    for line in block.text.split("\n"):
        if held and _DEFINITION.match(line.lstrip()) and not all(one.lstrip().startswith(_BEFORE) for one in held):
            yield Block("\n".join(held), span=Span(first, first + len(held) - 1))
            first += len(held)
            held = []
        held.append(line)
    yield Block("\n".join(held), span=Span(first, first + len(held) - 1))


def _leave(around: list[tuple[int, str]], line: str) -> None:
    """Remove the definitions that a line is outside of, by its indentation."""
    indent = _indent(line)
    closing = line.lstrip().startswith(_CLOSERS)
    while around and (around[-1][0] > indent or (around[-1][0] == indent and not closing)):
        around.pop()


def _enter(around: list[tuple[int, str]], lines: list[str]) -> None:
    line = next((line for line in lines if not line.lstrip().startswith(_BEFORE)), "")
    if found := _DEFINITION.match(line.lstrip()):
        around.append((_indent(line), found[1]))


def _indent(line: str) -> int:
    wide = line.replace("\t", _TAB)
    return len(wide) - len(wide.lstrip())
