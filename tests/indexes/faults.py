"""Causes faults at exact system calls by strace: a process is killed, or a call fails, at the k-th write, fsync or rename."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Self

import pytest

from tests.paths import ROOT

ALONE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "RAYON_NUM_THREADS": "1"}
"""One thread, so that the k-th call of a run is the k-th call of the next."""
CHANGING = (
    "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "fallocate", "rename", "renameat", "renameat2",
    "unlink", "unlinkat", "mkdir", "mkdirat", "chmod", "fchmod", "fchmodat",
)  # fmt: skip
OPENING = ("open", "openat")
_CALL = re.compile(r"^(?:\[pid +)?(?:\d+\]? +)?(\w+)\(")


@dataclass(frozen=True, slots=True)
class Point:
    """The `number`-th call of a name in an operation, from 1 on, with its line in strace's output."""

    call: str
    number: int
    line: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of an operation: exit code (-9 if killed), standard error, and the lines of strace."""

    code: int
    said: str
    lines: tuple[str, ...]

    @property
    def hit(self) -> bool:
        """Whether the fault took place."""
        return self.code == -9 or any("(INJECTED)" in line for line in self.lines)


def why_not() -> str:
    """Return the reason why faults can't be caused on this system, "" if they can."""
    if not shutil.which("strace"):
        return "strace is not installed"
    with subprocess.Popen(["sleep", "30"]) as sleeper:
        try:
            strace = _attach(sleeper.pid, Path(os.devnull), "")
            strace.kill()
            strace.communicate()
        except OSError as problem:
            return f"processes may not be traced here: {problem}"
        finally:
            sleeper.kill()
    return ""


class Stage:
    """A process that runs operations under strace, one at a time, with a umask of 0."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.indexes.crash_run"],
            cwd=ROOT, env={**os.environ, **ALONE, "PYTHONHASHSEED": "0"}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, umask=0,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        _of(self._server.stdin).close()
        self._server.wait(timeout=20)
        _of(self._server.stdout).close()

    def take(self, step: str, folder: Path, papers: Path) -> Ended:
        """Run an operation without a fault and return its end."""
        self._begin(step, folder, papers)
        return self._end()

    def take_on_small_disk(self, step: str, before: Path, papers: Path, size: int, disk: Path, after: Path) -> Ended:
        """Run an operation on a copy of a library on a disk of `size` KB, of which a copy is left, and return its end."""
        self._begin(step, before, papers, [size, str(disk), str(after)])
        return self._end()

    def disturb(self, step: str, folder: Path, papers: Path, fault: str = "") -> Ended:
        """Run an operation with a fault in strace's syntax (`fsync:signal=KILL:when=3`), or "" to list its calls."""
        log = self._scratch / "calls"
        strace = _attach(self._begin(step, folder, papers), log, fault)
        ended = self._end()
        _of(strace.stderr).close()
        strace.wait(timeout=20)
        return replace(ended, lines=tuple(log.read_text(encoding="utf-8", errors="replace").splitlines()))

    def _begin(self, step: str, folder: Path, papers: Path, small: Sequence[int | str] | None = None) -> int:
        paths = [*map(str, (folder, papers, self._scratch / "errors"))]
        return int(self._ask(json.dumps([step, paths, small])))

    def _end(self) -> Ended:
        code = int(self._ask("go"))
        return Ended(code, (self._scratch / "errors").read_text(encoding="utf-8"), ())

    def points(self, step: str, folder: Path, papers: Path) -> list[Point]:
        """Run an operation without a fault and return the calls that change the folder."""
        counts: dict[str, int] = {}
        found = []
        for line in self.disturb(step, folder, papers).lines:
            if named := _CALL.match(line):
                call = named.group(1)
                counts[call] = counts.get(call, 0) + 1
                if str(folder) in line and (call in CHANGING or "O_CREAT" in line):
                    found.append(Point(call, counts[call], line))
        return found

    def _ask(self, line: str) -> str:
        stdin = _of(self._server.stdin)
        stdin.write(line + "\n")
        stdin.flush()
        return _of(self._server.stdout).readline()


def tell(request: pytest.FixtureRequest, line: str) -> None:
    """Print a line of figures, also if pytest captures the output."""
    capture = request.config.pluginmanager.get_plugin("capturemanager")
    with capture.global_and_fixture_disabled() if capture else nullcontext():
        sys.stdout.write(f"\n{line}\n")


def _of(stream: IO[str] | None) -> IO[str]:
    assert stream
    return stream


def _attach(pid: int, log: Path, fault: str) -> subprocess.Popen[str]:
    calls = [fault.split(":")[0]] if fault else [*CHANGING, *OPENING]
    names = ",".join(f"?{call}" for call in calls)
    command = ["strace", "-f", "-y", "-o", str(log), "-p", str(pid), "-e", f"trace={names}"]
    strace = subprocess.Popen(command + (["-e", f"inject={fault}"] if fault else []), stderr=subprocess.PIPE, text=True)
    said = _of(strace.stderr).readline()
    if "attached" not in said:
        raise OSError(said)
    return strace
