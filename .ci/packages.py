"""Installs packages into .venv, by uv where it is there: `packages.py torch VERSION`, `packages.py install ARGUMENTS`.

The plain torch for Linux brings CUDA. Its CPU build, `VERSION+cpu`, is asked of the usual index first, then of PyTorch's own.
Where neither has one for this Python, the plain build is taken and its size told before.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence

PYTORCH = "https://download.pytorch.org/whl/cpu"
PIP = (sys.executable, "-m", "pip", "install", "--progress-bar", "on", "-q")
BRIEF = ("--retries", "0", "--timeout", "10")
"""An index that can't be reached is given up after ten seconds."""
LARGE = (
    "==> no CPU build of torch {version} for this Python can be reached: taking the plain one, about 3 GB with CUDA's libraries"
)

Run = Callable[[Sequence[str], bool], bool]
"""Runs a command, whether what it says is shown; returns whether it succeeded."""


def run(command: Sequence[str], is_shown: bool) -> bool:
    """Run a command; return whether it succeeded."""
    quiet = None if is_shown else subprocess.DEVNULL
    brief = {} if is_shown else {"UV_HTTP_TIMEOUT": "10", "UV_HTTP_RETRIES": "0"}
    return subprocess.run(command, stderr=quiet, env={**brief, **os.environ}, check=False).returncode == 0


def uv_of(which: Callable[[str], str | None] = shutil.which) -> tuple[str, ...]:
    """Return the command by which uv installs into this environment, () where there is none."""
    program = which("uv")
    return (program, "pip", "install", "--python", sys.executable, "-q") if program else ()


def cpu_builds(version: str, uv: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the commands that may install torch's CPU build, the best first."""
    if uv:
        yield (*uv, "--torch-backend", "cpu", f"torch=={version}")
    yield (*PIP, *BRIEF, f"torch=={version}+cpu")
    yield (*PIP, *BRIEF, "--extra-index-url", PYTORCH, f"torch=={version}+cpu")


def install_torch(version: str, run: Run, uv: Sequence[str], system: str = sys.platform) -> bool:
    """Install torch; return whether it was installed."""
    if system == "linux":
        if any(run(command, False) for command in cpu_builds(version, uv)):
            return True
        print(LARGE.format(version=version), flush=True)
    return run((*PIP, f"torch=={version}"), True)


def install(arguments: Sequence[str], run: Run, uv: Sequence[str]) -> bool:
    """Install packages; return whether they were installed. What uv can't do, as it reads no settings of pip's, pip does."""
    return (bool(uv) and run((*uv, *arguments), False)) or run((*PIP, *arguments), True)


def main() -> None:
    """Install what the arguments say."""
    what, *arguments = sys.argv[1:]
    done = install_torch(arguments[0], run, uv_of()) if what == "torch" else install(arguments, run, uv_of())
    sys.exit(0 if done else 1)


if __name__ == "__main__":
    main()
