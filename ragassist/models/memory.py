"""Checks before a chat model is loaded whether it fits into the free memory."""

from pathlib import Path

from ingest.said import said
from ragassist.errors import MemoryShort
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.store import ModelStore

_BUFFERS = 200_000_000
"""Bytes of a model's process besides weights and cache. Measured: 79 MB (SmolLM2-135M), 104 (LFM2-2.6B's shape), 131 (Qwen
1.5B, which has the largest vocabulary). With less than the file and this the machine would swap all the time."""
_CELL = 32_000
"""Bytes per token of the attention cache, which is allocated at once. Measured: 16 KB (LFM2), 23 (SmolLM2), 29 (Qwen)."""
_NUMBERS = "{model} needs {needed} GB of memory (at the very least {least}) and {free} GB are free"
_CGROUP = Path("/sys/fs/cgroup")


def needed_bytes(size: int, context: int, entry: ModelEntry | None = None) -> int:
    """Return the resident bytes of a model whose file has `size` bytes, loaded for `context` tokens or its own maximum."""
    if entry and entry.memory:
        return entry.memory
    return size + _BUFFERS + _CELL * (min(context, entry.context) if entry else context)


def free_bytes(cgroup: Path = _CGROUP) -> int:
    """Return the bytes that this process can still allocate: free or reclaimable memory, within the limit of a container."""
    import psutil  # imported here, because `--help` doesn't need it

    free: int = psutil.virtual_memory().available
    limit, used = _number(cgroup / "memory.max"), _number(cgroup / "memory.current")
    return free if limit is None or used is None else max(0, min(free, limit - used))


def _number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None  # no such limit, or "max"


def require_memory(
    path: Path, title: str, entry: ModelEntry | None, model_store: ModelStore, context: int, *, free: int | None = None
) -> str:
    """Return a warning in one line if memory is short for a model, else "".

    Raises `MemoryShort`, which names a smaller model, if not even the weights fit into `free` bytes (None: measured).
    """
    free = free_bytes() if free is None else free
    size = path.stat().st_size
    needed, least = needed_bytes(size, context, entry), size + _BUFFERS
    if free >= needed:
        return ""
    numbers = {"needed": _gigabytes(needed), "least": _gigabytes(least), "free": _gigabytes(free)}
    advice = _advice(model_store, size, context, free)
    if free >= least:
        return said("memory_slow", f"{_NUMBERS}: it will be slow; {{advice}}", model=title, advice=advice, **numbers)
    raise MemoryShort(said("memory_short", f"{_NUMBERS}: {{advice}}", model=title, advice=advice, **numbers))


def _gigabytes(size: int) -> float:
    return round(size / 1e9, 1)


def _advice(model_store: ModelStore, size: int, context: int, free: int) -> str:
    """Return what to do, with the best smaller chat model that fits, preferably an installed one, if there is one."""
    chat = [entry for entry in model_store.registry().values() if entry.role is Role.CHAT and entry.size < size]
    fitting = [entry for entry in chat if needed_bytes(entry.size, context, entry) <= free]
    for entry in sorted(
        fitting, key=lambda e: model_store.find(e) is None
    ):  # the sort is stable: the order of preference stays
        name, needed = entry.name, _gigabytes(needed_bytes(entry.size, context, entry))
        if model_store.find(entry):
            told = "close other programs, or set chat_model to {name}, which needs {needed} GB"
            return said("close_or_set", told, name=name, needed=needed)
        return said("close_or_pull", "close other programs, or pull {name}, which needs {needed} GB", name=name, needed=needed)
    return said("close_programs", "close other programs")
