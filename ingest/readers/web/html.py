"""Reads HTML by lexbor (selectolax): the text that a browser shows, with its headings."""

import re
from collections.abc import Iterator
from dataclasses import replace

import regex
from selectolax.lexbor import LexborNode

from ingest.charsets.decoding import decode
from ingest.documents import Block, Reading
from ingest.errors import UnreadableDocument
from ingest.language.scripts import EAST_ASIAN
from ingest.readers.shared.outline import Outline
from ingest.readers.web.html_equations import write_typeset
from ingest.readers.web.html_frames import show_frames
from ingest.readers.web.html_tables import Table, is_table, table_of
from ingest.readers.web.html_tree import Steps, fill_slots, tree_of
from ingest.readers.web.html_unseen import Unseen, remove_unseen
from ingest.readers.web.html_writing import write_out
from ingest.readers.web.stylesheet import Linked, StyleSheet
from ingest.said import said

_BLOCKS = frozenset(
    re.findall(
        r"[\w-]+",
        """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section
    select summary svg table tbody td text textarea tfoot th thead tr ul""",
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_APART = frozenset(("nav", "aside", "footer"))
"""Elements beside the main text: their headings end with them, and the heading before them holds again after them."""
_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w:-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4096
_FEW = 40
"""Hidden characters that aren't reported, such as labels for screen readers and words of menus."""
_BREAK = "\0"
"""Placeholder of a line break while text is gathered; the parser leaves no such character in a page."""
_SIGN = f"[{EAST_ASIAN}]"
_BROKEN_LINE = regex.compile(rf"(?<={_SIGN})[\n\r]\s*(?={_SIGN})")
"""A line end of the source between Chinese or Japanese characters, which doesn't become a blank."""


def read(data: bytes) -> Reading:
    """Return a block for each heading, paragraph, list item and table; text that a browser hides is left out and counted.

    Raises `UnreadableDocument` if there is no HTML, or too much for the memory.
    """
    return parse(text_of(data))


def text_of(data: bytes, declared: str | None = None) -> str:
    """Return the markup of a page from its bytes; `declared` is the charset in the headers of a mail, else the page's own."""
    if not data.strip():
        return ""
    found = _DECLARED.search(data[:_HEAD_BYTES])
    return decode(data, declared or (found[1].decode("ascii", "replace") if found else None))


def blocks(markup: str) -> Iterator[Block]:
    """Yield the blocks of a page, or of a piece of one."""
    yield from parse(markup).blocks


def words_of(markup: str) -> str:
    """Return the text of markup as a browser shows it, or the markup if it can't be read."""
    try:
        return "\n".join(block.text for block in parse(markup, titled=False).blocks)
    except UnreadableDocument:
        return markup


def parse(markup: str, titled: bool = True, linked: Linked = lambda _: None) -> Reading:
    """Return the visible text of a page or a part of one; if `titled`, the title is the outermost heading of a page without h1.

    `linked` returns style sheets that are stored beside the page. Raises `UnreadableDocument` as `read` does.
    """
    page = tree_of(markup)
    if page.body is None:
        raise UnreadableDocument(said("no_html", "it holds no HTML"))
    title = _text(page.css_first("head > title")) if titled else ""
    write_typeset(page)
    sheet = StyleSheet(page, linked)
    unseen = remove_unseen(page, sheet)
    write_out(page, sheet)
    unseen += show_frames(page, linked)
    fill_slots(page)
    if page.css_first("h1") or title == _text(page.css_first("h2")):
        title = ""
    found = tuple(_Walk(title).blocks(page.body))
    if title and found and found[0].text != title:
        found = (Block(title, heading=title), *found)
    return Reading(found, tuple(_mostly_hidden(unseen, found)), hidden=unseen.letters)


def _mostly_hidden(unseen: Unseen, shown: tuple[Block, ...]) -> Iterator[str]:
    """Yield a line for the user if more of a page is hidden than shown, since a script may show it in a browser."""
    if unseen.hidden > max(_FEW, sum(len(block.text) for block in shown)):
        yield f"more of the page is hidden ({unseen.hidden:,} characters) than shown: open it and save it as PDF to have it all"


def contents(markup: str) -> Iterator[tuple[str, str]]:
    """Yield (link, label) of each entry of the tables of contents in a page's `nav` elements."""
    page = tree_of(markup)
    for entry in page.css("nav a[href]"):
        if label := _text(entry):
            yield entry.attributes["href"] or "", label


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node else ""


def _preformatted(node: LexborNode) -> str:
    """Return the text of a `pre` element with the line ends of the source, of `<br>`, and around blocks."""
    parts = [""]
    for inner, entering in Steps(node):
        if inner.is_text_node:
            parts.append(inner.text_content or "")
        elif (
            _ends_line(inner, entering) and inner.mem_id != node.mem_id and not (parts[-1].endswith("\n") and inner.tag != "br")
        ):
            parts.append("\n")
    return "".join(parts).strip("\n")


def _ends_line(node: LexborNode, entering: bool) -> bool:
    return entering if node.tag == "br" else node.tag in _BLOCKS


class _Walk:
    """Turns a tree into blocks: inline text is gathered until a block element begins or ends."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._outline = self._fresh()
        self._left: list[Outline] = []
        self._inline: list[str] = []
        self._heading: int | None = None
        self._held: list[Block] = []

    def blocks(self, root: LexborNode) -> Iterator[Block]:
        """Yield the blocks in an element."""
        steps = Steps(root)
        for node, entering in steps:
            tag = node.tag or ""
            if tag == "-text":
                self._inline.append(node.text_content or "")
            elif tag == "br" and entering:
                self._inline.append(_BREAK)
            elif tag in _BLOCKS:
                yield from self._flush()
                yield from self._boundary(node, tag, entering, steps)
        yield from self._flush()

    def _boundary(self, node: LexborNode, tag: str, entering: bool, steps: Steps) -> Iterator[Block]:
        if tag in _HEADINGS:
            yield from self._heading_step(node, _HEADINGS[tag], entering)
        elif tag in _APART:
            self._step_aside(entering)
        elif entering and tag == "pre":
            steps.skip()
            yield from self._emit(Block(_preformatted(node), heading=self._outline.path))
        elif entering and tag == "table" and is_table(node):
            steps.skip()
            yield from self._table(table_of(node))

    def _heading_step(self, node: LexborNode, level: int, entering: bool) -> Iterator[Block]:
        """Hold back the blocks of a heading until it ends, since their heading path includes the heading itself."""
        if entering and self._heading is None:
            self._heading = node.mem_id
        elif not entering and self._heading == node.mem_id:
            self._heading, held, self._held = None, self._held, []
            if held:
                self._outline.enter(level, " ".join(block.text for block in held))
            yield from (replace(block, heading=self._outline.path) for block in held)

    def _step_aside(self, entering: bool) -> None:
        if entering:
            self._left.append(self._outline)
            self._outline = self._fresh()
        else:
            self._outline = self._left.pop()

    def _fresh(self) -> Outline:
        outline = Outline()
        if self._title:
            outline.enter(0, self._title)
        return outline

    def _table(self, table: Table) -> Iterator[Block]:
        path = self._outline.path
        yield from self._emit(Block(table.caption, heading=path))
        yield from self._emit(Block("\n".join(table.rows), heading=path, header=table.header))

    def _flush(self) -> Iterator[Block]:
        """Yield the gathered text as a paragraph, with single blanks for white space and line feeds for `<br>`."""
        if not self._inline:
            return
        source = _BROKEN_LINE.sub("", "".join(self._inline))
        self._inline = []
        text = "\n".join(filter(None, (" ".join(line.split()) for line in source.split(_BREAK))))
        if text:
            yield from self._emit(Block(text, heading=self._outline.path))

    def _emit(self, block: Block) -> Iterator[Block]:
        if not block.text.strip():
            return
        if self._heading is None:
            yield block
        else:
            self._held.append(block)
