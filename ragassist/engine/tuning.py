"""Threads, batch size and memory settings of the chat model, measured by `models tune` or set to defaults."""

import json
import logging
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

from indexes.files.atomic import write_atomically
from ingest.system.processes import usable_cores
from ingest.system.processor import int8_instructions

_log = logging.getLogger(__name__)
_FILE = "tuning.json"
_QUIET_ROUNDS = 500
_PRESSURE = Path("/proc/pressure/cpu")
_FAST_AS_STORED = "avx512_vnni"
"""Where llama.cpp multiplies with these instructions, weights as they are in the file are faster than rearranged ones: prompts
are read at 125 instead of 83 tokens/s and answers decoded at 18 instead of 14 (Qwen2.5-Coder-1.5B in Q4_K_M), and with
LFM2-2.6B's shape at 78 instead of 51 and as fast. A llama.cpp for any x86 processor is 8 % faster with rearranged ones, and AMX
needs them (`docs/decisions/engine.md`)."""
_BUSY = 25.0
"""Percentage of the last ten seconds in which some task had to wait for a core, from which on a machine counts as busy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Settings of llama.cpp: `threads` for decoding, `batch_threads` for prompts, and the `batch` size of prompts in tokens.

    `repack` rearranges the weights for the processor, for which they are copied into memory instead of mapped from the file.
    """

    threads: int
    batch_threads: int
    batch: int = 128
    repack: bool = True
    small_cache: bool = False
    """Whether the attention cache has 8 bits per value instead of 16."""
    drafts: bool = True
    spin: int | None = None
    """Number of rounds that a thread spins for the other threads before it sleeps; None: chosen by the load of the machine.

    On a busy machine a thread spins for another one that isn't running: two threads on two cores beside 15 other tasks decode
    0.9 tokens/s with the library's default of 300,000 rounds, and 51 with 0. On a quiet machine 500 rounds decode 1.4 times as
    fast as 0 and 0.92 times as fast as 3,000; but if another program starts, 500 rounds decode 18 tokens/s and 3,000 rounds 10
    (Qwen2.5-1.5B)."""
    gpu_layers: int | None = None
    """Number of layers on a GPU; None: none, and it isn't measured yet whether a GPU is faster."""

    @property
    def rounds(self) -> int:
        """The number of rounds for a process that starts now."""
        return self.spin if self.spin is not None else _QUIET_ROUNDS if is_quiet() else 0


def usual_tuning() -> Tuning:
    """Return the defaults: all cores of a machine with one or two, else one core less, at most eight.

    A thread that loses its core to another program slows decoding by a factor of five or more.
    """
    cores = len(usable_cores())
    threads = cores if cores <= 2 else min(cores - 1, 8)
    return Tuning(threads=threads, batch_threads=threads, repack=int8_instructions() != _FAST_AS_STORED)


def is_quiet(pressure: Path = _PRESSURE) -> bool:
    """Return whether tasks rarely had to wait for a core in the last ten seconds; False where the system doesn't report it."""
    try:
        some = dict(field.split("=") for field in pressure.read_text(encoding="ascii").splitlines()[0].split()[1:])
        return float(some["avg10"]) < _BUSY
    except (OSError, ValueError, KeyError, IndexError):
        return False


def load_tuning(home: Path, model: Path) -> Tuning:
    """Return the tuning that was measured for a model file on this machine, else the defaults."""
    try:
        return Tuning(**json.loads((home / _FILE).read_text(encoding="utf-8"))[_key(model)])
    except (FileNotFoundError, KeyError):
        return usual_tuning()
    except (OSError, ValueError, TypeError) as problem:
        _log.warning("%s can't be read, the usual settings are taken (run 'ragassist models tune'): %s", home / _FILE, problem)
        return usual_tuning()


def save_tuning(home: Path, model: Path, tuning: Tuning) -> None:
    """Store the measured tuning of a model file. Raises `OSError` on a full disk."""
    path = home / _FILE
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    known = known if isinstance(known, dict) else {}
    write_atomically(path, json.dumps({**known, _key(model): asdict(tuning)}, indent=1).encode())


def _key(model: Path) -> str:
    return f"{platform.node()}:{platform.machine()}:{len(usable_cores())}:{model.name}:{model.stat().st_size}"
