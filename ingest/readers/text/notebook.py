"""Jupyter notebooks: what their cells say and what came out of them as text."""

from collections.abc import Iterator
from dataclasses import replace

from ingest.charsets.decoding import decode
from ingest.documents import Block, Counted, Reading, Span
from ingest.errors import UnreadableDocument
from ingest.readers.shared.outline import Outline
from ingest.readers.text import markdown
from ingest.readers.text.json_values import Value, parse

_LONGEST_OUTPUT = 10_000
"""Characters of an output that are kept; longer ones are logs that nobody reads."""


def read(data: bytes) -> Reading:
    """Return the blocks of the cells, each with its cell's number; pictures and other outputs without text are left out."""
    try:
        notebook = _object(parse(decode(data)))
    except ValueError as problem:
        raise UnreadableDocument(f"damaged notebook ({str(problem)[:100]})") from problem
    cells = _list(notebook.get("cells"))
    for sheet in _list(notebook.get("worksheets")):  # the format before version 4
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
    texts = [source, *_outputs(cell)]
    return Reading(tuple(Block(text, heading=outline.path) for text in texts if text.strip()))


def _outputs(cell: dict[str, Value]) -> Iterator[str]:
    for output in map(_object, _list(cell.get("outputs"))):
        if output.get("output_type") in ("error", "pyerr"):
            yield f"{_text(output.get('ename'))}: {_text(output.get('evalue'))}"[:_LONGEST_OUTPUT]
            continue
        data = _object(output.get("data"))
        if not any(kind.startswith("image/") for kind in data):  # its text is but the name of a class
            yield _text(output.get("text", data.get("text/plain")))[:_LONGEST_OUTPUT]


def _object(value: Value) -> dict[str, Value]:
    return dict(value) if isinstance(value, tuple) else {}


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else []


def _text(value: Value) -> str:
    """Return a string, or the lines of a list of strings."""
    if isinstance(value, list):
        return "".join(line for line in value if isinstance(line, str))
    return value if isinstance(value, str) else ""
