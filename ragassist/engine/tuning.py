"""How the chat model is run on this machine: threads, batch, memory. `models tune` measures it; there are defaults for
machines that were not measured."""

import json
import logging
import os
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

from indexes.files.atomic import write_atomically

_log = logging.getLogger(__name__)
_FILE = "tuning.json"
_QUIET_ROUNDS = 500
_PRESSURE = Path("/proc/pressure/cpu")
_BUSY = 25.0
"""Percent of the last ten seconds in which some task had to wait for a core."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """`threads` for decoding and `batch_threads` for prompts; `batch` tokens of a prompt at once; `repack` puts the weights
    into the order that the processor likes, which needs them in memory of the process instead of the file's pages."""

    threads: int
    batch_threads: int
    batch: int = 128
    repack: bool = True
    small_cache: bool = False
    """Attention's cells with 8 bits instead of 16."""
    drafts: bool = True
    spin: int | None = None
    """Rounds that a thread waits awake for the others before it sleeps; None: by how busy the machine is. On a busy one it
    waits for one that isn't running: two threads on two cores among 15 other tasks decoded 0.9 tokens/s with the library's
    300,000 rounds, 51 with 0. On a quiet one 500 rounds decode 1.4 times as fast as 0 and 0.92 times as fast as 3,000, and
    18 tokens/s against 10 where a program comes in meanwhile (Qwen2.5-1.5B)."""

    gpu_layers: int | None = None
    """Layers of the model that a GPU holds; None: none, and whether more would be faster wasn't measured yet."""

    @property
    def rounds(self) -> int:
        """The rounds for a process that starts now."""
        return self.spin if self.spin is not None else _QUIET_ROUNDS if is_quiet() else 0


def usual_tuning() -> Tuning:
    """Return the defaults: all cores of a small machine, all but one of a larger one, since a spinning thread that loses
    its core slows decoding by a factor of five and more."""
    cores = len(usable_cores())
    threads = cores if cores <= 2 else min(cores - 1, 8)
    return Tuning(threads=threads, batch_threads=threads)


def is_quiet(pressure: Path = _PRESSURE) -> bool:
    """Return whether tasks hardly waited for a core in the last ten seconds; False where the system doesn't tell."""
    try:
        some = dict(field.split("=") for field in pressure.read_text(encoding="ascii").splitlines()[0].split()[1:])
        return float(some["avg10"]) < _BUSY
    except (OSError, ValueError, KeyError, IndexError):
        return False


def usable_cores() -> list[int]:
    """Return the cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))


def load_tuning(home: Path, model: Path) -> Tuning:
    """Return what was measured for a model file on this machine, or the usual."""
    try:
        return Tuning(**json.loads((home / _FILE).read_text(encoding="utf-8"))[_key(model)])
    except (FileNotFoundError, KeyError):
        return usual_tuning()
    except (OSError, ValueError, TypeError) as problem:
        _log.warning("%s can't be read, the usual settings are taken (run 'ragassist models tune'): %s", home / _FILE, problem)
        return usual_tuning()


def save_tuning(home: Path, model: Path, tuning: Tuning) -> None:
    """Keep what was measured; raises `OSError` on a full disk."""
    path = home / _FILE
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    known = known if isinstance(known, dict) else {}
    write_atomically(path, json.dumps({**known, _key(model): asdict(tuning)}, indent=1).encode())


def _key(model: Path) -> str:
    return f"{platform.node()}:{platform.machine()}:{len(usable_cores())}:{model.name}:{model.stat().st_size}"
