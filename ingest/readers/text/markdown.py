"""Reads Markdown by markdown-it: the text as it is rendered, with its headings and line numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.readers.shared.lines import one_line_ends, paragraphs
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.outline import Outline
from ingest.readers.shared.raised import lowered, raised
from ingest.readers.text.front_matter import front_matter
from ingest.readers.web import html

_CELL = " | "
_RAISED = re.compile(r"<(/?)(su[bp])\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_LONGEST, _MOST_LINES = 2_000_000, 40_000
"""Characters and lines of a file, beyond which the parser takes more than a few seconds; such files are generated."""


def read(data: bytes) -> Reading:
    """Return a block for each heading, paragraph, list item, table, code block and piece of HTML.

    Comments are left out and counted. A very long file is read as plain text.
    """
    text = one_line_ends(decode(data))
    if len(text) > _LONGEST or text.count("\n") > _MOST_LINES:
        return Reading(
            tuple(paragraphs(text)), notes=("too long for a Markdown file: read as plain text",), counted=Counted.LINE
        )
    return parse(text, Outline())


def parse(text: str, outline: Outline) -> Reading:
    """Return the rendered text of Markdown under the headings of `outline`, and add the text's own headings to it."""
    front = front_matter(text)
    environment: dict[str, Any] = {}
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(front.body, environment)
    walk = _Walk(outline)
    blocks = [*_titled(front.title, outline)] if front.title else []
    blocks += (replace(block, heading=outline.path) for block in front.blocks)
    blocks += walk.blocks(tokens)
    blocks += _notes(environment, outline)
    return Reading(tuple(blocks), counted=Counted.LINE, hidden=walk.hidden)


def _titled(title: str, outline: Outline) -> Iterator[Block]:
    outline.enter(0, title)
    yield Block(title, heading=outline.path)


def _notes(environment: dict[str, Any], outline: Outline) -> Iterator[Block]:
    """Yield footnotes of one word, which the parser takes for definitions of links."""
    for label, found in environment.get("references", {}).items():
        if label.startswith("^"):
            yield Block(f"[{label.lower()}]: {found['href']}", heading=outline.path)


class _Walk:
    """Turns the tokens of the parser into blocks; `hidden` counts the characters of comments."""

    def __init__(self, outline: Outline) -> None:
        self.hidden = 0
        self._outline = outline
        self._cells: list[str] = []
        self._row = 0
        self._header = ""
        self._rows: list[str] = []
        self._marker = ""
        self._lists: list[list[int]] = []

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        opened = ""
        for token in tokens:
            match token.type:
                case "inline" if opened in ("th_open", "td_open"):
                    self._cells.append(self._text(token))
                case "inline":
                    yield from self._inline(token, opened)
                case kind if "list_" in kind:
                    self._list_step(token)
                case "tr_open":
                    self._row = token.map[0] + 1 if token.map else 0
                case "tr_close" | "table_close":
                    yield from self._table(token)
                case "fence" | "code_block" | "html_block":
                    yield from self._set_apart(token)
            opened = token.type if token.type != "heading_open" else token.tag

    def _list_step(self, token: Token) -> None:
        """Begin or end a list or an item of one."""
        if token.type.startswith("list_item"):
            self._marker = _marker(token, self._lists[-1])
        elif token.nesting > 0:
            self._lists.append([])
        else:
            self._lists.pop()

    def _inline(self, token: Token, opened: str) -> Iterator[Block]:
        text, self._marker = self._marker + self._text(token), ""
        if re.fullmatch("h[1-6]", opened):
            self._outline.enter(int(opened[1]), text)
            text = " ".join(text.split())
        first, end = token.map or (0, 0)
        lines = text.split("\n")
        if len(lines) != end - first or not all(map(str.strip, lines)):
            text = " ".join(text.split())  # each line of a block must be one line of the file
        yield Block(text, heading=self._outline.path, span=Span(first + 1, max(end, first + 1)))

    def _table(self, token: Token) -> Iterator[Block]:
        """Keep a row, or yield the header or the rows below it as blocks; the line of dashes between them is in neither."""
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
        line = _Inline()
        line.take(inline)
        self.hidden += line.hidden
        return "".join(line.parts)


@dataclass(slots=True)
class _Inline:
    """Gathers the text of inline tokens, with the addresses of links, and `<sup>` and `<sub>` as Unicode characters."""

    parts: list[str] = field(default_factory=list)
    hidden: int = 0
    _links: list[tuple[int, str]] = field(default_factory=list)
    _raised: list[int] = field(default_factory=list)

    def take(self, inline: Token) -> None:
        children = inline.children or []
        stars = _stars(children)
        for at, child in enumerate(children):
            match child.type:
                case "em_open" | "em_close" if at in stars:
                    self.parts.append("*")
                case "text" | "code_inline":
                    self.parts.append(child.content)
                case "softbreak" | "hardbreak":
                    self.parts.append("\n")
                case "image":
                    self.take(child)
                case "link_open" | "link_close":
                    self._take_link(child)
                case "html_inline":
                    self._take_html(child.content)

    def _take_link(self, child: Token) -> None:
        if child.type == "link_open":
            self._links.append((len(self.parts), str(child.attrs.get("href", ""))))
        elif self._links:
            at, target = self._links.pop()
            self.parts.append(leads_to("".join(self.parts[at:]), target))

    def _take_html(self, tag: str) -> None:
        self.hidden += sum(len(comment.strip()) for comment in _COMMENT.findall(tag))
        found = _RAISED.match(tag)
        if found is None:
            self.parts.append(" " if tag.lower().startswith("<br") else "")
        elif not found[1]:
            self._raised.append(len(self.parts))
        elif self._raised:
            at = self._raised.pop()
            text, before = "".join(self.parts[at:]), "".join(self.parts[at - 1 : at])
            self.parts[at:] = [raised(text, before) if found[2].lower() == "sup" else lowered(text)]


def _stars(children: Sequence[Token]) -> set[int]:
    """Return the places of the stars of products such as 2*3*4 and 2*x*4, which the parser takes for emphasis."""
    opened, found = list[int](), set[int]()
    for at, child in enumerate(children):
        if child.type not in ("em_open", "em_close"):
            continue
        if _is_between_digits(children, at, at):
            found.add(at)
        if child.type == "em_open":
            opened.append(at)
        elif opened and _is_between_digits(children, start := opened.pop(), at):
            found |= {start, at}
    return found


def _is_between_digits(children: Sequence[Token], first: int, last: int) -> bool:
    before = children[first - 1].content[-1:] if first else ""
    after = children[last + 1].content[:1] if last + 1 < len(children) else ""
    return before.isdigit() and after.isdigit()


def _marker(item: Token, numbers: list[int]) -> str:
    """Return the number or dash before the text of a list item, "" for the token that ends an item.

    `numbers` are those of the items before; a number that is written again and again counts up, as where it is rendered.
    """
    if item.nesting < 0:
        return ""
    if not item.info:
        return "- "
    number = int(item.info)
    numbers.append(numbers[-1] + 1 if numbers and number == numbers[0] else number)
    return f"{numbers[-1]}{item.markup} "
