"""Reads Jupyter notebooks: the cells and their outputs as text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.errors import UnreadableDocument
from ingest.readers.shared.outline import Outline
from ingest.readers.text import markdown
from ingest.readers.text.json_values import Value, parse
from ingest.readers.web import html
from ingest.said import said

_LONGEST_OUTPUT = 10_000
"""Characters of an output that are kept; longer outputs are mostly logs."""
_CLASS = re.compile(r"<IPython\.core\.display\.\w+ object>\s*\Z")
"""The plain text of an output that is rendered from Markdown or HTML."""


def read(data: bytes) -> Reading:
    """Return the blocks of the cells, each with the number of its cell; pictures and other outputs without text are left out.

    Raises `UnreadableDocument` if the file isn't valid JSON.
    """
    try:
        notebook = _object(parse(decode(data)))
    except ValueError as problem:
        raise UnreadableDocument(said("damaged_notebook", "damaged notebook ({why})", why=str(problem)[:100])) from problem
    cells = _list(notebook.get("cells"))
    for sheet in _list(notebook.get("worksheets")):  # before version 4 of the format, cells are in worksheets
        cells += _list(_object(sheet).get("cells"))
    outline, found, hidden = Outline(), list[Block](), 0
    for number, cell in enumerate(map(_object, cells), 1):
        reading = _cell(cell, outline)
        found += (replace(block, span=Span(number, number)) for block in reading.blocks)
        hidden += reading.hidden
    return Reading(tuple(found), counted=Counted.CELL, hidden=hidden)


def _cell(cell: dict[str, Value], outline: Outline) -> Reading:
    source = _text(cell.get("source", cell.get("input")))
    kind = cell.get("cell_type")
    if kind == "markdown":
        return markdown.parse(source, outline)
    if kind == "heading":
        level = _text(cell.get("level"))
        outline.enter(int(level) if level in "123456" and level else 1, source)
    blocks = [Block(source, heading=outline.path), *_outputs(cell, outline)]
    return Reading(tuple(block for block in blocks if block.text.strip()))


def _outputs(cell: dict[str, Value], outline: Outline) -> Iterator[Block]:
    for output in map(_object, _list(cell.get("outputs"))):
        if output.get("output_type") in ("error", "pyerr"):
            yield Block(f"{_text(output.get('ename'))}: {_text(output.get('evalue'))}"[:_LONGEST_OUTPUT], heading=outline.path)
            continue
        data = _object(output.get("data"))
        plain = _text(output.get("text", data.get("text/plain")))[:_LONGEST_OUTPUT]
        if plain.strip() and not _CLASS.match(plain):
            if not any(kind.startswith("image/") for kind in data):  # the plain text of a picture is the name of a class
                yield Block(plain, heading=outline.path)
        else:
            yield from _rich_output(data, outline)


def _rich_output(data: dict[str, Value], outline: Outline) -> Iterator[Block]:
    """Yield the Markdown, else the HTML, of an output without plain text."""
    if source := _text(data.get("text/markdown"))[:_LONGEST_OUTPUT]:
        yield from markdown.parse(source, outline).blocks
    elif source := _text(data.get("text/html"))[:_LONGEST_OUTPUT]:
        try:
            found = html.parse(source, titled=False).blocks
        except UnreadableDocument:
            return  # other outputs are still read
        yield from (Block(one.text, heading=outline.path, header=one.header) for one in found)


def _object(value: Value) -> dict[str, Value]:
    return dict(value) if isinstance(value, tuple) else {}


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else []


def _text(value: Value) -> str:
    """Return a string, or the joined lines of a list of strings; "" for any other value."""
    if isinstance(value, list):
        return "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""
