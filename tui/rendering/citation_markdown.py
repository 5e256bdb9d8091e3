"""Parses an answer's Markdown. Citations `[n]`, or `[n?]` if doubtful, become links; nothing else does."""

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ragassist.untrusted import CITATION_MARK

_DISABLED = ["link", "image", "autolink", "reference", "html_block", "html_inline"]
"""Rules of markdown-it that are off, because their syntax could hide a link's target or text; it is shown as written."""


def citation_parser() -> MarkdownIt:
    """Return a parser of answers; the `href` of a citation's link is the number of its source."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(_DISABLED)
    parser.core.ruler.push("citations", _target_citations)
    return parser


def _target_citations(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline":
            token.children = [part for child in token.children or () for part in _split(child)]


def _split(token: Token) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    at = 0
    for found in CITATION_MARK.finditer(token.content):
        yield _text(token.content[at : found.start()])
        yield Token("link_open", "a", 1, attrs={"href": str(int(found["n"]))})
        yield _text(found[0])
        yield Token("link_close", "a", -1)
        at = found.end()
    yield _text(token.content[at:])


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
