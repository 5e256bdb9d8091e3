"""Markdown by markdown-it: the text that a reader would see, with the headings above it and its lines."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.readers.shared.lines import one_line_ends, paragraphs
from ingest.readers.shared.outline import Outline
from ingest.readers.web import html

_CELL = " | "
_FRONT = re.compile(r"\A---[ \t]*\n(?:(?!---|\.\.\.).*\n){0,400}(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_LONGEST, _MOST_LINES = 2_000_000, 40_000
"""Characters and lines beyond which the parser would take more than a few seconds; nobody writes such a page by hand."""


def read(data: bytes) -> Reading:
    """Return a block for each heading, paragraph, list item, table, code block and piece of HTML; comments are counted."""
    text = one_line_ends(decode(data))
    if len(text) > _LONGEST or text.count("\n") > _MOST_LINES:
        return Reading(
            tuple(paragraphs(text)), notes=("too long for a Markdown file: read as plain text",), counted=Counted.LINE
        )
    return parse(text, Outline())


def parse(text: str, outline: Outline) -> Reading:
    """Return what a text in Markdown shows, below the headings of the outline, which goes on in it."""
    front = _FRONT.match(text)
    title = _TITLE.search(front[0]) if front else None
    environment: dict[str, Any] = {}
    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(body, environment)
    walk = _Walk(outline)
    blocks = [*_titled(title[1].strip("\"'"), outline)] if title else []
    blocks += walk.blocks(tokens)
    blocks += _notes(environment, outline)
    return Reading(tuple(blocks), counted=Counted.LINE, hidden=walk.hidden)


def _titled(title: str, outline: Outline) -> Iterator[Block]:
    outline.enter(0, title)
    yield Block(title, heading=outline.path)


def _notes(environment: dict[str, Any], outline: Outline) -> Iterator[Block]:
    """Yield footnotes of one word, which the parser takes for the addresses of links."""
    for label, found in environment.get("references", {}).items():
        if label.startswith("^"):
            yield Block(f"[{label.lower()}]: {found['href']}", heading=outline.path)


class _Walk:
    """Makes blocks of the parser's tokens, one after the other."""

    def __init__(self, outline: Outline) -> None:
        self.hidden = 0
        self._outline = outline
        self._cells: list[str] = []
        self._row = 0
        self._header = ""
        self._rows: list[str] = []
        self._marker = ""

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        opened = ""
        for token in tokens:
            match token.type:
                case "inline" if opened in ("th_open", "td_open"):
                    self._cells.append(self._text(token))
                case "inline":
                    yield from self._inline(token, opened)
                case "list_item_open" | "list_item_close":
                    self._marker = _marker(token)
                case "tr_open":
                    self._row = token.map[0] + 1 if token.map else 0
                case "tr_close" | "table_close":
                    yield from self._table(token)
                case "fence" | "code_block" | "html_block":
                    yield from self._set_apart(token)
            opened = token.type if token.type != "heading_open" else token.tag

    def _inline(self, token: Token, opened: str) -> Iterator[Block]:
        text, self._marker = self._marker + self._text(token), ""
        if re.fullmatch("h[1-6]", opened):
            self._outline.enter(int(opened[1]), text)
            text = " ".join(text.split())
        first, end = token.map or (0, 0)
        lines = text.split("\n")
        if len(lines) != end - first or not all(map(str.strip, lines)):
            text = " ".join(text.split())  # else its lines could not be counted off
        yield Block(text, heading=self._outline.path, span=Span(first + 1, max(end, first + 1)))

    def _table(self, token: Token) -> Iterator[Block]:
        """Keep a row, or yield the header or the rows below: the line of dashes between them is in no block."""
        line = _CELL.join(self._cells)
        if token.type == "tr_close" and not self._header:
            self._header = line
            yield Block(line, heading=self._outline.path, span=Span(self._row, self._row), header=line)
        elif token.type == "tr_close":
            self._rows.append(line)
        elif self._rows:
            span = Span(self._row - len(self._rows) + 1, self._row)
            yield Block("\n".join(self._rows), heading=self._outline.path, span=span, header=self._header)
        self._cells = []
        if token.type == "table_close":
            self._header, self._rows = "", []

    def _set_apart(self, token: Token) -> Iterator[Block]:
        first, end = token.map or (0, 0)
        if token.type != "html_block":
            yield from paragraphs(token.content, first + 1 + (token.type == "fence"), self._outline.path)
            return
        found = html.parse(token.content, titled=False)
        self.hidden += found.hidden
        for block in found.blocks:
            span = None if "\n" in block.text else Span(first + 1, max(end, first + 1))
            yield Block(block.text, heading=self._outline.path, span=span, header=block.header)

    def _text(self, inline: Token) -> str:
        parts = []
        for child in inline.children or ():
            match child.type:
                case "text" | "code_inline":
                    parts.append(child.content)
                case "softbreak" | "hardbreak":
                    parts.append("\n")
                case "image":
                    parts.append(self._text(child))
                case "html_inline":
                    self.hidden += sum(len(comment.strip()) for comment in _COMMENT.findall(child.content))
                    parts.append(" " if child.content.lower().startswith("<br") else "")
        return "".join(parts)


def _marker(item: Token) -> str:
    """Return what stands before the text of a list item, "" where the item ends."""
    if item.nesting < 0:
        return ""
    return f"{item.info}{item.markup} " if item.info else "- "
