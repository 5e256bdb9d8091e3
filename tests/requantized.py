"""Writes a chat model with weights of four bits for which llama.cpp has fast kernels."""

import ctypes
import os
from pathlib import Path

import llama_cpp as c


@c.llama_log_callback  # type: ignore[untyped-decorator]  # a ctypes function type
def _nowhere(*_: object) -> None:
    """Drop a line for each tensor."""


def write(model: Path, to: Path) -> Path:
    """Write a model with weights in Q4_0 and return its path: prompts are evaluated in less than half of the time of Q4_1."""
    c.llama_log_set(_nowhere, None)
    params = c.llama_model_quantize_default_params()
    params.ftype, params.allow_requantize, params.nthread = c.LLAMA_FTYPE_MOSTLY_Q4_0, True, 1
    assert c.llama_model_quantize(os.fsencode(model), os.fsencode(to), ctypes.byref(params)) == 0
    return to
