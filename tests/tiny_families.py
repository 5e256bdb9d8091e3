"""Tiny random models with the architecture, the tokenizer and the special tokens of each model family."""

from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np

from tests.lfm2_parts import byte_letters, finish

_CONTROL, _USER, _NORMAL = gguf.TokenType.CONTROL, gguf.TokenType.USER_DEFINED, gguf.TokenType.NORMAL
_HIDDEN, _FORWARD, _LAYERS = 64, 128, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyVocabulary:
    """The vocabulary of a model family: `tokens` are control tokens, `user_defined` are other tokens that are never split."""

    family: str
    architecture: str
    tokens: tuple[str, ...]
    end: str
    begin: str = ""
    user_defined: tuple[str, ...] = ()
    sentencepiece: bool = False
    blank_before: bool = False
    """Whether the tokenizer adds a blank before a text (`add_space_prefix`)."""


_CHATML = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_LLAMA3 = (
    "<|begin_of_text|>",
    "<|end_of_text|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eom_id|>",
    "<|eot_id|>",
    "<|python_tag|>",
)
_GEMMA = ("<pad>", "<eos>", "<bos>", "<start_of_turn>", "<end_of_turn>", "<unused0>")
_GEMMA_TEXT = (
    "[multimodal]",
    *("\n" * n for n in range(1, 32)),
    *(" " * n for n in range(2, 32)),
    "<table>",
    "</td>",
    "<h1>",
    "<b>",
    "</b>",
)
_MISTRAL = ("<s>", "</s>", "[INST]", "[/INST]", "[TOOL_CALLS]")
_PHI3 = ("<s>", "</s>", "<|endoftext|>", "<|assistant|>", "<|system|>", "<|end|>", "<|user|>")
VOCABULARIES = {
    "Qwen2.5": TinyVocabulary(family="qwen", architecture="qwen2", tokens=_CHATML, end="<|im_end|>"),
    "Qwen3": TinyVocabulary(
        family="qwen", architecture="qwen3", tokens=_CHATML, end="<|im_end|>",
        user_defined=("<think>", "</think>", "<tool_call>"),
    ),
    "SmolLM2": TinyVocabulary(family="chatml", architecture="llama", tokens=_CHATML, end="<|im_end|>"),
    "SmolLM3": TinyVocabulary(family="chatml", architecture="smollm3", tokens=_CHATML, end="<|im_end|>"),
    "Yi": TinyVocabulary(
        family="chatml", architecture="llama", tokens=("<s>", "</s>", *_CHATML), end="<|im_end|>", sentencepiece=True
    ),
    "Hermes": TinyVocabulary(
        family="chatml", architecture="llama", tokens=("<s>", "</s>", *_CHATML), end="<|im_end|>", begin="<s>",
        sentencepiece=True, blank_before=True,
    ),
    "Llama 3.2": TinyVocabulary(
        family="llama3", architecture="llama", tokens=_LLAMA3, end="<|eot_id|>", begin="<|begin_of_text|>"
    ),
    "Gemma 2": TinyVocabulary(
        family="gemma", architecture="gemma2", tokens=_GEMMA, end="<end_of_turn>", begin="<bos>", user_defined=_GEMMA_TEXT,
        sentencepiece=True,
    ),
    "Gemma 3": TinyVocabulary(
        family="gemma", architecture="gemma3", tokens=_GEMMA, end="<end_of_turn>", begin="<bos>", user_defined=_GEMMA_TEXT,
        sentencepiece=True,
    ),
    "Mistral 7B v0.3": TinyVocabulary(
        family="mistral", architecture="llama", tokens=_MISTRAL, end="</s>", begin="<s>", sentencepiece=True, blank_before=True
    ),
    "Mistral Nemo": TinyVocabulary(family="mistral", architecture="llama", tokens=_MISTRAL, end="</s>", begin="<s>"),
    "Mistral Small": TinyVocabulary(
        family="mistral-v7", architecture="llama", end="</s>", begin="<s>",
        tokens=(*_MISTRAL, "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]", "[THINK]", "[/THINK]"),
    ),
    "Phi-3": TinyVocabulary(
        family="phi3", architecture="phi3", tokens=_PHI3, end="<|end|>", begin="<s>", sentencepiece=True, blank_before=True
    ),
    "Phi-4": TinyVocabulary(family="phi4", architecture="phi3", tokens=(*_CHATML, "<|im_sep|>"), end="<|im_end|>"),
    "Phi-4-mini": TinyVocabulary(family="phi4-mini", architecture="phi3", tokens=(*_PHI3, "<|tool_call|>"), end="<|end|>"),
    "Granite 3": TinyVocabulary(
        family="granite", architecture="granite", end="<|end_of_text|>",
        tokens=("<|end_of_text|>", "<|start_of_role|>", "<|end_of_role|>", "<|tool_call|>"),
    ),
}  # fmt: skip


def write_family(path: Path, vocabulary: TinyVocabulary) -> Path:
    """Write the model (about half a MB) and return its path."""
    writer = gguf.GGUFWriter(str(path), vocabulary.architecture)
    size = (_write_pieces if vocabulary.sentencepiece else _write_letters)(writer, vocabulary)
    texts = [*vocabulary.tokens, *vocabulary.user_defined]
    writer.add_eos_token_id(texts.index(vocabulary.end))
    if vocabulary.begin:
        writer.add_bos_token_id(texts.index(vocabulary.begin))
    writer.add_add_bos_token(bool(vocabulary.begin))
    _write_shape(writer, vocabulary.architecture)
    rng = np.random.default_rng(0)
    for name, shape in _tensors(vocabulary.architecture, size):
        values = np.ones(shape) if name.endswith("norm.weight") else rng.standard_normal(shape) * 0.2
        writer.add_tensor(name, values.astype(np.float32))
    finish(writer)
    return path


def _write_letters(writer: gguf.GGUFWriter, vocabulary: TinyVocabulary) -> int:
    """Write byte-level BPE: the special tokens, then a letter for each byte; return its size."""
    letters = byte_letters()
    words = [*vocabulary.tokens, *vocabulary.user_defined, *letters]
    kinds = [_CONTROL] * len(vocabulary.tokens) + [_USER] * len(vocabulary.user_defined) + [_NORMAL] * len(letters)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(words)
    writer.add_token_types(kinds)
    writer.add_token_merges([f"{letters[ord('t')]} {letters[ord('h')]}"])
    return len(words)


def _write_pieces(writer: gguf.GGUFWriter, vocabulary: TinyVocabulary) -> int:
    """Write SentencePiece's BPE: the special tokens, a piece for each byte, then letters; return its size."""
    letters = ["▁", *(chr(code) for code in range(33, 127)), "▁t", "th"]
    words = [*vocabulary.tokens, *vocabulary.user_defined, *(f"<0x{byte:02X}>" for byte in range(256)), *letters]
    kinds = [_CONTROL] * len(vocabulary.tokens) + [_USER] * len(vocabulary.user_defined)
    kinds += [gguf.TokenType.BYTE] * 256 + [_NORMAL] * len(letters)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(words)
    writer.add_token_scores([0.0] * len(words))
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_add_space_prefix(vocabulary.blank_before)
    return len(words)


def _write_shape(writer: gguf.GGUFWriter, architecture: str) -> None:
    writer.add_block_count(_LAYERS)
    writer.add_context_length(4096)
    writer.add_embedding_length(_HIDDEN)
    writer.add_feed_forward_length(_FORWARD)
    writer.add_head_count(2)
    writer.add_head_count_kv(2)
    writer.add_key_length(_HIDDEN // 2)
    writer.add_value_length(_HIDDEN // 2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(_HIDDEN // 2)
    if architecture == "granite":
        writer.add_logit_scale(1.0)
    if architecture.startswith("gemma"):
        writer.add_sliding_window(512)


def _tensors(architecture: str, vocabulary: int) -> list[tuple[str, tuple[int, ...]]]:
    """Return the names and shapes of the tensors, rows first."""
    square, wide, norm = (_HIDDEN, _HIDDEN), (_FORWARD, _HIDDEN), (_HIDDEN,)
    layer: dict[str, tuple[int, ...]] = {
        "attn_norm": norm,
        "ffn_norm": norm,
        "attn_output": square,
        "ffn_down": (_HIDDEN, _FORWARD),
    }
    if architecture == "phi3":
        layer |= {"attn_qkv": (3 * _HIDDEN, _HIDDEN), "ffn_up": (2 * _FORWARD, _HIDDEN)}
    else:
        layer |= {"attn_q": square, "attn_k": square, "attn_v": square, "ffn_gate": wide, "ffn_up": wide}
    if architecture.startswith("gemma"):
        layer |= {"post_attention_norm": norm, "post_ffw_norm": norm}
    if architecture in ("qwen3", "gemma3"):
        layer |= {"attn_q_norm": (_HIDDEN // 2,), "attn_k_norm": (_HIDDEN // 2,)}
    found: list[tuple[str, tuple[int, ...]]] = [("token_embd.weight", (vocabulary, _HIDDEN)), ("output_norm.weight", norm)]
    found += [] if architecture.startswith("gemma") else [("output.weight", (vocabulary, _HIDDEN))]
    found += [(f"blk.{at}.{name}.weight", shape) for at in range(_LAYERS) for name, shape in layer.items()]
    if architecture == "qwen2":
        found += [(f"blk.{at}.attn_{name}.bias", norm) for at in range(_LAYERS) for name in "qkv"]
    return found
