"""Reads a GGUF file's header with llama.cpp's own loader, in a process of its own that such a file may break.

Run as `python -m ragassist.models.gguf_probe FILE`; prints one JSON object: {"metadata": {...}, …} or {"reason": "..."}.
"""

import ctypes
import json
import os
import sys
from typing import Any

import llama_cpp as c

from ragassist.models.families import known_tokens

_ERROR = 4
_VALUE = 1024
_ROOM = 1 << 16
_WANTED = (
    ".context_length", ".pooling_type", ".attention.causal", ".block_count", ".embedding_length",
    "general.architecture", "general.name", "general.type",
)  # fmt: skip
_SPECIAL = c.LLAMA_TOKEN_ATTR_CONTROL | c.LLAMA_TOKEN_ATTR_USER_DEFINED


def probe(path: str) -> dict[str, Any]:
    """Return the file's metadata that matter, its special tokens that tell families apart, and whether a template is in it.

    Or the loader's reason against it.

    The vocabulary is loaded, the weights aren't, but that all of them lie within the file is checked. No template is rendered.
    """
    reasons: list[str] = []

    @c.llama_log_callback  # type: ignore[untyped-decorator]  # a ctypes function type
    def hear(level: int, text: bytes, _: object) -> None:
        if level == _ERROR:
            reasons.append(text.decode(errors="replace").strip())

    c.llama_log_set(hear, None)
    c.llama_backend_init()
    params = c.llama_model_default_params()
    params.vocab_only, params.n_gpu_layers = True, 0
    model = c.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        told = next((line for line in reasons if "error loading model" in line), reasons[0] if reasons else "no reason given")
        return {"reason": told.split("error loading model:")[-1].strip()}
    template = bool(c.llama_model_chat_template(model, None))
    return {"metadata": _metadata(model), "template": template, "tokens": _special_tokens(model)}


def _special_tokens(model: int) -> list[str]:
    """Return those of a vocabulary's special tokens that tell families apart."""
    vocabulary, known = c.llama_model_get_vocab(model), known_tokens()
    special = (i for i in range(c.llama_vocab_n_tokens(vocabulary)) if c.llama_vocab_get_attr(vocabulary, i) & _SPECIAL)
    texts = (c.llama_vocab_get_text(vocabulary, identity).decode(errors="replace") for identity in special)
    return sorted(known.intersection(texts))


def _metadata(model: int) -> dict[str, str]:
    key, value, found = ctypes.create_string_buffer(_VALUE), ctypes.create_string_buffer(_ROOM), {}
    for at in range(c.llama_model_meta_count(model)):
        c.llama_model_meta_key_by_index(model, at, key, _VALUE)
        name = key.value.decode(errors="replace")
        if name.endswith(_WANTED):
            c.llama_model_meta_val_str_by_index(model, at, value, _ROOM)
            found[name] = value.value.decode(errors="replace")
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(probe(sys.argv[1])))
