"""A tiny random model of LFM2's exact architecture: conv and attention layers, own small vocabulary, LFM2's special tokens."""

from pathlib import Path
from typing import Any

import gguf
import numpy as np

_SPECIALS = [
    "<|pad|>",
    "<|startoftext|>",
    "<|endoftext|>",
    "<|im_start|>",
    "<|im_end|>",
    "<think>",
    "</think>",
]
_HIDDEN, _HEADS, _KV_HEADS, _FEED_FORWARD, _CONV = 64, 4, 2, 128, 3
_ATTENTION_LAYERS = (2, 4)
_LAYERS = 6
CONTEXT = 4096


def _byte_letters() -> list[str]:
    """Return GPT-2's letter for each byte, by which byte-level BPE spells its vocabulary."""
    shown = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = iter(range(0x100, 0x200))
    return [chr(byte) if byte in shown else chr(next(hidden)) for byte in range(256)]


_FAILING = "{{ raise_exception('a template of a model file must never be rendered') }}"


def write(path: Path, *, specials_as_control: bool = True, template: str = _FAILING) -> Path:
    """Write the model (about 1 MB) and return its path; without `specials_as_control` think tags are user-defined tokens."""
    writer = gguf.GGUFWriter(str(path), "lfm2")
    _write_shape(writer)
    _write_vocabulary(writer, specials_as_control=specials_as_control)
    writer.add_chat_template(template)
    rng = np.random.default_rng(0)
    for name, shape in _tensors():
        values = np.ones(shape) if name.endswith("norm.weight") else rng.standard_normal(shape) * 0.2
        writer.add_tensor(name, values.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _write_shape(writer: Any) -> None:
    writer.add_block_count(_LAYERS)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(_HIDDEN)
    writer.add_feed_forward_length(_FEED_FORWARD)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv([_KV_HEADS if layer in _ATTENTION_LAYERS else 0 for layer in range(_LAYERS)])
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(1_000_000.0)
    writer.add_vocab_size(len(_SPECIALS) + 256)
    writer.add_uint32("lfm2.shortconv.l_cache", _CONV)


def _write_vocabulary(writer: Any, *, specials_as_control: bool) -> None:
    kinds = [gguf.TokenType.CONTROL] * len(_SPECIALS) + [gguf.TokenType.NORMAL] * 256
    if not specials_as_control:
        kinds[_SPECIALS.index("<think>")] = kinds[_SPECIALS.index("</think>")] = gguf.TokenType.USER_DEFINED
    letters = _byte_letters()
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("lfm2")
    writer.add_token_list(_SPECIALS + letters)
    writer.add_token_types(kinds)
    writer.add_token_merges([f"{letters[ord('t')]} {letters[ord('h')]}"])
    writer.add_bos_token_id(_SPECIALS.index("<|startoftext|>"))
    writer.add_eos_token_id(_SPECIALS.index("<|im_end|>"))
    writer.add_pad_token_id(0)
    writer.add_add_bos_token(True)


def _tensors() -> list[tuple[str, tuple[int, ...]]]:
    """Return names and shapes, rows first."""
    vocabulary, kv = len(_SPECIALS) + 256, _HIDDEN // _HEADS * _KV_HEADS
    found: list[tuple[str, tuple[int, ...]]] = [
        ("token_embd.weight", (vocabulary, _HIDDEN)),
        ("token_embd_norm.weight", (_HIDDEN,)),
    ]
    for layer in range(_LAYERS):
        block = f"blk.{layer}."
        found += [(block + "attn_norm.weight", (_HIDDEN,)), (block + "ffn_norm.weight", (_HIDDEN,))]
        found += [(block + f"ffn_{part}.weight", (_FEED_FORWARD, _HIDDEN)) for part in ("gate", "up")]
        found.append((block + "ffn_down.weight", (_HIDDEN, _FEED_FORWARD)))
        found += _attention(block, kv) if layer in _ATTENTION_LAYERS else _convolution(block)
    return found


def _attention(block: str, kv: int) -> list[tuple[str, tuple[int, ...]]]:
    head = _HIDDEN // _HEADS
    return [
        (block + "attn_q.weight", (_HIDDEN, _HIDDEN)),
        (block + "attn_k.weight", (kv, _HIDDEN)),
        (block + "attn_v.weight", (kv, _HIDDEN)),
        (block + "attn_output.weight", (_HIDDEN, _HIDDEN)),
        (block + "attn_q_norm.weight", (head,)),
        (block + "attn_k_norm.weight", (head,)),
    ]


def _convolution(block: str) -> list[tuple[str, tuple[int, ...]]]:
    return [
        (block + "shortconv.conv.weight", (_HIDDEN, _CONV)),
        (block + "shortconv.in_proj.weight", (3 * _HIDDEN, _HIDDEN)),
        (block + "shortconv.out_proj.weight", (_HIDDEN, _HIDDEN)),
    ]
