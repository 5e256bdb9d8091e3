"""Whether layers of a chat model belong on a GPU: what llama.cpp was built for, what has room, what is faster."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from ingest.isolation.environment import kept_environment
from ragassist.engine.benchmark import BETTER, BenchmarkResult, rate
from ragassist.engine.tuning import Tuning
from ragassist.errors import ModelDamaged, ModelDied

_log = logging.getLogger(__name__)
_PROBE = (sys.executable, "-I", "-m", "ragassist.engine.gpu.probe")
_PROBE_SECONDS = 60.0
_LIBRARY = "ggml-"
_NO_GPU = ("base", "cpu", "blas", "rpc")
_RESERVE = 300_000_000
"""Bytes of a GPU's memory that buffers and other programs take."""

Rate = Callable[[Path, int, Tuning], BenchmarkResult]


@dataclass(frozen=True, slots=True)
class Gpu:
    """A GPU that llama.cpp can compute on, with the bytes of its memory that are free."""

    name: str
    free: int


def backends(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of the GPU backends of llama.cpp, by its libraries' names: `metal`, `cuda`, `vulkan`."""
    if folder is None:
        spec = find_spec("llama_cpp")
        folder = Path(spec.origin).parent / "lib" if spec and spec.origin else Path()
    names = {path.name.partition(_LIBRARY)[2].partition(".")[0] for path in folder.glob(f"*{_LIBRARY}*")}
    return tuple(sorted(name for name in names if name and not name.startswith(_NO_GPU)))


def gpus() -> tuple[Gpu, ...]:
    """Return the GPUs that llama.cpp sees, as it says in a process of its own; none where it fails."""
    if not backends():
        return ()
    try:
        done = subprocess.run(
            _PROBE, capture_output=True, check=True, timeout=_PROBE_SECONDS, stdin=subprocess.DEVNULL, env=kept_environment({})
        )
        return tuple(Gpu(row["name"], row["free"]) for row in json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as problem:
        _log.warning("the GPU can't be looked at, the processor is used: %s", problem)
        return ()


def layers_with_room(found: tuple[Gpu, ...], needed: int, layers: int) -> int:
    """Return how many of a model's layers, its output counted as one, fit into the GPUs' free memory."""
    free = sum(max(0, gpu.free - _RESERVE) for gpu in found)
    return layers + 1 if free >= needed else layers * free // needed


def faster(path: Path, context: int, tuning: Tuning, layers: int, rate: Rate = rate) -> Tuning:
    """Return a tuning with so many layers on the GPU if an answer is done sooner so, else with none."""
    alone = replace(tuning, gpu_layers=0)
    if not layers:
        return alone
    try:
        shared = rate(path, context, replace(tuning, gpu_layers=layers))
    except (ModelDamaged, ModelDied) as problem:
        _log.warning("the GPU fails, the processor is used: %s", problem)
        return alone
    return shared.tuning if shared.seconds < rate(path, context, alone).seconds * BETTER else alone
