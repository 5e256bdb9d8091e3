"""Converts the 4-bit weights of multilingual-e5-small to a sentence-transformers folder.

The file is little endian. It holds the magic `E5S1`, a version, seven sizes, the layer-norm epsilon and the block size; the
vocabulary with unigram scores; a normalisation table, which isn't used, because sentencepiece has the same one as
`nmt_nfkc`; then named tensors of float32 or of blocks of 32 weights (a float16 scale and 16 bytes, low nibbles first).
"""

import json
import struct
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

from ragassist.errors import ModelDamaged

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_FLOAT32 = 0

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightShape:
    """The sizes of the BERT encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


class _Reader:
    """Reads values one after another from bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, fmt: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def convert(weights: Path, folder: Path) -> None:
    """Write a sentence-transformers folder (about 470 MB) from a 4-bit file. Raises `ModelDamaged` for any other file."""
    reader = _Reader(weights.read_bytes())
    if reader.bytes(4) != _MAGIC:
        raise ModelDamaged(f"{weights.name} does not hold e5 weights: pull the model again")
    reader.take("I")
    names = [field.name for field in fields(WeightShape)]  # the fields have the order of the file
    shape = WeightShape(**dict(zip(names, reader.take("7if"), strict=True)))
    reader.take("i")
    tokenizer = _tokenizer(reader)
    _skip_normalisation_table(reader)
    tensors = {_full_name(name): tensor for name, tensor in _tensors(reader, shape)}
    tensors |= _unused_pooler(shape)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write_settings(folder, shape)


def _tokenizer(reader: _Reader) -> Tokenizer:
    pieces, bos, eos, pad, unk = reader.take("5i")
    (length,) = reader.take("Q")
    offsets = reader.array("<u4", pieces + 1)
    scores = reader.array("<f4", pieces)
    blob = reader.bytes(length)
    vocabulary = [(blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(pieces)]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Precompiled(_nmt_nfkc())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    first, last = vocabulary[bos][0], vocabulary[eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}",
        pair=f"{first} $A {last} {last} $B {last}",
        special_tokens=[(first, bos), (last, eos)],
    )
    special = [vocabulary[i][0] for i in (bos, pad, eos, unk)]
    tokenizer.add_special_tokens([AddedToken(text, special=True, normalized=False) for text in special])
    return tokenizer


def _nmt_nfkc() -> bytes:
    """Return sentencepiece's compiled `nmt_nfkc` map, with which the vocabulary of XLM-R was made."""
    from sentencepiece import sentencepiece_model_pb2 as model_pb2  # protobuf costs 50 ms and only a conversion needs it

    normalizer = sentencepiece.SentencePieceNormalizer(rule_name="nmt_nfkc")
    proto = model_pb2.ModelProto()  # type: ignore[attr-defined]  # protobuf makes its classes at import
    proto.ParseFromString(normalizer.serialized_model_proto())
    return bytes(proto.normalizer_spec.precompiled_charsmap)


def _skip_normalisation_table(reader: _Reader) -> None:
    _, length = reader.take("iI")
    reader.bytes(length)


def _tensors(reader: _Reader, shape: WeightShape) -> list[tuple[str, NDArray[np.float32]]]:
    (count,) = reader.take("i")
    heads = []
    for _ in range(count):
        (length,) = reader.take("H")
        heads.append((reader.bytes(length).decode(), *reader.take("BIQQ")))
    widths = _row_widths(shape)
    tensors = []
    for name, kind, elements, offset, size in heads:
        raw = reader.data[offset : offset + size]
        flat = np.frombuffer(raw, "<f4", elements) if kind == _FLOAT32 else _unpack(raw, elements)
        width = widths.get(name.split(".", 1)[1] if name[0] == "l" else name)
        tensors.append((name, flat.reshape(-1, width).copy() if width else flat.copy()))
    return tensors


def _row_widths(shape: WeightShape) -> dict[str, int]:
    """Return the row length of each matrix; tensors that aren't named here are vectors."""
    hidden = dict.fromkeys(("emb.word", "emb.pos", "emb.type", "q.w", "k.w", "v.w", "ao.w", "fi.w"), shape.hidden)
    return {**hidden, "fo.w": shape.feed_forward}


def _unpack(raw: bytes, elements: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, _BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32)
    weights: NDArray[np.float32] = (nibbles - 8) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)[:elements]


def _unused_pooler(shape: WeightShape) -> dict[str, NDArray[np.float32]]:
    """Return zeros for BERT's pooler. Mean pooling doesn't use it, but without it random values would be loaded."""
    weight = np.zeros((shape.hidden, shape.hidden), np.float32)
    return {"pooler.dense.weight": weight, "pooler.dense.bias": weight[0].copy()}


def _full_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def _write_settings(folder: Path, shape: WeightShape) -> None:
    for name, data in _settings(shape).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(data, indent=1), encoding="utf-8")


def _settings(shape: WeightShape) -> dict[str, Any]:
    module = "sentence_transformers.models."
    return {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "hidden_act": "gelu",
            "hidden_size": shape.hidden, "num_hidden_layers": shape.layers, "num_attention_heads": shape.heads,
            "intermediate_size": shape.feed_forward, "vocab_size": shape.vocabulary,
            "max_position_embeddings": shape.positions, "type_vocab_size": shape.token_types,
            "layer_norm_eps": shape.epsilon, "pad_token_id": 0, "position_embedding_type": "absolute",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": shape.positions,
            "bos_token": "<s>", "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>",
            "unk_token": "<unk>", "pad_token": "<pad>",
        },
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": module + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": module + "Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": module + "Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False, "pooling_mode_max_tokens": False,
        },
        "2_Normalize/config.json": {},
    }  # fmt: skip
