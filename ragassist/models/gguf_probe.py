"""Reads a GGUF file's header with llama.cpp's own loader, in a process of its own that such a file may break.

Run as `python -m ragassist.models.gguf_probe FILE`; prints one JSON object: {"metadata": {...}} or {"reason": "..."}.
"""

import ctypes
import json
import os
import sys
from typing import Any

import llama_cpp as c

_ERROR = 4
_VALUE = 1024
_ROOM = 1 << 16
_WANTED = (".context_length", ".pooling_type", ".attention.causal", "general.architecture", "general.name", "general.type")


def probe(path: str) -> dict[str, Any]:
    """Return the file's metadata that matter, and whether a template is in it; or the loader's reason against it.

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
    return {"metadata": _metadata(model), "template": bool(c.llama_model_chat_template(model, None))}


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
