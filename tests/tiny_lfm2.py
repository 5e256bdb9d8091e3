"""A tiny random model of LFM2's exact architecture: conv and attention layers, own small vocabulary, LFM2's special tokens."""

from dataclasses import replace
from pathlib import Path

import gguf
import numpy as np

from tests.lfm2_parts import Shape, finish, tensors, write_shape, write_vocabulary

_SPECIALS = ["<|pad|>", "<|startoftext|>", "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>"]
CONTEXT = 4096
_SHAPE = Shape(
    layers=6,
    attention=(2, 4),
    hidden=64,
    feed_forward=128,
    heads=4,
    kv_heads=2,
    vocabulary=len(_SPECIALS) + 256,
    context=CONTEXT,
)
_FAILING = "{{ raise_exception('a template of a model file must never be rendered') }}"
DEEP = replace(_SHAPE, layers=30, attention=(2, 5, 9, 13, 17, 21, 24, 27), heads=1, kv_heads=1)
"""As many layers of each kind as LFM2-2.6B has, and heads as wide."""


def write(path: Path, *, specials_as_control: bool = True, template: str = _FAILING, shape: Shape = _SHAPE) -> Path:
    """Write the model (about 1 MB) and return its path; without `specials_as_control` think tags are user-defined tokens."""
    writer = gguf.GGUFWriter(str(path), "lfm2")
    write_shape(writer, shape)
    write_vocabulary(writer, shape, _SPECIALS, () if specials_as_control else ("<think>", "</think>"))
    writer.add_chat_template(template)
    rng = np.random.default_rng(0)
    for name, size in tensors(shape):
        values = np.ones(size) if name.endswith("norm.weight") else rng.standard_normal(size) * 0.2
        writer.add_tensor(name, values.astype(np.float32))
    finish(writer)
    return path
