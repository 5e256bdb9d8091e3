"""Takes the table of word vectors out of a graph, which gets the rows of a text's tokens as an input instead."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from indexes.embedding.onnx.plan import IDS, ROWS, WordTable

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto, TensorProto

_GATHER = "Gather"
_LEAST_ROWS = 10_000
"""Tables of positions and kinds of tokens are smaller, and so are tables of words that take little memory when mapped."""


def words_to_input(graph: "GraphProto") -> WordTable | None:
    """Replace the look-up of word vectors by the input `ROWS`, shape (1, tokens, width); return the table's place in a file.

    Return None and leave the graph as it is if no large table in a file is looked up by the tokens' ids, or if it is used in
    other places too.
    """
    tables = {tensor.name: tensor for tensor in graph.initializer if _is_large(tensor)}
    lookups = [node for node in graph.node if node.op_type == _GATHER and _looks_up_words(node, tables.keys())]
    uses = [name for node in graph.node for name in node.input if name in tables]
    if len(lookups) != 1 or uses.count(lookups[0].input[0]) != 1:
        return None
    (lookup,) = lookups
    tensor = tables[lookup.input[0]]
    _add_input(graph, tensor)
    for node in graph.node:
        for at, name in enumerate(node.input):
            if name == lookup.output[0]:
                node.input[at] = ROWS
    graph.node.remove(lookup)
    graph.initializer.remove(tensor)
    place = {entry.key: entry.value for entry in tensor.external_data}
    return WordTable(place["location"], int(place["offset"]), *tensor.dims)


def _is_large(tensor: "TensorProto") -> bool:
    return bool(tensor.external_data) and len(tensor.dims) == 2 and tensor.dims[0] >= _LEAST_ROWS


def _looks_up_words(node: "NodeProto", tables: Collection[str]) -> bool:
    by_rows = all(attribute.i == 0 for attribute in node.attribute)
    return by_rows and node.input[0] in tables and node.input[1] == IDS


def _add_input(graph: "GraphProto", tensor: "TensorProto") -> None:
    rows = graph.input.add()
    rows.name = ROWS
    rows.type.tensor_type.elem_type = tensor.data_type
    shape = rows.type.tensor_type.shape
    shape.dim.add().dim_value = 1
    shape.dim.add().dim_param = "length"
    shape.dim.add().dim_value = tensor.dims[1]
