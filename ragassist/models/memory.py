"""Whether a chat model fits into the memory that is free, told before it is loaded."""

from pathlib import Path

from ragassist.errors import MemoryShort
from ragassist.models.entries import ModelEntry, Role
from ragassist.models.store import ModelStore

_BUFFERS = 200_000_000
"""What a model's process takes beside weights and cells. Measured: 79 MB (SmolLM2-135M), 104 (LFM2-2.6B's shape), 131 (Qwen
1.5B, whose vocabulary is the largest). Below the file and this, the machine would only swap."""
_CELL = 32_000
"""Bytes of a token in attention's cache, which is all there from the start. Measured: 16 KB (LFM2), 23 (SmolLM2), 29 (Qwen)."""
_CGROUP = Path("/sys/fs/cgroup")


def needed_bytes(size: int, context: int, entry: ModelEntry | None = None) -> int:
    """Return the resident bytes of a model whose file has `size` bytes, loaded for `context` tokens or as many as it can."""
    if entry and entry.memory:
        return entry.memory
    return size + _BUFFERS + _CELL * (min(context, entry.context) if entry else context)


def free_bytes(cgroup: Path = _CGROUP) -> int:
    """Return the bytes that this process may still take: what is free or can be freed, within a container's limit."""
    import psutil  # so that the front door stays light

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
    """Return a warning in one line if a model will be tight, or "".

    Raises `MemoryShort` with the numbers and a smaller model if not even its weights fit into `free` bytes (None: looked up).
    """
    free = free_bytes() if free is None else free
    size = path.stat().st_size
    needed, least = needed_bytes(size, context, entry), size + _BUFFERS
    if free >= needed:
        return ""
    numbers = (
        f"{title} needs {needed / 1e9:.1f} GB of memory (at the very least {least / 1e9:.1f}) and {free / 1e9:.1f} GB are free"
    )
    advice = f"close other programs{_smaller(model_store, size, context, free)}"
    if free >= least:
        return f"{numbers}: it will be slow; {advice}"
    raise MemoryShort(f"{numbers}: {advice}")


def _smaller(model_store: ModelStore, size: int, context: int, free: int) -> str:
    """Return words about the best chat model that is smaller and fits, an installed one first; "" if there is none."""
    chat = [entry for entry in model_store.registry().values() if entry.role is Role.CHAT and entry.size < size]
    fitting = [entry for entry in chat if needed_bytes(entry.size, context, entry) <= free]
    for entry in sorted(fitting, key=lambda e: model_store.find(e) is None):  # stable: in the order of preference
        how = "set chat_model to" if model_store.find(entry) else "pull"
        return f", or {how} {entry.name}, which needs {needed_bytes(entry.size, context, entry) / 1e9:.1f} GB"
    return ""
