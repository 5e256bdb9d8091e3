"""The parts of a GGUF file of LFM2's architecture at any size: keys, vocabulary, names and shapes of tensors."""

from collections.abc import Iterator
from dataclasses import dataclass

import gguf


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a model; `attention` lists the layers that aren't convolutions."""

    layers: int
    attention: tuple[int, ...]
    hidden: int
    feed_forward: int
    heads: int
    kv_heads: int
    vocabulary: int
    context: int
    convolution: int = 3


def write_shape(writer: gguf.GGUFWriter, shape: Shape) -> None:
    writer.add_block_count(shape.layers)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.hidden)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv([shape.kv_heads if layer in shape.attention else 0 for layer in range(shape.layers)])
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(1_000_000.0)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_uint32("lfm2.shortconv.l_cache", shape.convolution)


def write_vocabulary(
    writer: gguf.GGUFWriter,
    shape: Shape,
    specials: list[str],
    user_defined: tuple[str, ...] = (),
    merges: tuple[str, ...] = (),
) -> None:
    """Write the special tokens, a letter for each byte, and unused words until the vocabulary is full.

    `merges` are pairs of words with a blank between them, each of which is merged into another word, as in "th ink".
    """
    letters = byte_letters()
    words = specials + letters + [merge.replace(" ", "") for merge in merges]
    words += [f"unused{at}" for at in range(shape.vocabulary - len(words))]
    kinds = [gguf.TokenType.CONTROL] * len(specials) + [gguf.TokenType.NORMAL] * (len(words) - len(specials))
    for name in user_defined:
        kinds[specials.index(name)] = gguf.TokenType.USER_DEFINED
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("lfm2")
    writer.add_token_list(words)
    writer.add_token_types(kinds)
    writer.add_token_merges(list(merges) or [f"{letters[ord('t')]} {letters[ord('h')]}"])
    writer.add_bos_token_id(specials.index("<|startoftext|>"))
    writer.add_eos_token_id(specials.index("<|im_end|>"))
    writer.add_pad_token_id(0)
    writer.add_add_bos_token(True)


def finish(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tensors(shape: Shape) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the names and shapes of the tensors, rows first."""
    hidden, kv, head = shape.hidden, shape.hidden // shape.heads * shape.kv_heads, shape.hidden // shape.heads
    yield "token_embd.weight", (shape.vocabulary, hidden)
    yield "token_embd_norm.weight", (hidden,)
    attention = {
        "attn_q": (hidden, hidden), "attn_k": (kv, hidden), "attn_v": (kv, hidden), "attn_output": (hidden, hidden),
        "attn_q_norm": (head,), "attn_k_norm": (head,),
    }  # fmt: skip
    convolution = {
        "shortconv.conv": (hidden, shape.convolution), "shortconv.in_proj": (3 * hidden, hidden),
        "shortconv.out_proj": (hidden, hidden),
    }  # fmt: skip
    every = {
        "attn_norm": (hidden,), "ffn_norm": (hidden,), "ffn_gate": (shape.feed_forward, hidden),
        "ffn_up": (shape.feed_forward, hidden), "ffn_down": (hidden, shape.feed_forward),
    }  # fmt: skip
    for layer in range(shape.layers):
        for name, size in {**every, **(attention if layer in shape.attention else convolution)}.items():
            yield f"blk.{layer}.{name}.weight", size


def byte_letters() -> list[str]:
    """Return GPT-2's letter for each byte, in which byte-level BPE writes its vocabulary."""
    shown = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    hidden = iter(range(0x100, 0x200))
    return [chr(byte) if byte in shown else chr(next(hidden)) for byte in range(256)]
