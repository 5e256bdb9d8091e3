"""Exports the graph of a sentence-transformers model for onnxruntime, once for each model. Only this module runs torch.

All modules of the model are traced (transformer, pooling, dense layers, normalisation), so that any pooling works. A
comparison with the model verifies the graph (`indexes/embedding/onnx/preparation.py`). The weights aren't written again: the
graph refers to the safetensors files of the model, from which they are mapped.
"""

import hashlib
import io
import json
import os
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from indexes.embedding.model_folder import ModelFolder
from indexes.embedding.onnx.plan import IDS, FastEngineUnusable, Plan, stamp_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

SENTENCE, TOKENS = "sentence", "tokens"
_OPSET = 17
_SAMPLE_TOKENS = 20
_LARGE_TABLE, _TRACED_ROWS = 10_000, 64
"""Rows from which on a table is one of words, and how many of its rows are traced, the sample's tokens among them."""
_LEAST_BYTES = 1024
"""Smaller tensors are stored in the graph, because onnxruntime computes shapes from some of them."""
_PART_BYTES = 1 << 20


def export(model: ModelFolder, transformer: "SentenceTransformer") -> tuple[Plan, bytes]:
    """Return the plan and the graph of a loaded model, from token ids (1, tokens) to a unit row (1, dimension) and token rows.

    The model can't be used afterwards: its attention is of a kind that can be traced then, and its word table is cut. Raises
    `FastEngineUnusable` if the output depends on more than the tokens, and errors of torch if it can't be traced.
    """
    for module in transformer:
        if getattr(module, "include_prompt", True) is False:
            raise FastEngineUnusable("its pooling leaves the prompt out")
    network: Any = transformer[0].auto_model
    network.set_attn_implementation("eager")
    graph, tensors = _traced(transformer, model.dimensions)
    graph, folder = _without_weights(graph, tensors, model.path)
    weights = Path(os.path.relpath(folder, model.path.resolve())).as_posix()
    limit = transformer.max_seq_length or network.config.max_position_embeddings
    digest = hashlib.sha256(graph).hexdigest()
    return Plan(stamp=stamp_of(model), graph=digest, max_tokens=int(limit), weights=weights), graph


def _traced(transformer: "SentenceTransformer", dimensions: int | None) -> tuple[bytes, dict[str, Any]]:
    """Return a graph with weights as inputs, and the weights by name."""
    import torch

    class Chain(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.modules_in_order = transformer

        def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            features: dict[str, Any] = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
            for module in transformer:
                features = module(features)
            rows = features["sentence_embedding"][:, :dimensions]
            return torch.nn.functional.normalize(rows, dim=1), features["token_embeddings"]

    chain = Chain().eval()
    tensors = {name: tensor.numpy() for name, tensor in chain.state_dict().items()}
    for module in chain.modules():
        if isinstance(module, torch.nn.Embedding) and module.num_embeddings >= _LARGE_TABLE:  # the exporter copies it often
            module.weight = torch.nn.Parameter(module.weight[:_TRACED_ROWS], requires_grad=False)
    with TemporaryDirectory() as folder, warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # the old exporter warns; it needs no other package
        torch.onnx.export(
            chain,
            (torch.arange(_SAMPLE_TOKENS)[None],),
            Path(folder, "graph.onnx"),
            dynamo=False,
            export_params=False,
            do_constant_folding=False,
            input_names=[IDS],
            output_names=[SENTENCE, TOKENS],
            dynamic_axes={IDS: {1: "length"}, TOKENS: {1: "length"}},
            opset_version=_OPSET,
        )
        graph = Path(folder, "graph.onnx").read_bytes()
    return graph, tensors


def _without_weights(graph: bytes, tensors: dict[str, Any], model: Path) -> tuple[bytes, Path]:
    """Replace the inputs of weights by references to files, or by constants if no file holds them.

    Return the graph and the folder to which its file names are relative. onnxruntime follows no link out of that folder.
    """
    import onnx
    from onnx import numpy_helper

    files = [path.resolve() for path in sorted(model.rglob("*.safetensors"))]
    folder = Path(os.path.commonpath([path.parent for path in files]))
    proto, places = onnx.load_from_string(graph), _tensors_in(files)
    names = [value.name for value in proto.graph.input if value.name != IDS]
    del proto.graph.input[1:]
    for name in names:
        tensor = tensors[name]
        place = places.get(_content(hashlib.sha256(tensor), tensor.shape)) if tensor.nbytes >= _LEAST_BYTES else None
        constant = proto.graph.initializer.add()
        if place is None:
            constant.CopyFrom(numpy_helper.from_array(tensor, name))
            continue
        path, offset = place
        constant.name, constant.data_type = name, onnx.TensorProto.FLOAT
        constant.dims.extend(tensor.shape)
        constant.data_location = onnx.TensorProto.EXTERNAL
        location = path.relative_to(folder).as_posix()
        for key, value in (("location", location), ("offset", str(offset)), ("length", str(tensor.nbytes))):
            entry = constant.external_data.add()
            entry.key, entry.value = key, value
    return proto.SerializeToString(), folder


def _tensors_in(files: list[Path]) -> dict[str, tuple[Path, int]]:
    """Return the file and offset of each float32 tensor in safetensors files, by content."""
    found = {}
    for path in files:
        with path.open("rb") as stream:
            for offset, size, shape in list(_float32_tensors(stream)):
                stream.seek(offset)
                found[_content(_hash_of(stream, size), shape)] = (path, offset)
    return found


def _hash_of(stream: io.BufferedReader, size: int) -> "hashlib._Hash":
    """Return the hash of the next bytes of a file, which are read in parts, since a table of words has hundreds of MB."""
    hashed = hashlib.sha256()
    for left in range(size, 0, -_PART_BYTES):
        hashed.update(stream.read(min(left, _PART_BYTES)))
    return hashed


def _float32_tensors(stream: io.BufferedReader) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield offset, size and shape of tensors. The file holds the u64 length of a JSON header, the header, and the tensors."""
    (length,) = struct.unpack("<Q", stream.read(8))
    header: dict[str, Any] = json.loads(stream.read(length))
    for tensor in header.values():
        if tensor.get("dtype") == "F32":
            first, end = tensor["data_offsets"]
            yield 8 + length + first, end - first, tuple(tensor["shape"])


def _content(hashed: "hashlib._Hash", shape: tuple[int, ...]) -> str:
    return f"{shape} {hashed.hexdigest()}"
