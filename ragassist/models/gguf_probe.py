"""Reads the header of a GGUF file with llama.cpp's loader, in its own process, which a damaged file may crash.

Run as `python -m ragassist.models.gguf_probe FILE`. It prints one JSON object: {"metadata": {...}, …} or {"reason": "..."}.
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
    """Return the needed metadata of a file, its special tokens that identify a family, and whether it has a chat template.

    For a file that can't be loaded, return the loader's reason instead. The vocabulary is loaded; of the weights only their
    offsets are checked against the size of the file. No template is rendered.
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
    """Return the special tokens of the vocabulary that identify a family."""
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
