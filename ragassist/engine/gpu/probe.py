"""Prints the GPUs that llama.cpp finds as JSON. It runs as a process, because a driver may crash or stay in memory."""

import ctypes
import json
import sys
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import llama_cpp as c

_GPUS = (1, 2)
"""GGML_BACKEND_DEVICE_TYPE_GPU and GGML_BACKEND_DEVICE_TYPE_IGPU of ggml-backend.h."""


def devices() -> list[dict[str, Any]]:
    """Return name, kind and free bytes of each device that llama.cpp can use, including the processor."""
    c.llama_backend_init()
    listing, base = _library("ggml"), _library("ggml-base")
    listing.ggml_backend_dev_count.restype = ctypes.c_size_t
    listing.ggml_backend_dev_get.restype = ctypes.c_void_p
    listing.ggml_backend_dev_get.argtypes = (ctypes.c_size_t,)
    base.ggml_backend_dev_description.restype = ctypes.c_char_p
    base.ggml_backend_dev_description.argtypes = base.ggml_backend_dev_type.argtypes = (ctypes.c_void_p,)
    base.ggml_backend_dev_memory.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    base.ggml_backend_dev_memory.restype = None
    return [_device(base, listing.ggml_backend_dev_get(at)) for at in range(listing.ggml_backend_dev_count())]


def _device(base: ctypes.CDLL, handle: int) -> dict[str, Any]:
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    base.ggml_backend_dev_memory(handle, ctypes.byref(free), ctypes.byref(total))
    name = base.ggml_backend_dev_description(handle).decode(errors="replace")
    return {"name": name, "kind": base.ggml_backend_dev_type(handle), "free": free.value}


def _library(name: str) -> ctypes.CDLL:
    """Return one of the libraries that the bindings load."""
    folder = Path(c.__file__).parent / "lib"
    found = [path for pattern in (f"lib{name}.so", f"lib{name}.dylib", f"{name}.dll") for path in folder.glob(pattern)]
    return ctypes.CDLL(str(found[0]) if found else find_library(name))


if __name__ == "__main__":
    sys.stdout.write(json.dumps([device for device in devices() if device["kind"] in _GPUS]))
