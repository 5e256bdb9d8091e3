"""Decides how many layers of a chat model run on a GPU, from llama.cpp's build, the free memory and a measurement."""

import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from threading import Event

from ragassist.engine.benchmark import BETTER, BenchmarkResult, rate
from ragassist.engine.gpu.environment import engine_environment
from ragassist.engine.tuning import Tuning
from ragassist.errors import ModelDamaged, ModelDied
from ragassist.stopping import Stopped

_log = logging.getLogger(__name__)
_PROBE = (sys.executable, "-I", "-m", "ragassist.engine.gpu.probe")
_PROBE_SECONDS = 60.0
_LIBRARY = "ggml-"
_NO_GPU = ("base", "cpu", "blas", "rpc")
_RESERVE = 300_000_000
"""Bytes of a GPU's memory that are left for buffers and other programs."""

_PATIENCE = 30.0
"""Seconds for loading: a driver of Vulkan compiles its programs when they are first used."""

Rate = Callable[[Path, int, Tuning, Event | None], BenchmarkResult]


@dataclass(frozen=True, slots=True)
class Gpu:
    """A GPU that llama.cpp can use, with its free memory in bytes."""

    name: str
    free: int


def backends(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of llama.cpp's GPU backends (`metal`, `cuda`, `vulkan`), taken from the names of its libraries."""
    if folder is None:
        spec = find_spec("llama_cpp")
        folder = Path(spec.origin).parent / "lib" if spec and spec.origin else Path()
    names = {path.name.partition(_LIBRARY)[2].partition(".")[0] for path in folder.glob(f"*{_LIBRARY}*")}
    return tuple(sorted(name for name in names if name and not name.startswith(_NO_GPU)))


def gpus() -> tuple[Gpu, ...]:
    """Return the GPUs that llama.cpp finds in a separate process; () if that fails."""
    if not backends():
        return ()
    try:
        done = subprocess.run(
            _PROBE,
            capture_output=True,
            check=True,
            timeout=_PROBE_SECONDS,
            stdin=subprocess.DEVNULL,
            env=engine_environment({}),
        )
        return tuple(Gpu(row["name"], row["free"]) for row in json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as problem:
        _log.warning("the GPU can't be looked at, the processor is used: %s", problem)
        return ()


def layers_with_room(found: tuple[Gpu, ...], needed: int, layers: int) -> int:
    """Return how many layers of a model fit into the free memory of the GPUs; the output counts as one layer.

    `needed` are the bytes of the whole model.
    """
    free = sum(max(0, gpu.free - _RESERVE) for gpu in found)
    return layers + 1 if free >= needed else layers * free // needed


def faster(
    path: Path,
    context: int,
    tuning: Tuning,
    layers: int,
    rate: Rate = rate,
    *,
    stop: Event | None = None,
    patience: float = _PATIENCE,
) -> Tuning:
    """Return the tuning with `layers` on the GPU if a usual request takes less time so, else with none.

    The GPU gets three times as long as the processor and `patience` seconds more. Raises `Stopped` once `stop` is set.
    """
    alone = replace(tuning, gpu_layers=0)
    if not layers:
        return alone
    began = time.monotonic()
    processor = rate(path, context, alone, stop)
    limit = _Limit(3 * (time.monotonic() - began) + patience, stop)
    try:
        shared = rate(path, context, replace(tuning, gpu_layers=layers), limit)
    except (ModelDamaged, ModelDied) as problem:
        _log.warning("the GPU fails, the processor is used: %s", problem)
        return alone
    except Stopped:
        if stop and stop.is_set():
            raise
        _log.warning("the GPU takes more than three times as long as the processor, which is used")
        return alone
    return shared.tuning if shared.seconds < processor.seconds * BETTER else alone


class _Limit(Event):
    """A stop event that is also set after some seconds, and with another one."""

    def __init__(self, seconds: float, other: Event | None) -> None:
        super().__init__()
        self._end, self._other = time.monotonic() + seconds, other

    def is_set(self) -> bool:
        """Return whether it is time to stop."""
        return super().is_set() or time.monotonic() > self._end or (self._other is not None and self._other.is_set())
