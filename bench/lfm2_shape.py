"""Writes a model of exactly LFM2-2.6B's shape with random weights: what it says is noise, what it costs is true."""

from pathlib import Path

import gguf
import numpy as np

_HIDDEN, _FEED_FORWARD, _HEADS, _KV_HEADS, _VOCABULARY, _LAYERS = 2048, 10752, 32, 8, 65536, 30
_ATTENTION = (2, 5, 9, 13, 17, 21, 24, 27)
_SPECIALS = ["<|pad|>", "<|startoftext|>", "<|endoftext|>", "<|fim_pre|>", "<|fim_mid|>", "<|fim_suf|>", "<|im_start|>"]
_SPECIALS += ["<|im_end|>", "<think>", "</think>"]
_Q4, _Q6 = gguf.GGMLQuantizationType.Q4_K, gguf.GGMLQuantizationType.Q6_K


def write(path: Path) -> Path:
    """Write the model as Q4_K_M, 1.6 GB, and return its path."""
    writer = gguf.GGUFWriter(str(path), "lfm2", use_temp_file=True)
    _write_shape(writer)
    _write_vocabulary(writer)
    rng = np.random.default_rng(0)
    for name, rows, columns, kind in _matrices():
        writer.add_tensor(name, _blocks(rng, rows, columns, kind), raw_dtype=kind)
    for name, shape in _vectors():
        values = np.ones(shape) if "norm" in name else rng.standard_normal(shape) * 0.2
        writer.add_tensor(name, values.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _blocks(rng: np.random.Generator, rows: int, columns: int, kind: gguf.GGMLQuantizationType) -> np.ndarray:
    """Return random blocks of 256 weights around zero, as bytes; their scales are small and finite."""
    size = 144 if kind == _Q4 else 210
    blocks = np.frombuffer(rng.bytes(rows * columns // 256 * size), np.uint8).reshape(-1, size).copy()
    if kind == _Q4:
        blocks[:, :4] = np.frombuffer(np.array([1e-4, 7.5e-4], np.float16).tobytes(), np.uint8)
    else:
        blocks[:, 208:] = np.frombuffer(np.array([2e-5], np.float16).tobytes(), np.uint8)
    return blocks.reshape(rows, -1)


def _matrices() -> list[tuple[str, int, int, gguf.GGMLQuantizationType]]:
    """Return names, rows, columns and quantisation as llama.cpp's Q4_K_M of a tied model chooses them."""
    found = [("token_embd.weight", _VOCABULARY, _HIDDEN, _Q6)]
    kv = _HIDDEN // _HEADS * _KV_HEADS
    for layer in range(_LAYERS):
        block, better = f"blk.{layer}.", _Q6 if layer % 2 else _Q4
        found += [(f"{block}ffn_{part}.weight", _FEED_FORWARD, _HIDDEN, _Q4) for part in ("gate", "up")]
        found.append((f"{block}ffn_down.weight", _HIDDEN, _FEED_FORWARD, better))
        if layer in _ATTENTION:
            found += [(f"{block}attn_{part}.weight", _HIDDEN, _HIDDEN, _Q4) for part in ("q", "output")]
            found += [(f"{block}attn_k.weight", kv, _HIDDEN, _Q4), (f"{block}attn_v.weight", kv, _HIDDEN, better)]
        else:
            found.append((f"{block}shortconv.in_proj.weight", 3 * _HIDDEN, _HIDDEN, _Q4))
            found.append((f"{block}shortconv.out_proj.weight", _HIDDEN, _HIDDEN, _Q4))
    return found


def _vectors() -> list[tuple[str, tuple[int, ...]]]:
    found: list[tuple[str, tuple[int, ...]]] = [("token_embd_norm.weight", (_HIDDEN,))]
    for layer in range(_LAYERS):
        block = f"blk.{layer}."
        found += [(f"{block}{part}_norm.weight", (_HIDDEN,)) for part in ("attn", "ffn")]
        if layer in _ATTENTION:
            found += [(f"{block}attn_{part}_norm.weight", (_HIDDEN // _HEADS,)) for part in ("q", "k")]
        else:
            found.append((f"{block}shortconv.conv.weight", (_HIDDEN, 3)))
    return found


def _write_shape(writer: gguf.GGUFWriter) -> None:
    writer.add_block_count(_LAYERS)
    writer.add_context_length(128_000)
    writer.add_embedding_length(_HIDDEN)
    writer.add_feed_forward_length(_FEED_FORWARD)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv([_KV_HEADS if layer in _ATTENTION else 0 for layer in range(_LAYERS)])
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(1_000_000.0)
    writer.add_vocab_size(_VOCABULARY)
    writer.add_uint32("lfm2.shortconv.l_cache", 3)


def _write_vocabulary(writer: gguf.GGUFWriter) -> None:
    letters = _byte_letters()
    rest = [f"unused{at}" for at in range(_VOCABULARY - len(_SPECIALS) - len(letters))]
    kinds = [gguf.TokenType.CONTROL] * len(_SPECIALS) + [gguf.TokenType.NORMAL] * (len(letters) + len(rest))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("lfm2")
    writer.add_token_list(_SPECIALS + letters + rest)
    writer.add_token_types(kinds)
    writer.add_token_merges([f"{letters[ord('t')]} {letters[ord('h')]}"])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(7)
    writer.add_pad_token_id(0)
    writer.add_chat_template(
        "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}<|im_start|>assistant\n"
    )


def _byte_letters() -> list[str]:
    """Return GPT-2's letter for each byte."""
    shown = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = iter(range(0x100, 0x200))
    return [chr(byte) if byte in shown else chr(next(hidden)) for byte in range(256)]
