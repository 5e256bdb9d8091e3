"""Writes a sentence-transformers folder of a random BERT with two layers, with the options in which real ones differ.

The files are written as sentence-transformers does, but without it: it and torch take six seconds to be imported.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers, processors

HIDDEN, LONGEST = 32, 24
_LAYERS, _HEADS, _FORWARD, _POSITIONS, _SPREAD = 2, 4, 64, 64, 0.3
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_WORDS = [
    "the", "pump", "filter", "weighs", "is", "changed", "every", "spring", "query", "passage", ":", ".", ",", "31.4", "kg",
    "der", "die", "Pumpe", "wird", "ポンプ", "滤芯", "펌프", "المضخة",
]  # fmt: skip
PROMPTS = {"query": "query : ", "document": "passage : "}
_MODULES = {
    "": "base.modules.transformer.Transformer",
    "1_Pooling": "sentence_transformer.modules.pooling.Pooling",
    "2_Dense": "base.modules.dense.Dense",
    "3_Normalize": "base.modules.normalize.Normalize",
}
_THROUGH = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
_Tensors = dict[str, NDArray[np.float32]]


def make_folder(
    folder: Path,
    pooling: str = "mean",
    prompts: dict[str, str] | None = None,
    *,
    dense: bool = False,
    include_prompt: bool = True,
    more_words: int = 0,
) -> Path:
    """Write the folder and return it; the weights are the same for the same options."""
    rng = np.random.default_rng(7)
    vocabulary = {word: at for at, word in enumerate((*_SPECIAL, *_WORDS, *map("word{}".format, range(more_words))))}
    folder.mkdir(parents=True)
    save_file(_weights(rng, len(vocabulary)), folder / "model.safetensors", {"format": "pt"})
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    pooled = {"embedding_dimension": HIDDEN, "pooling_mode": pooling, "include_prompt": include_prompt}
    parts = {"": _READ, "1_Pooling": pooled}
    if dense:
        sizes = {"in_features": HIDDEN, "out_features": 2 * HIDDEN, "bias": True}
        parts["2_Dense"] = {**sizes, "activation_function": "torch.nn.modules.activation.Tanh", **_THROUGH}
        parts["3_Normalize"] = _THROUGH
    for part, config in parts.items():
        _write(folder / part / ("config.json" if part else "sentence_bert_config.json"), config)
    if dense:
        linear = {"linear.weight": _random(rng, 2 * HIDDEN, HIDDEN), "linear.bias": _random(rng, 2 * HIDDEN)}
        save_file(linear, folder / "2_Dense" / "model.safetensors", {"format": "pt"})
    chain = enumerate(parts)
    named = [{"idx": n, "name": f"{n}", "path": part, "type": f"sentence_transformers.{_MODULES[part]}"} for n, part in chain]
    _write(folder / "modules.json", named)
    _write(folder / "config.json", _BERT | {"vocab_size": len(vocabulary)})
    _write(folder / "tokenizer_config.json", _TOKENIZER)
    _write(folder / "config_sentence_transformers.json", _SENTENCES | {"prompts": prompts or {"query": "", "document": ""}})
    return folder


def _write(path: Path, config: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(config, indent=2), encoding="utf-8")


def _random(rng: np.random.Generator, *shape: int) -> NDArray[np.float32]:
    return (rng.standard_normal(shape) * _SPREAD).astype(np.float32)


def _weights(rng: np.random.Generator, words: int) -> _Tensors:
    """Return the tensors of a BERT by name: matrices are random, biases 0."""
    found = {name: _random(rng, *shape) for name, shape in _matrices(words)}
    found |= {
        name.replace(".weight", ".bias"): np.zeros(len(matrix), np.float32)
        for name, matrix in found.items()
        if "dense" in name or "self" in name
    }
    for norm in ("embeddings", *(f"encoder.layer.{n}{part}.output" for n in range(_LAYERS) for part in (".attention", ""))):
        found[f"{norm}.LayerNorm.weight"] = np.ones(HIDDEN, np.float32)
        found[f"{norm}.LayerNorm.bias"] = np.zeros(HIDDEN, np.float32)
    found["embeddings.word_embeddings.weight"][0] = 0  # the padding
    return found


def _matrices(words: int) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, rows in (("word", words), ("position", _POSITIONS), ("token_type", 2)):
        yield f"embeddings.{name}_embeddings.weight", (rows, HIDDEN)
    for number in range(_LAYERS):
        layer = f"encoder.layer.{number}"
        for name in ("query", "key", "value"):
            yield f"{layer}.attention.self.{name}.weight", (HIDDEN, HIDDEN)
        yield f"{layer}.attention.output.dense.weight", (HIDDEN, HIDDEN)
        yield f"{layer}.intermediate.dense.weight", (_FORWARD, HIDDEN)
        yield f"{layer}.output.dense.weight", (HIDDEN, _FORWARD)
    yield "pooler.dense.weight", (HIDDEN, HIDDEN)


def _tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    tokenizer.add_special_tokens([AddedToken(word, special=True, normalized=False) for word in _SPECIAL])
    return tokenizer


_BERT = {
    "architectures": ["BertModel"], "model_type": "bert", "dtype": "float32", "hidden_act": "gelu", "hidden_size": HIDDEN,
    "intermediate_size": _FORWARD, "num_attention_heads": _HEADS, "num_hidden_layers": _LAYERS, "layer_norm_eps": 1e-12,
    "max_position_embeddings": _POSITIONS, "type_vocab_size": 2, "pad_token_id": 0, "initializer_range": _SPREAD,
}  # fmt: skip
_TOKENIZER = {
    "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": LONGEST, "pad_token": "[PAD]", "unk_token": "[UNK]",
    "cls_token": "[CLS]", "sep_token": "[SEP]",
}  # fmt: skip
_READ = {
    "transformer_task": "feature-extraction", "module_output_name": "token_embeddings",
    "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
}  # fmt: skip
_SENTENCES = {"model_type": "SentenceTransformer", "default_prompt_name": None, "similarity_fn_name": "cosine"}
