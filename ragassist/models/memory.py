"""Whether a chat model fits into the memory that is free, told before it is loaded."""

from pathlib import Path

from ragassist.errors import MemoryShort
from ragassist.models.registry import ModelEntry, Role
from ragassist.models.shelf import Shelf

_FACTOR, _SPARE = 2.0, 500_000_000
"""Resident memory over a file's size: the mapped weights and their repacked copy, both measured, and the context."""
_LEAST_SPARE = 300_000_000
"""What a context and its buffers take beside the weights: below the file and this, the machine would only swap."""
_CGROUP = Path("/sys/fs/cgroup")


def needed_bytes(size: int, entry: ModelEntry | None = None) -> int:
    """Return the resident bytes of a loaded model whose file has `size` bytes."""
    return entry.memory if entry and entry.memory else int(size * _FACTOR) + _SPARE


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


def require_memory(path: Path, title: str, entry: ModelEntry | None, shelf: Shelf, free: int | None = None) -> str:
    """Return a warning in one line if a model will be tight, or "".

    Raises `MemoryShort` with the numbers and a smaller model if not even its weights fit into `free` bytes (None: looked up).
    """
    free = free_bytes() if free is None else free
    size = path.stat().st_size
    needed, least = needed_bytes(size, entry), size + _LEAST_SPARE
    if free >= needed:
        return ""
    numbers = (
        f"{title} needs {needed / 1e9:.1f} GB of memory (at the very least {least / 1e9:.1f}) and {free / 1e9:.1f} GB are free"
    )
    advice = f"close other programs{_smaller(shelf, size, free)}"
    if free >= least:
        return f"{numbers}: it will be slow; {advice}"
    raise MemoryShort(f"{numbers}: {advice}")


def _smaller(shelf: Shelf, size: int, free: int) -> str:
    """Return words about the best chat model that is smaller and fits, an installed one first; "" if there is none."""
    fitting = [
        e for e in shelf.registry().values() if e.role is Role.CHAT and e.size < size and needed_bytes(e.size, e) <= free
    ]
    for entry in sorted(fitting, key=lambda e: shelf.find(e) is None):  # stable: in the order of preference
        how = "set chat_model to" if shelf.find(entry) else "pull"
        return f", or {how} {entry.name}, which needs {needed_bytes(entry.size, entry) / 1e9:.1f} GB"
    return ""
