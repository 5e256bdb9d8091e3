"""A tiny random model of LFM2's architecture: convolution and attention layers, a small vocabulary, LFM2's special tokens."""

from dataclasses import replace
from enum import StrEnum
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


class Tags(StrEnum):
    """The type of the reasoning tags in a vocabulary."""

    CONTROL = "control tokens"
    USER_DEFINED = "user-defined tokens"
    TEXT = "plain text"


TAGS = ("<think>", "</think>")
_MERGES = ("t h", "i n", "in k", "th ink", "< /", "> Ċ", "Ċ Ċ", ">Ċ Ċ", "> A", "ink >")
"""As in LFM2's own vocabulary, the end of a tag and what follows may be one token; Ċ is byte-level BPE's newline."""


def write(
    path: Path, *, tags: Tags = Tags.CONTROL, template: str = _FAILING, shape: Shape = _SHAPE, weights: bool = True
) -> Path:
    """Write the model (about 1 MB), or only its vocabulary without `weights`, and return its path."""
    writer = gguf.GGUFWriter(str(path), "lfm2")
    as_text = tags is Tags.TEXT
    specials = [word for word in _SPECIALS if not (as_text and word in TAGS)]
    write_shape(writer, shape := replace(shape, vocabulary=shape.vocabulary + (len(_MERGES) if as_text else 0)))
    write_vocabulary(writer, shape, specials, TAGS if tags is Tags.USER_DEFINED else (), _MERGES if as_text else ())
    writer.add_chat_template(template)
    rng = np.random.default_rng(0)
    for name, size in tensors(shape) if weights else ():
        values = np.ones(size) if name.endswith("norm.weight") else rng.standard_normal(size) * 0.2
        writer.add_tensor(name, values.astype(np.float32))
    finish(writer)
    return path
