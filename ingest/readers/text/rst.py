"""Reads reStructuredText by docutils: the rendered text with its headings; nothing is downloaded, included or run."""

import re
from collections.abc import Iterator
from dataclasses import replace

from docutils import nodes
from docutils.core import publish_doctree

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading
from ingest.readers.shared.lines import one_line_ends, paragraphs
from ingest.readers.shared.links import leads_to
from ingest.readers.shared.numerals import numeral
from ingest.readers.shared.outline import Outline
from ingest.readers.shared.raised import lowered, raised

_SETTINGS = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 6,
    "raw_enabled": False,
    "report_level": 5,
    "sectnum_xform": False,
    "syntax_highlight": "none",
    "warning_stream": "",
}
_LONGEST, _LONGEST_BLOCK, _LONGEST_LINE = 500_000, 20_000, 9_000
"""Characters of a file and of a paragraph, beyond which docutils takes more than some seconds, and of a line, beyond which it
refuses the file."""
_ROLE = re.compile(r":[a-zA-Z][\w.+-]*(?::[\w.+-]+)*:`([^`<]{0,500}?)(?:\s*<[^`>]{0,500}>)?`")
"""A role that docutils doesn't know, such as those of Sphinx; its text is kept."""
_DIRECTIVE = re.compile(r"\A\.\. [\w:.+-]+::[ \t]*|^[ \t]+:[\w-]+:.*$", re.MULTILINE)
_SWITCHED_OFF = (".. include::", ".. raw::")
_UNSEEN = (nodes.comment, nodes.substitution_definition, nodes.target, nodes.label, nodes.raw)
_FAILURES = (RecursionError, ValueError, LookupError, AttributeError, AssertionError, TypeError)
"""Exceptions that docutils raises for damaged markup."""


def read(data: bytes) -> Reading:
    """Return a block for each heading, paragraph, list item, table and piece of code; comments are left out and counted.

    A file that is too long or damaged is read as plain text.
    """
    text = one_line_ends(decode(data))
    if len(text) > _LONGEST or _longest(text, "\n\n") > _LONGEST_BLOCK or _longest(text, "\n") > _LONGEST_LINE:
        return _plain(text, "too long for reStructuredText")
    try:
        tree = publish_doctree(text, settings_overrides=_SETTINGS)
    except _FAILURES as problem:
        return _plain(text, f"damaged reStructuredText ({type(problem).__name__})")
    hidden = sum(len(node.astext()) for node in tree.findall(nodes.comment))
    return Reading(tuple(_blocks(tree, Outline(), 0)), hidden=hidden)


def _longest(text: str, end: str) -> int:
    return max(map(len, text.split(end)))


def _plain(text: str, reason: str) -> Reading:
    return Reading(tuple(paragraphs(text)), notes=(f"{reason}: read as plain text",), counted=Counted.LINE)


def _blocks(node: nodes.Node, outline: Outline, level: int) -> Iterator[Block]:
    for child in node.children:
        if isinstance(child, _UNSEEN):
            continue
        if isinstance(child, nodes.table):
            yield from _table(child, outline)
        elif isinstance(child, nodes.system_message):
            yield from _unknown(child, outline)
        elif isinstance(child, (nodes.TextElement, nodes.image, nodes.field)):
            yield _said(child, outline, level)
        else:
            label = _label(child)
            for block in _blocks(child, outline, level + isinstance(child, nodes.section)):
                yield replace(block, text=label + block.text) if label else block
                label = ""


def _said(node: nodes.Node, outline: Outline, level: int) -> Block:
    text = ": ".join(map(_text, node.children)) if isinstance(node, nodes.field) else _text(node)
    if isinstance(node, nodes.title):
        outline.enter(level, text)
    return Block(text, heading=outline.path)


def _unknown(message: nodes.system_message, outline: Outline) -> Iterator[Block]:
    """Yield the source of a directive that docutils doesn't know, or of a table that it can't parse."""
    for child in message.children:
        source = child.astext() if isinstance(child, nodes.literal_block) else ""
        if source and not source.startswith(_SWITCHED_OFF):
            yield Block(_ROLE.sub(r"\1", _DIRECTIVE.sub("", source)), heading=outline.path)


def _table(table: nodes.table, outline: Outline) -> Iterator[Block]:
    yield from (Block(_text(title), heading=outline.path) for title in table.findall(nodes.title))
    lines = [" | ".join(" ".join(_text(entry).split()) for entry in row.children) for row in table.findall(nodes.row)]
    header = lines[0] if any(table.findall(nodes.thead)) else ""
    yield Block("\n".join(lines), heading=outline.path, header=header)


def _text(node: nodes.Node) -> str:
    return _ROLE.sub(r"\1", "".join(_pieces(node)) if isinstance(node, nodes.TextElement) else node.astext())


def _pieces(node: nodes.Node) -> Iterator[str]:
    """Yield the text of an element in pieces, with superscripts and subscripts in Unicode, and the addresses of links."""
    before = ""
    for child in node.children:
        if isinstance(child, nodes.Text):
            before = child.astext()
        elif isinstance(child, nodes.superscript):
            before = raised(child.astext(), before)
        elif isinstance(child, nodes.subscript):
            before = lowered(child.astext())
        elif isinstance(child, nodes.reference):
            text = "".join(_pieces(child))
            before = text + leads_to(text, child.get("refuri", ""))
        else:
            before = "".join(_pieces(child)) if isinstance(child, nodes.TextElement) else child.astext()
        yield before


def _label(item: nodes.Node) -> str:
    """Return the number of an item in a numbered list with a blank after it, "" for other items."""
    above = item.parent
    if not isinstance(above, nodes.enumerated_list):
        return ""
    number = above.index(item) + int(above.get("start", 1))
    form = _FORMS.get(above.get("enumtype", ""), "1")
    return f"{above.get('prefix', '')}{numeral(number, form)}{above.get('suffix', '.')} "


_FORMS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
