"""Loads a GGUF file into llama.cpp and creates a context for one sequence."""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import llama_cpp as c

from ingest.said import said, why
from ragassist.engine.tuning import Tuning
from ragassist.errors import ModelDamaged

_log = logging.getLogger(__name__)
_WARNING = 3
_MAGIC = b"GGUF"


@c.llama_log_callback  # type: ignore[untyped-decorator]  # a ctypes function type
def _to_log(level: int, text: bytes, _: object) -> None:
    if level >= _WARNING:
        _log.info("llama.cpp: %s", text.decode(errors="replace").rstrip())


def load_model(path: Path, tuning: Tuning, progress: Callable[[float], None]) -> Any:
    """Return a loaded model; `progress` receives the loaded share. Raises `ModelDamaged` if the file isn't a model."""

    def report(share: float, _: object) -> bool:
        progress(share)
        return True

    _require_gguf(path)
    c.llama_log_set(_to_log, None)
    c.llama_backend_init()
    params = c.llama_model_default_params()
    params.n_gpu_layers = layers = tuning.gpu_layers or 0
    params.use_extra_bufts = tuning.repack
    # Repacked weights are a copy. The file is read instead of mapped, so that its weights aren't in memory twice.
    params.load_mode = c.LLAMA_LOAD_MODE_NONE if tuning.repack and not layers else c.LLAMA_LOAD_MODE_MMAP
    params.progress_callback = c.llama_progress_callback(report)
    model = c.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        raise ModelDamaged(
            said(
                "model_unloadable",
                "{path} can't be loaded, it is cut or too new: run 'ragassist models verify'",
                path=str(path),
            )
        )
    return model


def load_vocabulary(path: Path) -> Any:
    """Return the model of a file with its vocabulary only; the file needn't hold weights. Raises `ModelDamaged`."""
    _require_gguf(path)
    c.llama_log_set(_to_log, None)
    c.llama_backend_init()
    params = c.llama_model_default_params()
    params.vocab_only, params.n_gpu_layers = True, 0
    model = c.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        raise ModelDamaged(
            said(
                "model_unloadable",
                "{path} can't be loaded, it is cut or too new: run 'ragassist models verify'",
                path=str(path),
            )
        )
    return model


def new_context(model: Any, name: str, size: int, tuning: Tuning, *, rollback: int) -> Any:
    """Return a context of `size` tokens. For a hybrid model the last `rollback` tokens can be undone. Raises `ModelDamaged`."""
    params = c.llama_context_default_params()
    params.n_ctx = size
    params.n_batch = params.n_ubatch = max(tuning.batch, rollback + 2, 16)
    params.n_threads, params.n_threads_batch = tuning.threads, tuning.batch_threads
    params.flash_attn_type = c.LLAMA_FLASH_ATTN_TYPE_ENABLED
    params.n_rs_seq = rollback
    params.offload_kqv = params.op_offload = bool(tuning.gpu_layers)  # else a GPU evaluates prompts even if it holds no layer
    if tuning.small_cache:
        params.type_k = params.type_v = c.GGML_TYPE_Q8_0
    context = c.llama_init_from_model(model, params)
    if not context:
        raise ModelDamaged(
            said(
                "model_no_room",
                "{name} has no room for {count:,} tokens: close other programs or lower context_size",
                name=name,
                count=size,
            )
        )
    return context


def is_cuttable(model: Any) -> bool:
    """Return whether the sequence of a model can be cut at any token, which recurrent layers don't allow."""
    return not (c.llama_model_is_hybrid(model) or c.llama_model_is_recurrent(model))


def _require_gguf(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            magic = stream.read(len(_MAGIC))
    except OSError as problem:
        raise ModelDamaged(said("model_unopened", "{path} can't be opened: {why}", path=str(path), why=why(problem))) from None
    if magic != _MAGIC:
        raise ModelDamaged(
            said("model_not_gguf", "{path} is not a GGUF model: pull it again with 'ragassist models pull'", path=str(path))
        )
