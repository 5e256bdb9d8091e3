"""Runs the program as a shell does."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.warm import WarmProgram
from tests.cli.warm_process import Command
from tests.conftest import MODELS_HOME
from tests.paths import ROOT

EMBEDDING = "multilingual-e5-small"
COMMAND = (sys.executable, "-m", "ragassist.cli")
WARM = WarmProgram(MODELS_HOME / "models" / EMBEDDING)
_SECONDS = 250
"""The time that a command may take."""


@dataclass(frozen=True)
class Ran:
    """The result of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(self.out)
        return data

    @property
    def line(self) -> str:
        """The only line that a failing command writes to standard error."""
        assert "Traceback" not in self.err
        (line,) = self.err.splitlines()
        assert line.startswith("ragassist: ")
        return line.removeprefix("ragassist: ")


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAGASSIST_")}
    return {**kept, "RAGASSIST_HOME": str(home), "COLUMNS": "200", "LC_ALL": "C.UTF-8", **more}


def run(home: Path, *arguments: object, before: Callable[[], object] | None = None, **more: str) -> Ran:
    """Run a command in a fork of a process that has imported the program, or anew where that could make a difference."""
    told, wanted = [*map(str, arguments)], environment(home, **more)
    if before is None and WARM.serves(wanted):
        return Ran(*WARM.run(Command(told, wanted, str(ROOT)), _SECONDS))
    return run_anew(told, wanted, before)


def run_anew(arguments: list[str], wanted: dict[str, str], before: Callable[[], object] | None = None) -> Ran:
    done = subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=wanted,
        stdin=subprocess.DEVNULL,
        preexec_fn=before,
        timeout=_SECONDS,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
