"""HTML by lexbor (selectolax): what a browser would show, with the headings above it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.charsets import decode
from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.readers.outline import Outline

_UNSEEN = (
    "script, style, noscript, template, head, iframe, object, svg, nav[hidden], [hidden], [aria-hidden=true], "
    "[style*='display:none' i], [style*='display: none' i], [style*='visibility:hidden' i], [style*='visibility: hidden' i]"
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer
        form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td tfoot th thead
        tr ul""",
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_DEEP = 300
"""Nesting that no page written for people has; deeper text is kept, flat."""


def read(data: bytes) -> Reading:
    """Return a block for each heading, paragraph, list item and table row group; hidden text and scripts are left out."""
    return Reading(tuple(blocks(_text(data))))


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of a page, or of a piece of one."""
    root = LexborHTMLParser(page)
    for node in reversed(root.css(_UNSEEN)):  # the inner ones first: destroying a node twice is not defined
        node.decompose()
    if root.body is None:
        raise UnreadableDocument("it holds no HTML")
    yield from _Walk().blocks(root.body)


def _text(data: bytes) -> str:
    declared = _DECLARED.search(data[:4096])
    if declared:
        try:
            return data.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass  # the page lies about its charset: the bytes decide below
    return decode(data)


class _Walk:
    """Gathers inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.outline = Outline()
        self.inline: list[str] = []

    def blocks(self, node: LexborNode, depth: int = 0) -> Iterator[Block]:
        for child in node.iter(include_text=True):
            yield from self._block(child, depth)
        if depth == 0:
            yield from self._flush()

    def _block(self, node: LexborNode, depth: int) -> Iterator[Block]:
        tag = node.tag or ""
        if tag == "-text":
            self.inline.append(node.text(deep=False))
        elif tag == "br":
            self.inline.append("\n")
        elif depth >= _DEEP:
            self.inline.append(node.text(separator=" "))
        elif tag not in _BLOCKS:
            yield from self.blocks(node, depth + 1)
        else:
            yield from self._flush()
            yield from self._own_block(node, tag, depth)
            yield from self._flush()

    def _own_block(self, node: LexborNode, tag: str, depth: int) -> Iterator[Block]:
        if tag in _HEADINGS:
            yield from self._heading(node, tag, depth)
        elif tag == "pre":
            yield Block(node.text(), heading=self.outline.path)
        elif tag == "table" and not node.css("table table"):
            yield Block("\n".join(_row(row) for row in node.css("tr")), heading=self.outline.path)
        else:
            yield from self.blocks(node, depth + 1)

    def _heading(self, node: LexborNode, tag: str, depth: int) -> Iterator[Block]:
        parts = [*self.blocks(node, depth + 1), *self._flush()]
        self.outline.enter(_HEADINGS[tag], " ".join(part.text for part in parts))
        yield from (Block(part.text, heading=self.outline.path) for part in parts)

    def _flush(self) -> Iterator[Block]:
        text = "\n".join(" ".join(line.split()) for line in "".join(self.inline).split("\n") if line.strip())
        self.inline = []
        if text:
            yield Block(text, heading=self.outline.path)


def _row(row: LexborNode) -> str:
    return " | ".join(" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td"))
