"""Markdown by markdown-it: the text that a reader would see, with the headings above it."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.charsets import decode
from ingest.documents import Block, Reading
from ingest.readers import html
from ingest.readers.outline import Outline

_CELL = " | "


def read(data: bytes) -> Reading:
    """Return a block for each heading, paragraph, list item, table, code block and piece of HTML."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(decode(data))
    return Reading(tuple(_blocks(tokens)))


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    outline, rows, cells = Outline(), list[str](), list[str]()
    for before, token in zip([None, *tokens], tokens, strict=False):
        match token.type:
            case "inline" if before and before.type in ("th_open", "td_open"):
                cells.append(_text(token))
            case "inline":
                if before and before.type == "heading_open":
                    outline.enter(int(before.tag[1:]), _text(token))
                yield Block(_text(token), heading=outline.path)
            case "tr_close":
                rows.append(_CELL.join(cells))
                cells = []
            case "table_close":
                yield Block("\n".join(rows), heading=outline.path)
                rows = []
            case "fence" | "code_block" | "html_block":
                yield from (Block(text, heading=outline.path) for text in _set_apart(token))


def _set_apart(token: Token) -> list[str]:
    return [block.text for block in html.blocks(token.content)] if token.type == "html_block" else [token.content]


def _text(inline: Token) -> str:
    parts = []
    for child in inline.children or ():
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "image":
                parts.append(_text(child))
    return "".join(parts)
