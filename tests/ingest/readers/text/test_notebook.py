"""Notebooks are read cell by cell, with their outputs."""

import json

from ingest.documents import Counted, Span
from tests.ingest.readers.reading import read


def test_a_notebook_is_read_with_the_numbers_of_its_cells() -> None:
    outputs = [
        {"output_type": "stream", "text": ["54\n"]},
        {"output_type": "display_data", "data": {"image/png": "iVBOR", "text/plain": "<Figure>"}},
        {"output_type": "error", "ename": "ValueError", "evalue": "too many"},
    ]
    cells = [
        {"cell_type": "markdown", "source": ["# Fees\n", "\n", "For members.\n"]},
        {"cell_type": "code", "source": "fee = 54\n\nfee", "outputs": outputs},
    ]
    for notebook in ({"cells": cells, "nbformat": 4}, {"worksheets": [{"cells": cells}], "nbformat": 3}):
        reading = read(".ipynb", json.dumps(notebook))
        assert [(block.text.strip(), block.span) for block in reading.blocks] == [
            ("Fees", Span(1, 1)), ("For members.", Span(1, 1)), ("fee = 54\n\nfee", Span(2, 2)), ("54", Span(2, 2)),
            ("ValueError: too many", Span(2, 2)),
        ]  # fmt: skip
        assert {block.heading for block in reading.blocks} == {"Fees"}
        assert reading.counted is Counted.CELL


def test_an_output_of_a_notebook_without_plain_text_is_read_from_markdown_or_html() -> None:
    table = {"data": {"text/html": "<table><tr><th>Item<th>Sum<tr><td>Lamp<td>3</table>"}}
    note = {"data": {"text/plain": "<IPython.core.display.Markdown object>", "text/markdown": "**Gate** seven"}}
    cell = {"cell_type": "code", "source": "show()", "outputs": [table, note]}
    blocks = read(".ipynb", json.dumps({"cells": [cell]})).blocks
    assert [block.text for block in blocks] == ["show()", "Item | Sum\nLamp | 3", "Gate seven"]


def test_an_empty_output_of_a_notebook_does_not_affect_others() -> None:
    outputs = [{"data": {"text/html": markup}} for markup in ("<frameset>", "<p>third lamp</p>")]
    blocks = read(".ipynb", json.dumps({"cells": [{"source": "show()", "outputs": outputs}]})).blocks
    assert [block.text for block in blocks] == ["show()", "third lamp"]
