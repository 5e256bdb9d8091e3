"""Writes a model with exactly the shape of LFM2-2.6B and random weights: its speed is realistic, its text is noise."""

from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np

from tests.lfm2_parts import Shape, finish, tensors, write_shape, write_vocabulary

_SHAPE = Shape(
    layers=30,
    attention=(2, 5, 9, 13, 17, 21, 24, 27),
    hidden=2048,
    feed_forward=10752,
    heads=32,
    kv_heads=8,
    vocabulary=65536,
    context=128_000,
)
_SPECIALS = ["<|pad|>", "<|startoftext|>", "<|endoftext|>", "<|fim_pre|>", "<|fim_mid|>", "<|fim_suf|>", "<|im_start|>"]
_SPECIALS += ["<|im_end|>", "<think>", "</think>"]
_Q4, _Q6 = gguf.GGMLQuantizationType.Q4_K, gguf.GGMLQuantizationType.Q6_K
_BETTER = ("ffn_down.weight", "attn_v.weight")
"""Matrices that Q4_K_M stores as Q6_K in every second layer."""


def _of_bytes(writer: gguf.GGUFWriter) -> None:
    """Write a vocabulary of single bytes, for benches that don't need the family's own."""
    write_vocabulary(writer, _SHAPE, _SPECIALS)


def write(path: Path, vocabulary: Callable[[gguf.GGUFWriter], None] = _of_bytes) -> Path:
    """Write the model as Q4_K_M (1.6 GB) to `path` and return it; `vocabulary` writes the vocabulary (`lfm2_vocabulary.py`)."""
    writer = gguf.GGUFWriter(str(path), "lfm2", use_temp_file=True)
    write_shape(writer, _SHAPE)
    vocabulary(writer)
    writer.add_chat_template(
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n"
    )
    rng = np.random.default_rng(0)
    for name, shape in tensors(_SHAPE):
        if len(shape) == 2 and "conv.weight" not in name:
            writer.add_tensor(name, _blocks(rng, shape, kind := _kind(name)), raw_dtype=kind)
        else:
            values = np.ones(shape) if "norm" in name else rng.standard_normal(shape) * 0.2
            writer.add_tensor(name, values.astype(np.float32))
    finish(writer)
    return path


def _kind(name: str) -> gguf.GGMLQuantizationType:
    """Return the quantization that llama.cpp's Q4_K_M chooses for a matrix of a model with tied embeddings."""
    if name.startswith("token_embd"):
        return _Q6
    return _Q6 if name.endswith(_BETTER) and int(name.split(".")[1]) % 2 else _Q4


def _blocks(rng: np.random.Generator, shape: tuple[int, ...], kind: gguf.GGMLQuantizationType) -> np.ndarray:
    """Return the bytes of random blocks of 256 weights around zero, with small and finite scales, one row per matrix row."""
    rows, columns = shape
    size = 144 if kind == _Q4 else 210
    blocks = np.frombuffer(rng.bytes(rows * columns // 256 * size), np.uint8).reshape(-1, size).copy()
    if kind == _Q4:
        blocks[:, :4] = np.frombuffer(np.array([1e-4, 7.5e-4], np.float16).tobytes(), np.uint8)
    else:
        blocks[:, 208:] = np.frombuffer(np.array([2e-5], np.float16).tobytes(), np.uint8)
    return blocks.reshape(rows, -1)
